/** What a command came to: its lines, and whether a script may go on. */
export type CommandOutcome = { lines: readonly string[]; ok: boolean };

/** One thing that was looked at: the setting or the place that it is about, how it is, and what to do when it is not well. */
export type Finding = { state: 'ok' | 'warning' | 'error'; what: string; where: string; say: string; do?: string };

/** Rows under their headings, in columns: the first to the left, the others, which are numbers, to the right. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all.map((row) =>
    widths
      .map((width, column) => (column === 0 ? (row[column] ?? '').padEnd(width) : (row[column] ?? '').padStart(width)))
      .join('  ')
      .trimEnd(),
  );
}
