import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Change, goesWell, inTrouble, noRules, writesOf } from './changes.ts';
import { type Thing, thing } from './fakes/json.ts';
import { aCard, someone } from './flows.ts';
import type { Hands } from './hands.ts';
import * as people from './people.ts';
import { opsChannel } from './policy.ts';
import { words } from './reading.ts';
import { type Stage, stage } from './stage.ts';

let here: Stage;
let anna: Hands;
beforeAll(async () => {
  here = await stage({ policy: noRules });
  anna = here.as(people.anna);
}, 180_000);
afterEach(() => {
  here.operations.behave();
  here.clean();
});
afterAll(() => here.stop());

let serial = 0;
const next = () => {
  serial += 1;
  return serial;
};
const cardsNamed = (number: string) => [...here.operations.world.cards.values()].filter((one) => one.cardNumber === number);
const customer = (id: number): Thing => here.operations.world.customers.get(id) ?? {};
const waiting = { id: 7001, status: 'PENDING', score: 311, provider: 'CRIF', createdAt: '2026-01-01T10:00:00Z' };
function rated(ratings: Thing[] = [waiting]) {
  const one = someone(here);
  here.operations.world.ratings.set(one.id, ratings);
  return one;
}
/** A business account of its own, whose credit is asked for. */
function anAccount() {
  const { world } = here.operations;
  world.nextId += 1;
  const id = world.nextId;
  world.groups.set(id, {
    ...{ id, name: `Firma ${id}`, code: `FIRMA${id}`, ownerId: 1001, membersCount: 0, billingCycle: 'MONTHLY' },
    ...{ branchId: 1, tags: [], costCenters: [], creditStatus: 'PENDING' },
  });
  world.ratings.set(id, [waiting]);
  return id;
}

const cards = '/customer-identity-cards';
const anyCards = new RegExp(`^${cards}(/\\d+)?$`);
const ratings = (id: number) => new RegExp(`^/customers/${id}/ratings$`);
const credit = (id: number) => new RegExp(`^/customers/${id}(/details)?$`);
const comment = expect.objectContaining({ comment: expect.stringContaining('Asked for on the phone') });

/** Each about a subject of its own, so that none waits for another. */
const changes: Record<string, () => Change> = {
  'card.create': () => {
    const n = next();
    const card = { cardNumber: `NEU-${n}`, rfidUid: `C0FFEE${n}`, rfidType: 'MIFARE_DESFIRE', branchId: 2 };
    return {
      line: `/card create NEU-${n}`,
      fill: { 'RFID uid': card.rfidUid, 'RFID type': card.rfidType, Branch: 'Hamburg' },
      gate: 'at once',
      write: { method: 'POST', path: cards, body: card },
      proof: anyCards,
      holds: () => cardsNamed(card.cardNumber).length === 1,
    };
  },
  'card.create-batch': () => {
    const n = next();
    return {
      line: '/card batch',
      fill: { Cards: `STAPEL-${n}a;BEEF${n}a;MIFARE\nSTAPEL-${n}b;BEEF${n}b;MIFARE`, Branch: 'Berlin' },
      gate: 'asks a lead',
      write: {
        method: 'PATCH',
        path: cards,
        body: [
          { cardNumber: `STAPEL-${n}a`, rfidUid: `BEEF${n}a`, rfidType: 'MIFARE', branchId: 1 },
          { cardNumber: `STAPEL-${n}b`, rfidUid: `BEEF${n}b`, rfidType: 'MIFARE', branchId: 1 },
        ],
      },
      proof: anyCards,
      holds: () => cardsNamed(`STAPEL-${n}a`).length === 1 && cardsNamed(`STAPEL-${n}b`).length === 1,
    };
  },
  'card.update': () => {
    const card: Thing & { id: number } = aCard(here, { state: 'LOST' });
    const rfidUid = `FEED${card.id}`;
    return {
      line: `/card edit ${card.cardNumber}`,
      fill: { 'RFID uid': rfidUid },
      gate: 'at once',
      write: { method: 'PATCH', path: `${cards}/${card.id}`, body: expect.objectContaining({ rfidUid }) },
      proof: new RegExp(`^${cards}/${card.id}$`),
      holds: () => card.rfidUid === rfidUid && card.state === 'LOST',
    };
  },
  'rating.create': () => {
    const { id } = rated();
    return {
      line: `/rating create ${id}`,
      fill: { State: 'APPROVED', Score: '742', 'Valid until': '2027-01-31' },
      gate: 'at once',
      write: {
        method: 'POST',
        path: `/customers/${id}/ratings`,
        body: expect.objectContaining({
          status: 'APPROVED',
          score: 742,
          validUntil: expect.stringMatching(/^2027-01-31/),
          comment: expect.stringContaining('Asked for on the phone'),
        }),
      },
      proof: ratings(id),
      holds: () => here.operations.world.ratings.get(id)?.length === 2,
    };
  },
  'rating.approve': () => {
    const { id } = rated();
    return {
      line: `/rating approve ${id}`,
      gate: 'asks a lead',
      write: { method: 'POST', path: `/customers/${id}/ratings/approve`, body: comment },
      proof: credit(id),
      holds: () => customer(id).creditStatus === 'APPROVED',
    };
  },
  'rating.reject': () => {
    const { id } = rated();
    return {
      line: `/rating reject ${id}`,
      gate: 'at once',
      write: { method: 'POST', path: `/customers/${id}/ratings/reject`, body: comment },
      proof: credit(id),
      holds: () => customer(id).creditStatus === 'REJECTED',
    };
  },
  'rating.approve, a business account': () => {
    const id = anAccount();
    return {
      line: `/rating approve account:FIRMA${id}`,
      gate: 'asks a lead',
      write: { method: 'POST', path: `/customers/${id}/ratings/approve`, body: comment },
      proof: new RegExp(`^/groups/${id}$`),
      holds: () => here.operations.world.groups.get(id)?.creditStatus === 'APPROVED',
    };
  },
  'rating.reject, a business account': () => {
    const id = anAccount();
    return {
      line: `/rating reject account:${id}`,
      gate: 'at once',
      write: { method: 'POST', path: `/customers/${id}/ratings/reject`, body: comment },
      proof: new RegExp(`^/groups/${id}$`),
      holds: () => here.operations.world.groups.get(id)?.creditStatus === 'REJECTED',
    };
  },
};
const queue = (id: number, line = `/rating queue ${id}`): Change => ({
  line,
  gate: 'asks a lead',
  write: { method: 'POST', path: `/customers/${id}/ratings/queue` },
});
const all = () => Object.values(changes).map((make) => make());

describe('from the words to Done: the form, the gate, one exact write, the proof', () => {
  test.each(Object.entries(changes))('%s', (_, make) => goesWell(here, make()), 180_000);

  test('rating.queue', () => goesWell(here, queue(rated([]).id)), 180_000);

  test('rating.queue, a business account', () => {
    const id = anAccount();
    return goesWell(here, queue(id, `/rating queue account:FIRMA${id}`));
  }, 180_000);

  test('what many see of it has no name', () => {
    const told = JSON.stringify([...here.channel(opsChannel), ...here.channel('C0SUPPORT'), ...here.channel('C0APPROVALS')]);
    expect(told).toMatch(/Done/);
    expect(told).not.toMatch(/Vorname|Nachname|kundenpost|\+49160/);
  });

  test("a card's number may change, and never its state or whose it is", async () => {
    const one = someone(here);
    const card: Thing & { id: number } = aCard(here, { state: 'ASSIGNED', userId: one.id });
    const form = await anna.form(`/card edit ${card.cardNumber}`);
    expect(anna.inputs(form)).not.toContain('State');
    const change: Change = {
      line: `/card edit ${card.cardNumber}`,
      fill: { 'Card number': `ANDERS-${card.id}` },
      gate: 'at once',
      write: {
        method: 'PATCH',
        path: `${cards}/${card.id}`,
        body: expect.objectContaining({ cardNumber: `ANDERS-${card.id}` }),
      },
    };
    await goesWell(here, change);
    const [write] = writesOf(here, change);
    for (const key of Object.keys(thing(write?.body))) expect(['cardNumber', 'rfidUid', 'rfidType']).toContain(key);
    expect(card).toMatchObject({ state: 'ASSIGNED', userId: one.id, cardNumber: `ANDERS-${card.id}` });
  });
});

describe('when the answer is lost', () => {
  test(
    'and nothing shows that it happened: Outcome unknown, one write',
    () => inTrouble(here, [...all(), queue(rated([]).id)], { kind: 'reset' }, /Outcome unknown/),
    180_000,
  );

  test('and the proof shows it: Done, one write', () => inTrouble(here, all(), { kind: 'lost-500' }, /\bDone\b/), 180_000);

  test(
    'and there is nothing to read: Outcome unknown though it happened, one write',
    () => inTrouble(here, [queue(rated([]).id)], { kind: 'lost-reset' }, /Outcome unknown/),
    180_000,
  );
});

describe('an answer that says yes is not enough where there is a proof', () => {
  test(
    'nothing of it can be read back',
    () => inTrouble(here, all(), { kind: 'status', status: 204 }, /Outcome unknown/),
    180_000,
  );
});

describe('reads', () => {
  const readings = (from: number) => here.operations.calls.slice(from).filter((call) => call.path !== '/branches');

  test('ratings of a customer: which counts and which waits, to the asker alone', async () => {
    const one = rated([
      waiting,
      { id: 7000, status: 'SOMETHING_NEW', score: 655, provider: 'CRIF', createdAt: '2025-01-01T10:00:00Z' },
    ]);
    const from = here.operations.calls.length;
    const answer = await anna.ask(`/rating list ${one.id}`, /311/);
    expect(words(answer.blocks)).toContain(`${one.firstName} ${one.lastName}`);
    expect(words(answer.blocks)).toMatch(/655/);
    expect(words(answer.blocks)).toMatch(/something.?new/i);
    expect(answer.inChannel).toBe(false);
    expect(JSON.stringify(here.slack.messages)).not.toContain(one.lastName);
    expect(readings(from).filter((call) => call.method !== 'GET')).toEqual([]);
    expect(readings(from).map((call) => call.path)).toContain(`/customers/${one.id}/ratings`);
  });

  test('ratings of a business account', async () => {
    const id = anAccount();
    const answer = await anna.ask(`/rating list account:FIRMA${id}`, /311/);
    expect(words(answer.blocks)).toContain(`Firma ${id}`);
    expect(here.operations.calls.some((call) => call.path === `/customers/${id}/ratings`)).toBe(true);
  });

  test('verification: what was tried and how it ended, to the asker alone, and no picture is fetched', async () => {
    const one = someone(here);
    here.operations.world.verifications.set(`v${one.id}`, {
      ...{ id: `v${one.id}`, guserId: one.id, type: 'DRIVING_LICENSE', provider: 'VERIFF', state: 'REJECTED' },
      createdAt: '2026-01-01T10:00:00Z',
      attempts: [
        {
          ...{ uuid: 'u-1', state: 'REJECTED', createdAt: '2026-01-01T10:00:00Z', reason: 'picture too dark' },
          media: [{ fileUuid: 'f-geheim-1', kind: 'FRONT' }],
        },
      ],
    });
    const from = here.operations.calls.length;
    const answer = await anna.ask(`/verification show ${one.id}`, /too dark/);
    expect(words(answer.blocks)).toContain(`${one.firstName} ${one.lastName}`);
    expect(words(answer.blocks)).toMatch(/rejected/i);
    expect(words(answer.blocks)).toContain('VERIFF');
    expect(answer.inChannel).toBe(false);
    expect(JSON.stringify(here.slack.messages)).not.toContain(one.lastName);
    const asked = readings(from).find((call) => call.path === '/verification');
    expect(asked?.query.get('guserId')).toBe(String(one.id));
    expect(readings(from).filter((call) => /media/.test(call.path) || call.method !== 'GET')).toEqual([]);
  });

  test.each([
    ['/rating list', 'ratings'],
    ['/verification show', 'verification'],
  ])('%s: what may not be seen is said in words', async (line, part) => {
    const one = someone(here);
    here.operations.misbehave(({ path }) => path.endsWith(`/${part}`), {
      kind: 'status',
      status: 403,
      body: { errorCode: 'A101', userMessage: 'access denied', httpStatus: 403, traceId: 'trace-403' },
    });
    const answer = await anna.ask(`${line} ${one.id}`);
    expect(words(answer.blocks) || answer.text).toMatch(/may not|not allowed|permission|refused|denied/i);
  });
});
