import { speak } from '../../lib/language/speak.ts';
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

/** How much of the hash is shown; `wheelhouse audit verify --head` takes it as it is. */
const shownDigits = 16;

/** The journal's head in one line, for a channel that keeps it if nobody can change both. */
export function headMessage({ seq, hash, sinceLast }: HeadProps): Message {
  const head = `${seq}:${hash.replace(/[^0-9a-f]/g, '').slice(0, shownDigits)}`;
  const since =
    sinceLast === 0
      ? speak('no new entries since the last head')
      : speak('{sinceLast, plural, one {# entry} other {# entries}} since the last head', { sinceLast });
  return {
    text: speak('Journal head {head}, {since}', { head, since }),
    blocks: [richLines([say(speak('Journal head ')), code(head), say(`, ${since}`)])],
  };
}
