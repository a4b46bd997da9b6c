import { dataOf, type StoredEntry } from './entries.ts';

export const exportFormats = ['csv', 'ndjson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export type ExportOptions = {
  format: ExportFormat;
  /** Instants as the journal writes them (`2026-11-21T10:00:00.000Z`): from the first on, up to and without the second. */
  from?: string | undefined;
  before?: string | undefined;
  /** Also what names or describes customers. Note it in the journal first. */
  personal: boolean;
};

const columns = ['seq', 'at', 'kind', 'request_id', 'actor', 'data', 'previous_hash', 'hash'] as const;

/** The journal as lines of text, each with its line end: of CSV (RFC 4180, with a header) or of JSON, one entry each. */
export async function* exportLines(pages: AsyncIterable<readonly StoredEntry[]>, options: ExportOptions): AsyncGenerator<string> {
  if (options.format === 'csv') yield csvLine(options.personal ? [...columns, 'personal'] : columns);
  for await (const page of pages) {
    const wanted = page.filter(
      ({ at }) => (options.from === undefined || at >= options.from) && (options.before === undefined || at < options.before),
    );
    if (wanted.length > 0) yield wanted.map((entry) => lineOf(entry, options)).join('');
  }
}

function lineOf(entry: StoredEntry, { format, personal }: ExportOptions): string {
  const { seq, at, kind, requestId, actor, data, previousHash, hash } = entry;
  if (format === 'csv') {
    const cells = [String(seq), at, kind, requestId ?? '', actor, data, previousHash, hash];
    return csvLine(personal ? [...cells, entry.personal === null ? '' : (entry.personal.content ?? 'erased')] : cells);
  }
  const record = { seq, at, kind, requestId, actor, data: dataOf(entry) ?? data, previousHash, hash };
  return `${JSON.stringify(personal ? { ...record, personal: personalOf(entry) } : record)}\n`;
}

function personalOf({ personal }: StoredEntry): unknown {
  if (personal === null) return null;
  if (personal.content === null) return 'erased';
  try {
    return JSON.parse(personal.content);
  } catch {
    return personal.content;
  }
}

/** Of cells of any text (RFC 4180). */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** What a table program would take for a formula is led by an apostrophe. */
function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
