import type { PageMessage } from '../workspace/page-protocol.ts';
import { Menu } from './parts/menu.tsx';
import { withEmoji } from './texts/emoji.ts';
import { personOf, useWorkspace } from './workspace.ts';

/** Those that people answer with, and two that say nothing. */
const offered = ['+1', '-1', 'white_check_mark', 'x', 'eyes', 'tada'];

type Props = { message: Pick<PageMessage, 'channel' | 'ts' | 'reactions'> };

/** What people put on a message; a press adds one's own, or takes it back. */
export function Reactions({ message: { channel, ts, reactions = [] } }: Props) {
  const { state, me, act } = useWorkspace();
  if (reactions.length === 0) return null;
  return (
    <div className="reactions">
      {reactions.map(({ name, people }) => (
        <button
          key={name}
          type="button"
          className="reaction"
          aria-pressed={people.includes(me.id)}
          aria-label={`${name}: ${people.map((id) => personOf(state, id)?.name ?? id).join(', ')}`}
          onClick={() => void act({ act: 'react', channel, ts, name })}
        >
          <span aria-hidden="true">
            {withEmoji(`:${name}:`)} {people.length}
          </span>
        </button>
      ))}
    </div>
  );
}

export function ReactionMenu({ message: { channel, ts } }: Props) {
  const { act } = useWorkspace();
  return (
    <Menu
      label="React to this message"
      buttonClass="button button-icon"
      button={<span aria-hidden="true">☺</span>}
      align="end"
      items={offered.map((name) => ({
        key: name,
        label: `${withEmoji(`:${name}:`)} :${name}:`,
        choose: () => void act({ act: 'react', channel, ts, name }),
      }))}
    />
  );
}
