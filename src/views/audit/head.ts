import { counted } from '../../lib/text.ts';
import type { Message } from '../common/blocks.ts';
import { code, richLines, say } from '../common/rich.ts';

export type HeadProps = {
  /** The number of the journal's last entry. */
  seq: number;
  /** Its hash, in hexadecimal digits. */
  hash: string;
  /** Entries since the head before. */
  sinceLast: number;
};

/** How much of the hash is shown; `wheelhouse audit verify --head` takes it as it stands. */
const shownDigits = 16;

/** The journal's head in one line, for a channel that keeps it where nobody can change both. */
export function headMessage({ seq, hash, sinceLast }: HeadProps): Message {
  const head = `${seq}:${hash.replace(/[^0-9a-f]/g, '').slice(0, shownDigits)}`;
  const since =
    sinceLast === 0 ? 'no new entries since the last head' : `${counted(sinceLast, 'entry', 'entries')} since the last head`;
  return {
    text: `Journal head ${head}, ${since}`,
    blocks: [richLines([say('Journal head '), code(head), say(`, ${since}`)])],
  };
}
