import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { openDatabase } from '../src/db/database.ts';
import { createLog } from '../src/lib/log.ts';
import { Secret } from '../src/lib/secret.ts';
import { type Program, startProgram, startWorld, type World } from './children.ts';
import { type Answers, type Figures, figuresOf, openLoop, type Sender, senderTo } from './load.ts';

export type DecisionFigures = {
  /** Presses one at a time while nothing else happens. */
  alone: Figures;
  /** At 50 a second, right after a start, while what they approve is carried out. */
  loaded: Figures;
  /** Presses of those at 50 a second that were not counted: Slack, or the database, did not say in time. */
  notCounted: number;
  /** Processor time of the app for one decision and its execution, in milliseconds, with what it draws meanwhile. */
  processorMs: number;
  /** From the answer to the press to the write's arrival at the back office. */
  toCall: Figures;
  toCallElsewhere?: Figures;
  readyS: { first: number; second: number };
};

const perSecond = 50;
const counts = { loaded: 250, alone: 40, elsewhere: 15 };
/** How much later everything comes over the slow line, one way. */
const slowMs = 30;

/** A request that waits for a yes: on whose card it is pressed, and whom it is for. */
type Waiting = { request: string; customer: number; ts: string };

const approvalsChannel = 'C0APPROVALS';

type Submission = { trigger_id: string; view: { private_metadata: string } };

/** A form that was sent before it has shown what it does comes back with that, and is sent again. */
async function sendAsSeen(sender: Sender, payload: Submission): Promise<void> {
  for (let tries = 0; tries < 8; tries += 1) {
    payload.trigger_id = randomUUID();
    const { response_action: told, view } = await sender.submit({ payload: JSON.stringify(payload) });
    if (told !== 'update') return;
    if (view?.private_metadata) payload.view.private_metadata = view.private_metadata;
    else await new Promise((later) => setTimeout(later, 500));
  }
}

/** Asks for what is decided later, by sending one form again for one customer each, and waits until all of it waits for a lead. */
async function askForMany(world: World, app: Program, sender: Sender): Promise<void> {
  const mould = JSON.stringify(
    await world('form', { url: `http://127.0.0.1:${app.port}/slack/events`, line: '/voucher apply 1010 CC-VIE-50' }),
  );
  const wanted = counts.loaded + counts.alone + counts.elsewhere;
  const customers = (await world('customers')).filter(({ id, isFine }) => isFine && id > 1_040).slice(0, wanted);
  await closedLoopOver(10, [...customers], async ({ id }) => {
    const origin = randomUUID().replaceAll('-', '').slice(0, 22);
    const payload = mould
      .replaceAll('"value":"1010"', `"value":"${id}"`)
      .replace(/\\"origin\\":\\"[^\\]+\\"/, `\\"origin\\":\\"${origin}\\"`)
      .replace(/"id":"V[^"]+"/, `"id":"V${origin.toUpperCase()}"`);
    await sendAsSeen(sender, JSON.parse(payload) as Submission).catch(() => undefined); // safe: the workspace made it
  });
  const endMs = Date.now() + 120_000;
  for (;;) {
    const metrics = await (await fetch(`http://127.0.0.1:${app.port}/metrics`)).text();
    const inState = (state: string) =>
      [...metrics.matchAll(/^wheelhouse_requests\{state="(\w+)",action="[^"]+"\} (\d+)$/gm)]
        .filter(([, of]) => of === state)
        .reduce((sum, [, , count]) => sum + Number(count), 0);
    const checking = inState('checking');
    const pending = inState('pending');
    if (checking === 0 && pending > 0) return;
    if (Date.now() > endMs) throw new Error(`${checking} requests are still being checked: ${app.log.slice(-5).join('\n')}`);
    await new Promise((later) => setTimeout(later, 300));
  }
}

/**
 * What waits, read from the database while no app has it. Cards come one a second, as Slack allows; those that have not come yet are put
 * there, for people press on cards that they see.
 */
async function waitingIn(world: World, environment: Record<string, string>): Promise<Waiting[]> {
  const { DATABASE_URL: url, DATA_DIR: dataDir = '' } = environment;
  const database = await openDatabase(
    { ...(url !== undefined && { url: new Secret(url) }), dataDir },
    createLog({ level: 'silent' }),
  );
  const { db } = database;
  const rows = await db
    .selectFrom('requests')
    .select(['id', 'beneficiary', 'version'])
    .where('state', '=', 'pending')
    .where('beneficiary', 'is not', null)
    .execute();
  const posted = await db.selectFrom('copies').select(['request_id', 'ts']).where('channel', '=', approvalsChannel).execute();
  const cards = new Map(posted.map(({ request_id, ts }) => [request_id, ts]));
  for (const { id, version } of rows) {
    if (cards.has(id)) continue;
    const ts = await world('post', { channel: approvalsChannel, text: 'A request waits' });
    cards.set(id, ts);
    const card = { request_id: id, kind: 'channel', channel: approvalsChannel, ts, person: null, drawn_version: version };
    await db.insertInto('copies').values(card).execute();
    await db.deleteFrom('announced_copies').where('request_id', '=', id).where('kind', '=', 'channel').execute();
  }
  await database.close();
  return rows.flatMap(({ id, beneficiary }) => {
    const customer = Number(/\d+/.exec(beneficiary ?? '')?.[0]);
    const ts = cards.get(id);
    return customer === 1_010 || ts === undefined ? [] : [{ request: id, customer, ts }];
  });
}

async function closedLoopOver<T>(atOnce: number, items: T[], work: (item: T) => Promise<unknown>): Promise<void> {
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let item = items.pop(); item !== undefined; item = items.pop()) await work(item);
    }),
  );
}

async function approve(
  sender: Sender,
  answers: Answers,
  { request, ts }: Waiting,
): Promise<{ ackMs: number; answeredAtMs: number }> {
  const payload = {
    type: 'block_actions',
    api_app_id: 'A0WHEELHOUSE',
    team: { id: 'T0WHEELHOUSE', domain: 'hollerin-mobility' },
    user: { id: 'U0LEABRANDT', username: 'lea.brandt', name: 'lea.brandt', team_id: 'T0WHEELHOUSE' },
    enterprise: null,
    is_enterprise_install: false,
    container: { type: 'message', message_ts: ts, channel_id: approvalsChannel, is_ephemeral: false },
    channel: { id: approvalsChannel, name: 'approvals' },
    message: { type: 'message', ts, text: '' },
    trigger_id: randomUUID(),
    state: { values: {} },
    response_url: answers.next().url,
    actions: [
      {
        type: 'button',
        action_id: `request.approve:${request}`,
        block_id: 'actions',
        value: request,
        text: { type: 'plain_text', text: 'Approve' },
        action_ts: String(Date.now() / 1_000),
      },
    ],
  };
  // One that is answered too late counts with its time.
  const ackMs = await sender.deliver({ payload: JSON.stringify(payload) }, { late: 'counts' });
  return { ackMs, answeredAtMs: Date.now() };
}

/** What has not arrived after a while was not counted, or waits for something that does not come. */
async function arrivals(world: World, customers: readonly number[], forMs = 60_000): Promise<Map<number, number>> {
  const endMs = Date.now() + forMs;
  for (;;) {
    const arrived = new Map(await world('arrivals'));
    const missing = customers.filter((customer) => !arrived.has(customer));
    if (missing.length === 0 || Date.now() > endMs) return arrived;
    await new Promise((later) => setTimeout(later, 100));
  }
}

/** One press after the other: how long each took, and how long after its answer the write arrived. */
async function oneByOne(world: World, sender: Sender, answers: Answers, cards: readonly Waiting[]) {
  const acks: number[] = [];
  const delays: number[] = [];
  for (const card of cards) {
    const { ackMs, answeredAtMs } = await approve(sender, answers, card);
    const arrivedAtMs = (await arrivals(world, [card.customer], 5_000)).get(card.customer);
    acks.push(ackMs);
    delays.push(arrivedAtMs === undefined ? Number.POSITIVE_INFINITY : arrivedAtMs - answeredAtMs);
  }
  return { acks: figuresOf(acks), delays: figuresOf(delays) };
}

export type Measured = { figures: DecisionFigures; app: Program; world: World };

/** Leaves the app running, for its memory to be looked at later. */
export async function measureDecisions(
  database: Record<string, string>,
  own: Record<string, string>,
  answers: Answers,
): Promise<Measured> {
  const world = await startWorld();
  const environment = { ...(await world('environment')), ...own, ...database };
  const before = await startProgram('start.ts', environment, { ready: true });
  const asking = senderTo(before.port);
  await askForMany(world, before, asking);
  await asking.close();
  await before.stop();
  const cards = await waitingIn(world, environment);
  if (cards.length < counts.alone + counts.elsewhere + perSecond)
    throw new Error(`only ${cards.length} requests wait for a yes: ${before.log.slice(-3).join('\n')}`);
  const app = await startProgram('start.ts', environment, { ready: true });
  const sender = senderTo(app.port);
  const [loaded, rest] = [cards.slice(0, counts.loaded), cards.slice(counts.loaded)];
  const beforeMs = app.processorMs();
  const pressed = await openLoop(
    loaded.map((card) => () => approve(sender, answers, card)),
    perSecond,
  );
  const arrived = await arrivals(
    world,
    loaded.map(({ customer }) => customer),
  );
  const processorMs = (app.processorMs() - beforeMs) / loaded.length;
  const alone = await oneByOne(world, sender, answers, rest.slice(0, counts.alone));
  const elsewhere =
    database.DATABASE_URL === undefined
      ? undefined
      : await onAnother(world, environment, answers, rest.slice(counts.alone, counts.alone + counts.elsewhere));
  await sender.close();
  return {
    app,
    world,
    figures: {
      alone: alone.acks,
      notCounted: loaded.filter(({ customer }) => !arrived.has(customer)).length,
      processorMs,
      loaded: figuresOf(pressed.map(({ ackMs }) => ackMs)),
      toCall: alone.delays,
      ...(elsewhere && { toCallElsewhere: elsewhere }),
      readyS: { first: before.readyS, second: app.readyS },
    },
  };
}

/**
 * Presses reach a second replica whose line to the database is slow: its decision is on the disk, and told to the first one, some time
 * before it knows itself, so that the first one carries it out. The wait of the line is taken off.
 */
async function onAnother(
  world: World,
  environment: Record<string, string>,
  answers: Answers,
  cards: readonly Waiting[],
): Promise<Figures> {
  const url = new URL(environment.DATABASE_URL ?? '');
  const { hostname, port } = url;
  const slow = createServer((near) => {
    const far = connect(Number(port), hostname);
    const later = (to: typeof near) => (part: Buffer) => setTimeout(() => to.write(part), slowMs);
    near
      .on('data', later(far))
      .on('error', () => far.destroy())
      .on('close', () => far.destroy());
    far
      .on('data', later(near))
      .on('error', () => near.destroy())
      .on('close', () => near.destroy());
  });
  await new Promise<void>((listening) => slow.listen(0, '127.0.0.1', listening));
  url.port = String((slow.address() as AddressInfo).port); // safe: it listens on TCP
  const other = await startProgram('start.ts', { ...environment, DATABASE_URL: url.href }, { ready: true });
  const sender = senderTo(other.port);
  const { delays } = await oneByOne(world, sender, answers, cards);
  await sender.close();
  await other.stop();
  slow.close();
  // The answer to the press is a way of the line later than the commit.
  return { ...delays, p50: delays.p50 + slowMs, p99: delays.p99 + slowMs, most: delays.most + slowMs };
}
