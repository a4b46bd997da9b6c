import { entriesAbout } from '../journal/about-customer.ts';
import { type ExportFormat, exportFormats, exportLines } from '../journal/export.ts';
import { pagesOf } from '../journal/source.ts';
import { accountName } from './arguments.ts';
import { type AuditDeps, type AuditExit, cannot, withJournal } from './audit-journal.ts';

export type ExportArguments = {
  format: string;
  from?: string;
  to?: string;
  personal?: boolean;
  reason?: string;
  customer?: string;
};

/** `wheelhouse audit export`: the journal as text. Personal data only with a reason, which is noted in the journal first. */
export async function auditExport(
  deps: AuditDeps,
  { format, from, to, personal = false, reason, customer }: ExportArguments,
): Promise<AuditExit> {
  const known = exportFormats.find((one): one is ExportFormat => one === format);
  if (known === undefined) return cannot(deps, `--format ${format}: write csv or ndjson.`);
  const start = from === undefined ? undefined : instantOf(from);
  const end = to === undefined ? undefined : instantOf(to);
  if (from !== undefined && start === undefined) return cannot(deps, notATime('--from', from));
  if (to !== undefined && end === undefined) return cannot(deps, notATime('--to', to));
  if (customer !== undefined && !isPerson(customer))
    return cannot(deps, `--customer ${customer}: write the customer's number, such as 1018, or a Smartmove user's UUID.`);
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
        customer: customer === undefined ? undefined : personOf(customer),
      });
    const options = { format: known, personal, from: start?.from, before: end?.before };
    const all = () => pagesOf(source);
    const pages = customer === undefined ? all() : await entriesAbout(all, personOf(customer));
    for await (const text of exportLines(pages, options)) await deps.write(text);
    return 0;
  });
}

const isPerson = (text: string) => /^(?:\d{1,15}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/i.test(text);

function personOf(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text.toLowerCase();
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
