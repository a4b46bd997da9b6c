import { userInfo } from 'node:os';
import type { Environment } from '../config.ts';
import { type ExportFormat, exportFormats, exportLines } from '../journal/export.ts';
import { type Head, parseHead, readHeadFile, shortHash } from '../journal/heads.ts';
import { pagesOf } from '../journal/source.ts';
import { type Verdict, verify } from '../journal/verify.ts';
import { counted } from '../lib/text.ts';
import { type OpenJournal, openJournal } from './journal-source.ts';

/** 0: the journal is whole, or was exported. 1: it was tampered with. 2: it could not be looked at, or the command made no sense. */
export type AuditExit = 0 | 1 | 2;

export type AuditDeps = {
  environment: Environment;
  /** A line for the person. */
  tell(line: string): void;
  /** Raw output; resolves when more may come. */
  write(text: string): Promise<void>;
};

/** `wheelhouse audit verify`: holds the journal against itself, the head file and the heads given. */
export async function auditVerify(deps: AuditDeps, options: { head?: readonly string[] }): Promise<AuditExit> {
  const given: Head[] = [];
  for (const text of options.head ?? []) {
    const head = parseHead(text, 'given with --head');
    if (head === undefined) return cannot(deps, `--head ${text}: write it as it was posted, such as 1200:3f2ab1c9d0e4f5a6.`);
    given.push(head);
  }
  return withJournal(deps, async ({ source, place, keys }) => {
    const remembered = await source.heads();
    const file = await headsOfFile(deps.environment, remembered.length > 0);
    if ('problem' in file) return cannot(deps, file.problem);
    const verdict = await verify(pagesOf(source), [...given, ...file.heads, ...remembered], keys.find);
    report(deps, verdict, place, given.length + file.heads.length);
    return verdict.ok ? 0 : 1;
  });
}

function report({ tell }: AuditDeps, verdict: Verdict, place: string, kept: number): void {
  if (!verdict.ok) {
    tell(`The journal in ${place} is NOT whole.`);
    tell(`First bad entry: ${verdict.flaw.seq}: ${verdict.flaw.say}.`);
    tell(`${counted(verdict.entries, 'entry', 'entries')} before the place where this showed fit together.`);
    return;
  }
  const { head, entries, erased } = verdict;
  tell(`The journal in ${place} is whole: ${counted(entries, 'entry', 'entries')}.`);
  if (head !== undefined) tell(`Head ${head.seq}:${head.hash.slice(0, shortHash)} (${head.hash})`);
  if (erased > 0)
    tell(`Of ${counted(erased, 'entry', 'entries')} the personal data was erased by the app, which said so each time.`);
  tell(
    kept > 0
      ? `${counted(kept, 'head')} that ${kept === 1 ? 'was' : 'were'} kept elsewhere ${kept === 1 ? 'agrees' : 'agree'} with it.`
      : 'It was held against itself only. To see a cut tail or a journal written anew, set AUDIT_HEAD_FILE or add --head with a head from the channel.',
  );
}

async function headsOfFile(
  environment: Environment,
  published: boolean,
): Promise<{ heads: readonly Head[] } | { problem: string }> {
  const file = environment.AUDIT_HEAD_FILE?.trim();
  if (!file) return { heads: [] };
  try {
    const heads = await readHeadFile(file);
    if (heads !== undefined) return { heads };
    return published
      ? {
          problem: `AUDIT_HEAD_FILE: ${file} is not there, and heads were published. Bring the file back, or leave the setting out.`,
        }
      : { heads: [] };
  } catch (error) {
    return { problem: `AUDIT_HEAD_FILE: ${error instanceof Error ? error.message : `${file} cannot be read`}.` };
  }
}

export type ExportArguments = { format: string; from?: string; to?: string; personal?: boolean; reason?: string };

/** `wheelhouse audit export`: the journal as text. Personal data only with a reason, which is noted in the journal first. */
export async function auditExport(
  deps: AuditDeps,
  { format, from, to, personal = false, reason }: ExportArguments,
): Promise<AuditExit> {
  const known = exportFormats.find((one): one is ExportFormat => one === format);
  if (known === undefined) return cannot(deps, `--format ${format}: write csv or ndjson.`);
  const start = from === undefined ? undefined : instantOf(from);
  const end = to === undefined ? undefined : instantOf(to);
  if (from !== undefined && start === undefined) return cannot(deps, notATime('--from', from));
  if (to !== undefined && end === undefined) return cannot(deps, notATime('--to', to));
  const why = reason?.trim() ?? '';
  if (personal && why.length < 3)
    return cannot(deps, '--personal shows what names or describes customers: add --reason "why", which goes into the journal.');
  return withJournal(deps, async ({ source }) => {
    if (personal)
      await source.recordReveal({
        actor: `cli:${accountName()}`,
        reason: why,
        format: known,
        from: from ?? null,
        to: to ?? null,
      });
    const options = { format: known, personal, from: start?.from, before: end?.before };
    for await (const text of exportLines(pagesOf(source), options)) await deps.write(text);
    return 0;
  });
}

async function withJournal(deps: AuditDeps, work: (journal: OpenJournal) => Promise<AuditExit>): Promise<AuditExit> {
  let journal: OpenJournal | undefined;
  try {
    journal = await openJournal(deps.environment);
    return await work(journal);
  } catch (error) {
    return cannot(deps, error instanceof Error ? error.message : 'The journal cannot be read.');
  } finally {
    await journal?.close();
  }
}

function cannot({ tell }: AuditDeps, say: string): 2 {
  tell(say);
  return 2;
}

const notATime = (option: string, text: string) =>
  `${option} ${text}: write a day, such as 2026-11-21 (in UTC), or an instant, such as 2026-11-21T10:00:00Z.`;

/** A whole day in UTC, or an instant; both ends are meant inclusively. In the journal's own writing, which sorts as text. */
function instantOf(text: string): { from: string; before: string } | undefined {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  if (!isDay && !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const from = new Date(text);
  if (Number.isNaN(from.getTime()) || (isDay && !from.toISOString().startsWith(text))) return undefined;
  return { from: from.toISOString(), before: new Date(from.getTime() + (isDay ? 24 * 3_600_000 : 1)).toISOString() };
}

/** Who runs this, as the machine knows them. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}
