import { z } from 'zod';
import type { Endpoint, Table } from '../src/api/table.ts';
import { markdownTable } from './markdown-table.ts';

const intro = `# What is assumed about the back offices

This page is made from the endpoint tables in [src/api](../src/api/) by \`scripts/assumed.ts\`, and a test fails when it is behind them. Change
a row, not this page.

The public guides name every call below. Where they leave a part of a call open, Wheelhouse had to decide it; such a part is flagged
\`assumed\` on its row and named in the last column: the path, the query, the body that is sent, or the shape of the answer (_result_). A
tenant may differ: [back-offices.md](back-offices.md) says how to hold all of it against your own specification and your live tenant, and how
to write down where yours differs. \`test/api\` states how every row behaves on the wire.

What is read is read leniently: a field that is missing is left out on the screen, a field that is not known is ignored, a word that is
not known is shown as it came, and ids may be numbers or texts. What is written is written exactly as below. A question mark marks what
may be left out.`;

/** The page docs/assumed.md: every row of the tables, and what of it no public source confirms. */
export function assumedPage(tables: Readonly<Record<'operations' | 'smartmove', Table>>): string {
  const parts = [part('Operations', tables.operations), part('Smartmove', tables.smartmove)];
  return `${[intro, ...parts].join('\n\n')}\n`;
}

function part(name: string, table: Table): string {
  const rows = Object.values(table).flatMap((group) => Object.values(group));
  const assumed = rows.filter((row) => row.assumed !== undefined).length;
  const groups = Object.entries(table).map(([group, members]) => `### ${group}\n\n${groupTable(group, members)}`);
  return [`## ${name}`, `${assumed} of ${rows.length} calls have a part that is assumed.`, ...groups].join('\n\n');
}

function groupTable(group: string, members: Readonly<Record<string, Endpoint>>): string {
  return markdownTable([
    ['row', 'call', 'query', 'body', 'assumed'],
    ...Object.entries(members).map(([name, row]) => [
      `\`${group}.${name}\``,
      `\`${row.method} ${row.path}\``,
      sent(row.query),
      sent(row.body),
      row.assumed?.join(', ') ?? 'nothing',
    ]),
  ]);
}

/** The names of what is sent, such as \`branchId, searchText?\`; of a list its elements. */
function sent(schema: z.ZodType | undefined): string {
  if (schema === undefined) return '';
  if (schema instanceof z.ZodArray) {
    const { element } = schema;
    return element instanceof z.ZodObject ? `list of ${sent(element)}` : 'list of texts';
  }
  if (!(schema instanceof z.ZodObject)) return 'see the row';
  const names = Object.entries(schema.shape).map(([name, member]) => {
    const optional = member instanceof z.ZodType && member.safeParse(undefined).success;
    return `${name}${optional ? '?' : ''}`;
  });
  return `\`${names.join(', ')}\``;
}

/** Columns as wide as their widest cell, as the formatter wants them. */
