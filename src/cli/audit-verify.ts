import { meaningOf } from '../approvals/seal/meaning.ts';
import { readHeadFile } from '../journal/head-file.ts';
import { type Head, parseHead, shortHash } from '../journal/heads.ts';
import { pagesOf } from '../journal/source.ts';
import { type ChainVerdict, verify, type Whole } from '../journal/verify.ts';
import { formatDuration } from '../lib/duration.ts';
import { counted } from '../lib/text.ts';
import { type AuditDeps, type AuditExit, cannot, withJournal } from './audit-journal.ts';
import type { OpenJournal } from './journal-source.ts';

/** How far a kept head may be behind the last entry: the app writes every new one within a second. */
const behindAtMostMs = 10_000;

/** `wheelhouse audit verify`: holds the journal against itself, the kept head and the heads given. */
export async function auditVerify(deps: AuditDeps, options: { head?: readonly string[] }): Promise<AuditExit> {
  const given: Head[] = [];
  for (const text of options.head ?? []) {
    const head = parseHead(text, 'given with --head');
    if (head === undefined) return cannot(deps, `--head ${text}: write it as it was posted, such as 1200:3f2ab1c9d0e4f5a6.`);
    given.push(head);
  }
  return withJournal(deps, async ({ source, place, keys, headFile }) => {
    // First the kept head, then the journal: beside a running app both go on meanwhile, and the journal is never behind.
    const kept = await keptIn(headFile);
    const verdict = await verify(
      pagesOf(source),
      [...given, ...kept.heads, ...(await source.heads())],
      keys.find,
      meaningOf(keys.find),
    );
    if (!verdict.ok) return broken(deps, verdict, place);
    return judged(deps, verdict, { place, given: given.length, kept });
  });
}

type Kept = { heads: readonly Head[]; problem: string | undefined };

async function keptIn({ path, isSet }: OpenJournal['headFile']): Promise<Kept> {
  if (path === undefined) return { heads: [], problem: undefined };
  try {
    const heads = await readHeadFile(path);
    if (heads === undefined && !isSet) return { heads: [], problem: undefined };
    if (heads === undefined) return { heads: [], problem: `AUDIT_HEAD_FILE: ${path} is not there. Bring the file back.` };
    return { heads, problem: heads.length === 0 ? `AUDIT_HEAD_FILE: ${path} is empty. Bring the file back.` : undefined };
  } catch (error) {
    return { heads: [], problem: `AUDIT_HEAD_FILE: ${error instanceof Error ? error.message : `${path} cannot be read`}.` };
  }
}

function broken({ tell }: AuditDeps, verdict: Extract<ChainVerdict, { ok: false }>, place: string): 1 {
  tell(`The journal in ${place} is NOT whole.`);
  tell(`First bad entry: ${verdict.flaw.seq}: ${verdict.flaw.say}.`);
  tell(`${counted(verdict.entries, 'entry', 'entries')} before the place where this showed fit together.`);
  return 1;
}

function judged(deps: AuditDeps, whole: Whole, { place, given, kept }: { place: string; given: number; kept: Kept }): AuditExit {
  const { unknownKey, behindMs } = whole;
  if (unknownKey !== undefined)
    return cannot(
      deps,
      `From entry ${unknownKey.seq} on the journal in ${place} was kept with key ${unknownKey.keyId}, which is neither JOURNAL_KEY nor among JOURNAL_KEY_PREVIOUS. Add it to JOURNAL_KEY_PREVIOUS.`,
    );
  describe(deps, whole, place);
  if (kept.problem !== undefined) return cannot(deps, kept.problem);
  const { tell } = deps;
  if (behindMs === undefined && kept.heads.length === 0) {
    tell(
      'It was held against itself only. To see a cut tail or a journal rewritten, set AUDIT_HEAD_FILE or add --head with a head from the channel.',
    );
    return 3;
  }
  if (behindMs !== undefined && behindMs <= behindAtMostMs) {
    const heads = given + kept.heads.length;
    tell(
      `${counted(heads, 'head')} that ${heads === 1 ? 'was' : 'were'} kept elsewhere ${heads === 1 ? 'agrees' : 'agree'} with it.`,
    );
    return 0;
  }
  const behind = behindMs === undefined ? 'from before a restore' : `${formatDuration(behindMs)} behind the last entry`;
  if (kept.heads.length > 0)
    return cannot(
      deps,
      `AUDIT_HEAD_FILE: the kept head agrees, but is ${behind}, so nothing outside says what came after it. The app brings it up within a second while it runs; if it runs, look in its log for why it can't.`,
    );
  tell(`The head that was given agrees, but is ${behind}: what came after it was held against itself only.`);
  return 3;
}

function describe({ tell }: AuditDeps, { entries, head, erased, keyedFrom, passedOver }: Whole, place: string): void {
  tell(`The journal in ${place} is whole: ${counted(entries, 'entry', 'entries')}.`);
  if (head !== undefined) tell(`Head ${head.seq}:${head.hash.slice(0, shortHash)} (${head.hash})`);
  if (keyedFrom === undefined && entries > 0)
    tell('No entry has a key yet: they come with the first start of this version. Until then the chain alone holds it together.');
  if (keyedFrom !== undefined && keyedFrom > 1)
    tell(
      `Keys and seals begin with entry ${keyedFrom}. What lies before it was held against its own chain and that entry, and not judged by its meaning.`,
    );
  if (erased > 0) tell(`Of ${counted(erased, 'entry', 'entries')} the personal data was erased, with an entry that says so.`);
  if (passedOver > 0)
    tell(
      `${counted(passedOver, 'head')} of what was lost before an accepted restore ${passedOver === 1 ? 'was' : 'were'} passed over.`,
    );
}
