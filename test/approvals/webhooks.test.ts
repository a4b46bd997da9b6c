import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { receiverKey } from '../../src/approvals/policy/webhooks.ts';
import { Secret } from '../../src/lib/secret.ts';
import { createWebhooks, type WebhookOutcome } from '../../src/webhooks/deliver.ts';
import { createWebhookSender } from '../../src/webhooks/send.ts';
import { freshDatabase } from '../support/database.ts';
import { askFor, type Gate, openGate, stateOf } from '../support/gate.ts';
import { testKeys } from '../support/keys.ts';
import { silentLog } from '../support/log.ts';
import { people, testPolicy } from '../support/people.ts';

type Heard = { event: string; ref: string; id: string; all: string };

/** A receiver on a port of its own, which answers as it is told; `hang` answers nothing. */
async function receiver() {
  const heard: Heard[] = [];
  let answer: number | 'hang' = 200;
  let arrived = 0;
  const server = createServer(async (request, response) => {
    let all = '';
    for await (const chunk of request) all += chunk;
    arrived += 1;
    if (answer === 'hang') return;
    if (answer < 300) {
      const { id, event, request: of } = JSON.parse(all);
      heard.push({ id, event, ref: of.ref, all });
    }
    response.writeHead(answer).end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo; // safe: it listens on a port
  return {
    ...{ heard, url: `http://127.0.0.1:${port}/`, arrived: () => arrived },
    answers(given: number | 'hang') {
      answer = given;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

let place: Awaited<ReturnType<typeof freshDatabase>>;
let gate: Gate;
let one: Awaited<ReturnType<typeof receiver>>;
let other: Awaited<ReturnType<typeof receiver>>;
beforeAll(async () => {
  place = await freshDatabase();
  [one, other] = [await receiver(), await receiver()];
  const hook = (url: string, on: string) => `  - { url: "${url}", on: ${on}, actions: ["voucher.*"], secret: HOOK_SECRET }`;
  const all = '[asked, approved, rejected, done, failed, unknown]';
  gate = openGate(place.database, {
    policy: `${testPolicy}webhooks:\n${hook(one.url, all)}\n${hook(other.url, '[rejected, done]')}\n`,
  });
});
afterAll(async () => {
  await gate.stop();
  one.close();
  other.close();
  await place.remove();
});

function webhooks() {
  const outcomes: WebhookOutcome[] = [];
  const told: string[] = [];
  const run = createWebhooks({
    ...{ db: place.database.db, find: testKeys.find, clock: gate.clock, log: silentLog, policy: gate.deps.policy },
    secretOf: () => new Secret('s'),
    sender: createWebhookSender(),
    tellOwners: ({ say }) => told.push(say()),
    observe: (outcome) => outcomes.push(outcome),
    random: () => 0,
  });
  const [oneKey = '', otherKey = ''] = gate.deps.policy.webhooks.map(receiverKey);
  return { outcomes, told, toOne: (id: string) => run(`${id}:${oneKey}`), toOther: (id: string) => run(`${id}:${otherKey}`) };
}
const eventsOf = (heard: readonly Heard[], id: string) => heard.filter(({ ref }) => ref === id).map(({ event }) => event);

async function doneRequest(customer: number): Promise<string> {
  const id = await askFor(gate, 50, { customer });
  await stateOf(gate, id, 'pending');
  await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
  await stateOf(gate, id, 'done');
  return id;
}

it('tells each receiver what it wants to hear, in order, and nothing twice', async () => {
  const { toOne, toOther, outcomes } = webhooks();
  const id = await askFor(gate, 50, { customer: 51 });
  await stateOf(gate, id, 'pending');
  expect(await toOne(id)).toBe('done');
  await gate.approvals.decide({ id, person: people.lead, verdict: 'approve' });
  await stateOf(gate, id, 'done');
  for (let times = 0; times < 2; times += 1) expect([await toOne(id), await toOther(id)]).toEqual(['done', 'done']);
  expect(eventsOf(one.heard, id)).toEqual(['asked', 'approved', 'done']);
  expect(eventsOf(other.heard, id)).toEqual(['done']);
  expect(outcomes).toEqual(['sent', 'sent', 'sent', 'sent']);
  expect(one.heard.map(({ all }) => all).join()).not.toMatch(/Nowak|Anna|rain/);
});

it('a change that a receiver may want to hear of is a job for it, in the transaction of the change', async () => {
  const [toOne = '', toOther = ''] = gate.deps.policy.webhooks.map(receiverKey);
  const id = await doneRequest(52);
  const jobsFor = (key: string) => gate.hooked.filter((ref) => ref === `${id}:${key}`).length;
  await expect.poll(() => jobsFor(toOther)).toBe(1);
  expect(jobsFor(toOne)).toBeGreaterThan(0);
});

it('tries for a day with growing pauses, in order, then drops it, counts it and tells the owners', async () => {
  const { toOne, outcomes, told } = webhooks();
  const id = await doneRequest(53);
  one.answers(500);
  expect(await toOne(id)).toEqual({ againInMs: 1_000 });
  expect(await toOne(id)).toEqual({ againInMs: 2_000 });
  for (let times = 0; times < 10; times += 1) await toOne(id);
  expect(await toOne(id)).toEqual({ againInMs: 300_000 });
  expect(eventsOf(one.heard, id)).toEqual([]);
  // After an hour it takes them again: all of them, in order.
  gate.clock.forward(3_600_000);
  one.answers(200);
  expect(await toOne(id)).toBe('done');
  expect(eventsOf(one.heard, id)).toEqual(['asked', 'approved', 'done']);
  expect(told).toEqual([]);

  const lost = await doneRequest(54);
  one.answers(410);
  await toOne(lost);
  gate.clock.forward(24 * 3_600_000 - 1);
  await toOne(lost);
  expect(outcomes).not.toContain('dropped');
  gate.clock.forward(1);
  await toOne(lost);
  expect(outcomes.filter((outcome) => outcome === 'dropped')).toHaveLength(1);
  expect(told).toEqual([expect.stringContaining(`What it was to hear of request ${lost} (asked) is dropped`)]);
  one.answers(200);
  expect(await toOne(lost)).toBe('done');
  expect(eventsOf(one.heard, lost)).toEqual(['approved', 'done']);
});

it('a receiver that hangs holds up neither another one nor the job of another request', async () => {
  const { toOne, toOther } = webhooks();
  const [id, second] = [await doneRequest(55), await doneRequest(56)];
  one.answers('hang');
  const before = one.arrived();
  const hanging = toOne(id);
  await expect.poll(() => one.arrived()).toBe(before + 1);
  expect(await toOne(second)).toEqual({ againInMs: 500 });
  expect(await toOther(id)).toBe('done');
  expect(eventsOf(other.heard, id)).toEqual(['done']);
  one.close();
  expect(await hanging).toEqual({ againInMs: 1_000 });
});
