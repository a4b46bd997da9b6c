import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ana, type Harness, lea, openHarness } from '../support/harness.ts';

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
const until = <T>(look: () => T | undefined | false, say: string) => harness.workspace.until(look, { timeoutMs: 20_000, say });
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

it('the digest comes at its time, once, also after a restart', async () => {
  harness.clock.forward(3 * hourMs);
  await until(() => inOps('Figures from').length === 1, 'the digest');
  expect(stringify(inOps('Figures from')[0]?.blocks)).toContain('Decided: 1 (1 approved, 0 rejected)');
  await harness.restart();
  harness.clock.forward(24 * hourMs);
  await until(() => inOps('Figures from').length > 1, 'the next digest');
  expect(inOps('Figures from')).toHaveLength(2);
});
