import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ana, ben, fay, type Harness, lea, milan, openHarness } from '../support/harness.ts';

type Heard = { event: string; request: { state: string; ticket: string | null; askedBy: string; decidedBy: string[] } };

const hourMs = 3_600_000;
/** By UTC, which is the policy's clock. */
const inTwoHours = new Date(Date.now() + 2 * hourMs).toISOString().slice(11, 16);

let harness: Harness;
const heard: Heard[] = [];
let wronglySigned = 0;
const receiver = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const stamped = createHmac('sha256', 'shared').update(`${request.headers['x-wheelhouse-timestamp']}.${body}`).digest('hex');
  if (request.headers['x-wheelhouse-signature'] !== `v1=${stamped}`) wronglySigned += 1;
  heard.push(JSON.parse(body));
  response.end();
}).listen(0, '127.0.0.1');

beforeAll(async () => {
  const { port } = receiver.address() as AddressInfo; // safe: it listens on a port
  const policy = readFileSync(new URL('../../sandbox/policy.yml', import.meta.url), 'utf8');
  harness = await openHarness({
    policy: `${policy}
digest: { channel: C0OPS, at: "${inTwoHours}", days: [sun, mon, tue, wed, thu, fri, sat] }
webhooks: [{ url: "http://127.0.0.1:${port}/", on: [asked, approved, done], actions: ["voucher.*"], secret: HOOK_SECRET }]
`,
    secrets: { HOOK_SECRET: 'shared' },
  });
});
afterAll(async () => {
  receiver.close();
  await harness.close();
});

const { stringify } = JSON;
const until = <T>(look: () => T | undefined | false, say: string) => harness.workspace.until(look, { say });
const inOps = (words: string) =>
  harness.workspace
    .as(lea)
    .messages('ops-log')
    .filter(({ blocks }) => stringify(blocks).includes(words));

it('a ticket that was typed in the reason is on the card as a link, and a receiver hears of it until it is done', async () => {
  const me = harness.workspace.as(ana);
  await me.command('support', '/voucher apply 1005 CC-VIE-50');
  await until(() => stringify(me.modal()?.view ?? {}).includes('Asks 1 '), 'the form');
  await me.submit(undefined, { Reason: 'Tram strike, HD-4711' });
  const lead = harness.workspace.as(lea);
  const card = await until(
    () => lead.messages('approvals').find(({ blocks }) => stringify(blocks).includes('HD-4711')),
    'the card',
  );
  expect(stringify(card.blocks)).toContain('"url":"https://desk.example.com/t/HD-4711"');
  await lead.click({ channel: card.channel, ts: card.ts }, { text: 'Approve' });
  await until(() => heard.at(-1)?.event === 'done', 'the last webhook');
  expect(heard.map(({ event, request }) => [event, request.state])).toEqual([
    ['asked', 'pending'],
    ['approved', 'approved'],
    ['done', 'done'],
  ]);
  expect(heard.at(-1)?.request).toMatchObject({ ticket: 'HD-4711', askedBy: ana, decidedBy: [lea] });
  expect(wronglySigned).toBe(0);
});

it('anyone who may see figures sees what was asked and given, by template, and others do not', async () => {
  const me = harness.workspace.as(lea);
  await me.command('support', '/approvals figures 1d');
  const answer = await until(
    () => me.messages('support').find(({ blocks }) => stringify(blocks).includes('Figures from')),
    'the figures',
  );
  expect(stringify(answer.blocks)).toContain('"text":"Asked: 1"');
  expect(stringify(answer.blocks)).toMatch(/Branch 1 · Goodwill 50[^"]*/);
  expect(stringify(answer.blocks)).not.toContain('Given by person');
  const agent = harness.workspace.as(ana);
  await agent.command('support', '/approvals figures 1d');
  await until(
    () => agent.messages('support').some(({ text, blocks }) => stringify([text, blocks]).includes('permission')),
    'the refusal',
  );
});

const decided = ['Decided: 7 (6 approved, 1 rejected)', 'Nothing waits now'];
/** The template that a write gives. */
const templateOf = (body: unknown) => (body as { voucherableId: 903 | 904 }).voucherableId; // safe: no other is given here

it('a day of a desk: one lead away, a question, an offer, an envelope and several at once; figures, digest and back office agree', async () => {
  const as = (person: string) => harness.workspace.as(person);
  const shows = (person: string, words: string) =>
    until(() => stringify(as(person).modal()?.view ?? {}).includes(words) && as(person).modal(), `${words} for ${person}`);
  const cardOf = (reason: string) =>
    as(lea)
      .messages('approvals')
      .find(({ blocks }) => stringify(blocks).replaceAll(`envelope “${reason}”`, '').includes(reason));
  const ask = async (person: string, line: string, gate: string, reason: string) => {
    await as(person).command('support', line);
    await shows(person, gate);
    await as(person).submit(undefined, { Reason: reason });
    await until(() => stringify(as(person).modal()?.view ?? {}).includes('Asked by'), `what became of ${reason}`);
    await as(person).close(undefined, { all: true });
  };
  const press = async (person: string, reason: string, text: string) => {
    const card = await until(() => cardOf(reason), `the card of ${reason}`);
    await as(person).click({ channel: card.channel, ts: card.ts }, { text });
  };
  const done = (reason: string) => until(() => cardOf(reason)?.text.startsWith('Done'), `${reason} is Done`);
  const direct = async (person: string, words: string, text: string) => {
    const message = await until(
      () =>
        as(person)
          .messages('dm')
          .findLast(({ blocks, text }) => stringify([text, blocks]).includes(words)),
      `${words} for ${person}`,
    );
    await as(person).click({ channel: message.channel, ts: message.ts }, { text });
  };
  const given = () => harness.backOffice.writes().filter(({ call }) => call === 'vouchers.applyToCustomer');
  const [givenBefore, heardBefore] = [given().length, heard.length];

  await as(milan).command('support', '/approvals away 3d');
  await shows(milan, '"Stand-in"');
  await as(milan).submit(undefined, { 'Stand-in': fay });
  await ask(ana, '/voucher apply 1006 CC-VIE-50', 'Asks 1 lead', 'Broken brake');
  await press(fay, 'Broken brake', 'Approve');
  await done('Broken brake');

  for (const [person, customer] of [
    [ana, 1010],
    [ben, 1016],
    [ben, 1023],
  ] as const)
    await ask(person, `/voucher apply ${customer} CC-VIE-50`, 'Asks 1 lead', `Late ferry ${customer}`);
  await press(lea, 'Late ferry 1023', 'Ask back');
  await shows(lea, '"Question"');
  await as(lea).submit(undefined, { Question: 'Which one?' });
  await direct(ben, 'Which one?', 'Answer');
  await shows(ben, '"Answer"');
  await as(ben).submit(undefined, { Answer: 'The last.' });
  await press(lea, 'Late ferry 1023', 'Offer less');
  await shows(lea, '"Reason"');
  await as(lea).submit(undefined, { Voucher: 'Goodwill 20 EUR', Reason: 'It came' });
  await direct(ben, 'It came', 'Accept');
  await done('Late ferry 1023');

  await as(lea).command('support', '/approvals');
  const list = await until(
    () =>
      as(lea)
        .messages('support')
        .findLast(({ blocks }) => stringify(blocks).includes('Decide several')),
    'her list',
  );
  await as(lea).click({ channel: list.channel, ts: list.ts }, { text: 'Decide several' });
  await shows(lea, 'Late ferry 1016');
  const boxes = [...stringify(as(lea).modal()?.view).matchAll(/"block_id":"(several\.choose:[^"]+)"/g)];
  expect(boxes).toHaveLength(2);
  for (const [index, [, block = '']] of boxes.entries()) {
    await as(lea).choose('modal', { blockId: block }, true);
    await shows(lea, `"Approve ${index + 1}"`);
  }
  await as(lea).click('modal', { text: 'Approve 2' });
  await done('Late ferry 1010');
  await done('Late ferry 1016');
  await as(lea).close(undefined, { all: true });

  await ask(ana, '/voucher envelope CC-VIE-20 4 3h', 'Asks 1 lead', 'Strike');
  await press(lea, 'Strike', 'Approve');
  await done('Strike');
  await ask(ana, '/voucher apply 1027 CC-VIE-20', 'envelope “Strike”', 'In the rain');
  await ask(ben, '/voucher apply 1028 CC-VIE-20', 'envelope “Strike”', 'In the snow');
  await until(() => given().length - givenBefore === 6, 'six vouchers');

  await ask(ben, '/voucher apply 1005 CC-VIE-50', 'Asks 1 lead', 'Again');
  await press(lea, 'Again', 'Reject');
  await shows(lea, '"Reason"');
  await as(lea).submit(undefined, { Reason: 'Twice this week' });
  await until(() => cardOf('Again')?.text.startsWith('Rejected'), 'the rejection');
  await as(milan).command('support', '/approvals back');

  // Beside the one of before: five that leads approved, an envelope, two draws that asked nobody, and one that was rejected.
  const shown = () =>
    as(lea)
      .messages('support')
      .filter(({ blocks }) => stringify(blocks).includes('Figures from'));
  const asked = shown().length;
  await as(lea).command('support', '/approvals figures 1d');
  const figures = stringify((await until(() => shown()[asked], 'the figures')).blocks);
  const worth = { 903: 20, 904: 50 } as const;
  const money = given().reduce((sum, { body }) => sum + (worth[templateOf(body)] ?? 0), 0);
  expect(money).toBe(260);
  for (const said of [
    'Asked: 9',
    ...decided,
    `Money given: €${money}`,
    'Goodwill 20 EUR"',
    '"text":": €60, 3 ×"',
    '"text":": €200, 4 ×"',
  ])
    expect(figures).toContain(said);
  // In whatever order: each is sent when its receiver is free.
  await until(() => heard.length - heardBefore >= 22, 'the last webhook');
  const events = heard.slice(heardBefore).map(({ event }) => event);
  expect(['asked', 'approved', 'done'].map((event) => events.filter((one) => one === event).length)).toEqual([8, 7, 7]);
});

it('the digest comes at its time, once, also after a restart', async () => {
  harness.clock.forward(3 * hourMs);
  await until(() => inOps('Figures from').length === 1, 'the digest');
  for (const said of [...decided, 'Money given: €260']) expect(stringify(inOps('Figures from')[0]?.blocks)).toContain(said);
  await harness.restart();
  harness.clock.forward(24 * hourMs);
  await until(() => inOps('Figures from').length > 1, 'the next digest');
  expect(inOps('Figures from')).toHaveLength(2);
});
