import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { expect } from 'vitest';
import { checkMessage, checkView, livePings, refusals } from '../../sandbox/workspace/limits/index.ts';
import type { AppContext } from '../../src/commands/app-context.ts';
import { Fault } from '../../src/errors.ts';
import type { Message } from '../../src/views/common/blocks.ts';
import { OwnTokens } from './own-pages.ts';
import { people as gatePeople } from './people.ts';

export const staff = {
  agent: 'U0AGENT1',
  lead: 'U0LEAD1',
  reader: 'U0READER',
  guest: 'U0GUEST1',
  nobody: 'U0NOBODY',
} as const;

/** What the app had Slack draw. */
export type Drawn = {
  opened: { triggerId: string; view: ModalView; on: 'message' | 'modal'; viewId: string }[];
  updates: { viewId: string; view: ModalView }[];
  homes: { person: string; view: HomeView }[];
  whispers: { channel: string; person: string }[];
  /** Files that somebody got in their own direct message. */
  files: { person: string; name: string; bytes: Uint8Array }[];
  unfurled: { channel: string; ts: string; unfurls: Readonly<Record<string, KnownBlock[]>> }[];
  /** What a modal shows now. */
  now(viewId?: string): ModalView;
  /** From now on Slack says that the trigger is too old. */
  triggersAreOver: boolean;
};

/** Colleagues are named on purpose; nobody else may be. */
const colleagues = new OwnTokens([...Object.values(staff), ...Object.values(gatePeople)].map((id) => `<@${id}>`));

/** Slack would take it, and nothing in it pings or links by itself. */
export function expectSayable(message: Message): void {
  expect(refusals(checkMessage(message))).toEqual([]);
  expect(livePings(message, colleagues)).toEqual([]);
}

function expectDrawable(view: ModalView | HomeView): void {
  expect(refusals(checkView(view))).toEqual([]);
  expect(livePings(view, colleagues)).toEqual([]);
}

/** A Slack that only takes down what it is told. */
export function recordedScreen(): { drawn: Drawn; screen: AppContext['screen'] } {
  const drawn: Drawn = {
    opened: [],
    updates: [],
    homes: [],
    whispers: [],
    files: [],
    unfurled: [],
    triggersAreOver: false,
    now(viewId) {
      const id = viewId ?? drawn.opened.at(-1)?.viewId;
      const view =
        drawn.updates.findLast((update) => update.viewId === id)?.view ?? drawn.opened.find((one) => one.viewId === id)?.view;
      if (view === undefined) throw new Error('no modal is open');
      return view;
    },
  };
  return {
    drawn,
    screen: {
      async open(triggerId, view, on = 'message') {
        if (drawn.triggersAreOver) throw new Fault('slack_unavailable', 'That took too long.');
        expectDrawable(view);
        const viewId = `V${drawn.opened.length + 1}`;
        drawn.opened.push({ triggerId, view, on, viewId });
        return viewId;
      },
      async update(viewId, view) {
        expectDrawable(view);
        drawn.updates.push({ viewId, view });
        return true;
      },
      isShared: async (channel) => (channel === 'C0UNKNOWN' ? undefined : channel === 'C0PARTNERS'),
      async unfurl(channel, ts, unfurls) {
        for (const blocks of Object.values(unfurls)) expectSayable({ text: 'a link', blocks: [...blocks] });
        drawn.unfurled.push({ channel, ts, unfurls });
      },
      async publishHome(person, view) {
        expectDrawable(view);
        drawn.homes.push({ person, view });
      },
      async whisper(channel, person) {
        drawn.whispers.push({ channel, person });
      },
      respond: () => Promise.reject(new Error('a test reads what is sent to a response_url from the interaction')),
    },
  };
}
