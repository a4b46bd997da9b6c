import type { QueueProps } from '../../src/views/approvals/lists.ts';
import { richLines } from '../../src/views/common/rich.ts';
import { gateLine } from '../../src/views/form/gate-note.ts';
import { homeTab } from '../../src/views/home/home.ts';
import { requestCard } from '../../src/views/request/card.ts';
import { envelopeClosedNotice } from '../../src/views/request/envelope-notice.ts';
import type { ShownEnvelope } from '../../src/views/request/view.ts';
import type { Drawn } from './every-view.ts';
import { now, reading, request } from './props.ts';
import type { World } from './worlds.ts';

const hourMs = 3_600_000;

/** An envelope that is open, and each way in which one ends: on its card, in a Home, on the form of what is drawn from it. */
export function envelopeViews(world: World, queue: QueueProps): Drawn[] {
  const { text, list } = world;
  const open: ShownEnvelope = {
    left: 12,
    most: 30,
    until: new Date(now.getTime() + 2 * hourMs),
    isOver: false,
    drawnBy: list((index) => ({ person: index % 2 === 0 ? 'U0AGENT1' : 'U0LEAD2', times: index + 1 })),
  };
  const over = { ...open, until: new Date(now.getTime() - hourMs), isOver: true };
  const closed = (by: string | undefined, why: string) => ({ ...open, closed: { by, why, at: now } });
  const card = (view: string, envelope: ShownEnvelope, audience: 'channel' | 'approver' | 'asker' = 'channel'): Drawn => ({
    view: `request/envelope ${view}`,
    message: requestCard({ ...request(world, 'done'), envelope }, reading(audience)),
  });
  const inHome = { ...open, id: '7F3KQ2M9XA', name: text('Tram strike') || '-', title: text('Envelope of 30') || '-' };
  return [
    card('open', open),
    card('open for its asker', open, 'asker'),
    card('not drawn from', { ...open, left: 30, drawnBy: [] }),
    card('over', over),
    card('closed by a person', closed('U0LEAD1', 'pressed')),
    ...['template', 'voters', 'policy', 'profile', 'changed'].map((why) => card(`closed for its ${why}`, closed(undefined, why))),
    { view: 'request/envelope closed notice', message: envelopeClosedNotice({ id: '7F3KQ2M9XA', why: 'template' }) },
    {
      view: 'home/of envelopes',
      home: homeTab({
        ...queue,
        quick: [],
        envelopes: [
          { ...inHome, mayClose: true },
          { ...inHome, id: '7F3KQ2M9XB', mayClose: false },
        ],
      }),
    },
    {
      view: 'form/drawn from an envelope',
      message: {
        text: '-',
        blocks: [richLines(gateLine({ kind: 'at-once', envelope: { name: text('Tram strike') || '-', left: 12, most: 30 } }))],
      },
    },
  ];
}
