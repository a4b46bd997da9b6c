import type { RichTextBlock, TableBlock } from '@slack/types';
import { keyed } from '../texts/text.tsx';
import { RichText } from './rich-text.tsx';

type Cell = TableBlock['rows'][number][number] | RichTextBlock;
type Settings = NonNullable<TableBlock['column_settings']>;

/** A table; the first row is its head, as in Slack. It scrolls sideways in its own box where it is too wide. */
export function Table({
  rows,
  settings,
  caption,
  header,
}: {
  rows: Cell[][];
  settings: Settings;
  caption?: string;
  header?: boolean;
}) {
  const [head, ...body] = rows;
  if (!head) return null;
  return (
    <section className={`table-box ${header ? 'data-table' : ''}`} aria-label={caption ?? 'Table'}>
      <table>
        {caption && <caption>{caption}</caption>}
        <thead>
          <tr>
            {keyed(head, (cell, column) => (
              <th scope="col" className={columnClass(settings, column)}>
                <CellView cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyed(body, (row) => (
            <tr>
              {keyed(row, (cell, column) => (
                <td className={columnClass(settings, column)}>
                  <CellView cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function columnClass(settings: Settings, column: number): string {
  const { align = 'left', is_wrapped } = settings[column] ?? {};
  return `align-${align} ${is_wrapped ? 'wrapped' : ''}`;
}

function CellView({ cell }: { cell: Cell }) {
  if (cell.type === 'rich_text') return <RichText block={cell} />;
  return (
    <span className="text" dir="auto">
      {cell.text}
    </span>
  );
}
