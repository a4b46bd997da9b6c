import { z } from 'zod';
import { readBranchTree } from '../approvals/branch-tree.ts';
import { type BranchTree, dependsOnBranches, treeOf } from '../approvals/policy/branches.ts';
import type { Policy } from '../approvals/policy/types.ts';
import type { Environment } from '../config.ts';
import { systemClock } from '../lib/clock.ts';
import { randomIds } from '../lib/ids.ts';
import { Secret } from '../lib/secret.ts';
import { readWritten } from '../lib/written-file.ts';

/** Which branch lies within which, with what has to be told about it; or why the file that was named says nothing. */
export type FoundTree = { ok: true; tree: BranchTree; lines: string[] } | { ok: false; line: string };

/** What `GET /branches` answers; some servers put the list into an envelope. */
const List = z.array(z.object({ id: z.int(), parent: z.object({ id: z.int() }).nullish() }));
const Answer = z.union([
  List,
  z
    .record(z.string(), z.unknown())
    .transform((whole) => Object.values(whole).find(Array.isArray))
    .pipe(List),
]);

/**
 * The tree of branches that a command judges by: from the file that is named, else from the back office of the settings. Without either
 * the children of branches are not considered.
 */
export async function branchTreeFor(environment: Environment, policy: Policy, file: string | undefined): Promise<FoundTree> {
  if (file !== undefined) return fromFile(file);
  if (!dependsOnBranches(policy)) return { ok: true, tree: 'not-considered', lines: [] };
  const settings = operationsOf(environment);
  if (settings === undefined) {
    return {
      ok: true,
      tree: 'not-considered',
      lines: ['Children of branches were not considered: set the OPERATIONS_… variables, or name a file with --branches.'],
    };
  }
  // The back offices' shapes are much to read for a command that does not ask them.
  const { createUpstreams } = await import('../api/transport.ts');
  const upstreams = createUpstreams(
    { operations: settings },
    { clock: systemClock, ids: randomIds, log: { debug: () => undefined } },
  );
  try {
    const why: string[] = [];
    const log = { warn: (facts: { err?: { message: string } }) => why.push(facts.err?.message ?? '') };
    const readers = { operations: upstreams.operations.reader };
    const tree = await readBranchTree({ policy, readers, log });
    return {
      ok: true,
      tree,
      lines:
        tree === 'unreadable'
          ? [`The branches cannot be read from the back office, so every branch counts as unknown (${why[0] ?? ''}).`]
          : [],
    };
  } finally {
    await upstreams.close();
  }
}

function fromFile(file: string): FoundTree {
  const read = readWritten(file);
  if (!read.ok) return { ok: false, line: `--branches ${file}: it ${read.why}.` };
  const wrong = {
    ok: false,
    line: `--branches ${file}: this is not what GET /branches answers: a list of {id, parent: {id}}.`,
  } as const;
  try {
    const parsed = Answer.safeParse(JSON.parse(read.text));
    if (!parsed.success) return wrong;
    return { ok: true, tree: treeOf(parsed.data.map(({ id, parent }) => ({ id, parent: parent ?? undefined }))), lines: [] };
  } catch {
    return wrong;
  }
}

function operationsOf(environment: Environment) {
  const { OPERATIONS_API_URL, OPERATIONS_AUTH_URL, OPERATIONS_CLIENT_ID, OPERATIONS_CLIENT_KEY } = environment;
  if (!OPERATIONS_API_URL || !OPERATIONS_AUTH_URL || !OPERATIONS_CLIENT_ID || !OPERATIONS_CLIENT_KEY) return undefined;
  return {
    apiUrl: OPERATIONS_API_URL.trim().replace(/\/{1,99}$/, ''),
    authUrl: OPERATIONS_AUTH_URL.trim().replace(/\/{1,99}$/, ''),
    clientId: OPERATIONS_CLIENT_ID.trim(),
    clientKey: new Secret(OPERATIONS_CLIENT_KEY.trim()),
  };
}
