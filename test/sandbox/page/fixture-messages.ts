import type { HomeView, KnownBlock } from '@slack/types';
import type { PageMessage, UpstreamCall } from '../../../sandbox/workspace/page-protocol.ts';

const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });
const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: true });

/** A customer's profile, as a lookup would answer. */
export const profile: KnownBlock[] = [
  { type: 'header', text: plain('Nora Albrecht') },
  { type: 'context', elements: [mrkdwn('Customer *104233* · Hamburg · since <!date^1700000000^{date_short}|2023>')] },
  {
    type: 'section',
    block_id: 'drive',
    text: mrkdwn(':no_entry: *Cannot drive*\n• Driving licence is not verified\n• Has not accepted the terms of Hamburg'),
    accessory: { type: 'button', action_id: 'why', text: plain('Check again'), value: '104233' },
  },
  {
    type: 'section',
    fields: [
      mrkdwn('*E-mail*\nn…@example.org'),
      mrkdwn('*Phone*\n… 733'),
      mrkdwn('*Born*\n1991'),
      mrkdwn('*Payment*\n:white_check_mark: Card, valid'),
    ],
  },
  { type: 'divider' },
  {
    type: 'actions',
    block_id: 'profile-actions',
    elements: [
      { type: 'button', action_id: 'reveal', text: plain('Reveal'), value: '104233' },
      { type: 'button', action_id: 'terms', text: plain('Accept terms'), style: 'primary', value: '104233' },
      {
        type: 'button',
        action_id: 'logout',
        text: plain('Log out everywhere'),
        style: 'danger',
        value: '104233',
        confirm: {
          title: plain('Log Nora out?'),
          text: mrkdwn('Every session ends. This *cannot* be undone.'),
          confirm: plain('Log out'),
          deny: plain('Keep'),
          style: 'danger',
        },
      },
      {
        type: 'static_select',
        action_id: 'branch',
        placeholder: plain('Another branch'),
        options: ['Hamburg', 'Lisbon', 'Oslo'].map((name) => ({ text: plain(name), value: name.toLowerCase() })),
      },
      { type: 'datepicker', action_id: 'day', initial_date: '2026-11-21' },
      {
        type: 'overflow',
        action_id: 'more',
        options: [
          { text: plain('Share a masked version'), value: 'share' },
          { text: plain('Open the dashboard'), value: 'open', url: 'https://example.org/' },
        ],
      },
    ],
  },
];

const HOSTILE = `&lt;!channel&gt; &lt;@U0MIRA&gt; [x](https://evil.example) # no heading ${'long'.repeat(60)} `;

const approval: KnownBlock[] = [
  {
    type: 'section',
    text: mrkdwn(
      '*Waiting for approval* :hourglass_flowing_sand:\n<@U0JONAS> wants to give *N. A.* (104233) a voucher of *50 EUR* in <#C0SUPPORT>. Ask <!subteam^S0LEADS|@leads>.\n&gt; The scooter stopped in the rain, twice.',
    ),
  },
  {
    type: 'context',
    elements: [mrkdwn('Request `7XK2M9QD` · decide by <!date^1795300000^{date_short_pretty} at {time}|later>')],
  },
  {
    type: 'actions',
    block_id: 'decide',
    elements: [
      { type: 'button', action_id: 'approve', text: plain('Approve'), style: 'primary', value: '7XK2M9QD' },
      { type: 'button', action_id: 'reject', text: plain('Reject'), style: 'danger', value: '7XK2M9QD' },
    ],
  },
];

const kinds: KnownBlock[] = [
  {
    type: 'markdown',
    text: '### Markdown\nDrawn by the *library*: **bold**, `code`\n\n| Card | State |\n| --- | --- |\n| 4711 | assigned |',
  },
  {
    type: 'table',
    column_settings: [{ align: 'left' }, { align: 'right' }],
    rows: [
      [
        { type: 'raw_text', text: 'Template' },
        { type: 'raw_text', text: 'Amount' },
      ],
      [
        { type: 'raw_text', text: '*Goodwill* small' },
        { type: 'raw_text', text: '20.00 EUR' },
      ],
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'Goodwill large', style: { bold: true } }] }],
        },
        { type: 'raw_text', text: '50.00 EUR' },
      ],
    ],
  },
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Hello ' },
          { type: 'user', user_id: 'U0GRETA' },
          { type: 'text', text: ', see ' },
          { type: 'channel', channel_id: 'C0OPS' },
          { type: 'emoji', name: 'eyes' },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: ['one', 'two'].map((text) => ({
          type: 'rich_text_section' as const,
          elements: [{ type: 'text' as const, text }],
        })),
      },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'GET /customers/104233' }] },
    ],
  },
  { type: 'alert', level: 'warning', text: mrkdwn('The answer was lost. *Nobody* may repeat this.') },
  { type: 'section', text: mrkdwn('שלום, זה שם ארוך בעברית · مرحبا بالعالم\nand a line from left to right') },
  { type: 'section', text: mrkdwn(HOSTILE + 'Lorem ipsum dolor sit amet. '.repeat(90)) },
  { type: 'image', image_url: 'http://127.0.0.1:9/none.png', alt_text: 'The card, front side' },
];

export function seedMessages(now: number): Record<string, PageMessage[]> {
  let count = 0;
  const message = (
    channel: string,
    from: string,
    minutesAgo: number,
    text: string,
    blocks: KnownBlock[] = [],
    more: Partial<PageMessage> = {},
  ): PageMessage => {
    count += 1;
    return {
      channel,
      ts: `${Math.floor(now / 1000) - minutesAgo * 60}.${String(count).padStart(6, '0')}`,
      from,
      text,
      blocks,
      ephemeral: false,
      edited: false,
      ...more,
    };
  };
  return {
    C0SUPPORT: [
      message(
        'C0SUPPORT',
        'U0JONAS',
        1500,
        'Morning! Somebody in *Hamburg* cannot start anything since yesterday. Number ends in 733.',
      ),
      message('C0SUPPORT', 'U0JONAS', 1498, 'I think it is the licence :thinking_face:'),
      message('C0SUPPORT', 'U0MIRA', 30, 'On it. <@U0GRETA> fyi', [], { edited: true }),
      message('C0SUPPORT', 'app', 29, 'Nora Albrecht, 104233', profile, { ephemeral: true }),
    ],
    C0APPROVALS: [message('C0APPROVALS', 'app', 20, 'Waiting for approval', approval)],
    C0OPS: [message('C0OPS', 'app', 60, 'Kinds', kinds)],
  };
}

export const home: HomeView = {
  type: 'home',
  blocks: [
    { type: 'header', text: plain('What waits for you') },
    ...approval,
    { type: 'divider' },
    { type: 'header', text: plain('What you asked for') },
    {
      type: 'section',
      text: mrkdwn(':white_check_mark: *Done* · Card 4711 now belongs to N. A.'),
      accessory: { type: 'button', action_id: 'open', text: plain('Open') },
    },
    { type: 'context', elements: [mrkdwn('Settled <!date^1795200000^{ago}|a while ago> by <@U0GRETA>')] },
  ],
};

export const calls: UpstreamCall[] = [
  {
    id: 'c1',
    at: '2026-11-21T09:00:00.000Z',
    upstream: 'operations',
    method: 'GET',
    path: '/customers?branchId=1&search=nora',
    status: 200,
    elapsedMs: 41,
  },
  {
    id: 'c2',
    at: '2026-11-21T09:00:01.000Z',
    upstream: 'operations',
    method: 'GET',
    path: '/customers/104233/payment-sources',
    status: 500,
    elapsedMs: 12,
    fault: 'fail',
  },
  {
    id: 'c3',
    at: '2026-11-21T09:00:02.000Z',
    upstream: 'operations',
    method: 'POST',
    path: '/customer-identity-cards/4711/assign',
    body: { userId: 104233 },
    status: 200,
    elapsedMs: 63,
  },
  {
    id: 'c4',
    at: '2026-11-21T09:00:03.000Z',
    upstream: 'smartmove',
    method: 'PUT',
    path: '/users/88',
    body: { given_name: 'Nora' },
    elapsedMs: 15000,
    fault: 'hang',
  },
];
