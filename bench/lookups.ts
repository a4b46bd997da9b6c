import { type Program, startProgram, type World } from './children.ts';
import { type Answers, closedLoop, command, type Figures, figuresOf, type Sender, senderTo } from './load.ts';

export type LookupFigures = {
  ack: { raw: Figures; bare: Figures; app: Figures };
  perSecond: { bare: number; app: number; traced: number };
  /** Processor time of one, in milliseconds. */
  processorMs: { bare: number; app: number; traced: number };
  depth: { what: string; trips: number; calls: number; most: number }[];
};

const warmMs = 3_000;
const measuredMs = 6_000;
const atOnce = 20;
const acks = 300;

/** One look-up to its end: the answer that the person reads. */
async function lookUp(sender: Sender, answers: Answers, text: string): Promise<string> {
  const { url, answer } = answers.next();
  await sender.deliver(command(`lookup ${text}`, url));
  return answer;
}

async function ackOf(sender: Sender, answers: Answers, count = acks): Promise<Figures> {
  const times: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const { url, answer } = answers.next();
    times.push(await sender.deliver(command('lookup 1010', url)));
    // The raw handler never answers; the next ack is measured when this look-up is out of the way.
    if (count === acks) await answer;
  }
  return figuresOf(times);
}

type Done = { perSecond: number; processorMs: number };

async function counted(program: Program, load: () => Promise<number>): Promise<Done> {
  const [beforeMs, startedAt] = [program.processorMs(), performance.now()];
  const perSecond = await load();
  const done = (perSecond * (performance.now() - startedAt)) / 1_000;
  return { perSecond, processorMs: (program.processorMs() - beforeMs) / done };
}

export async function measureLookups(
  world: World,
  app: Program,
  answers: Answers,
  environment: Record<string, string>,
): Promise<LookupFigures> {
  const own = senderTo(app.port);
  const first = await lookUp(own, answers, '1010');
  await world('calls');
  await lookUp(own, answers, '1010');
  // The first read tells who it is, the others follow together.
  const [one, ...others] = (await world('calls')).map((call) => call.replace(/^GET /, ''));
  const raw = await startProgram('bench/raw.ts', environment);
  const bare = await startProgram('bench/bare.ts', {
    ...environment,
    BENCH_READS: JSON.stringify([one === undefined ? [] : [one], others]),
    BENCH_ANSWER: first,
  });
  const traced = await startProgram('start.ts', { ...environment, OTEL_EXPORTER_OTLP_ENDPOINT: answers.base }, { ready: true });
  const senders = { raw: senderTo(raw.port), bare: senderTo(bare.port), traced: senderTo(traced.port) };
  const load = (sender: Sender, forMs: number) => closedLoop(atOnce, forMs, () => lookUp(sender, answers, '1010'));
  await load(senders.bare, warmMs);
  await load(own, warmMs);
  await load(senders.traced, warmMs);
  const ack = {
    raw: await ackOf(senders.raw, answers, acks + 1),
    bare: await ackOf(senders.bare, answers),
    app: await ackOf(own, answers),
  };
  // In turns, so that what else the machine does meets all of them.
  const turns: { bare: Done; app: Done; traced: Done }[] = [];
  for (let turn = 0; turn < 3; turn += 1)
    turns.push({
      bare: await counted(bare, () => load(senders.bare, measuredMs / 3)),
      app: await counted(app, () => load(own, measuredMs / 3)),
      traced: await counted(traced, () => load(senders.traced, measuredMs / 3)),
    });
  const mean = (of: 'bare' | 'app' | 'traced', what: keyof Done) =>
    turns.reduce((sum, turn) => sum + turn[of][what], 0) / turns.length;
  const all = (what: keyof Done) => ({ bare: mean('bare', what), app: mean('app', what), traced: mean('traced', what) });
  await Promise.all(Object.values(senders).map((sender) => sender.close()));
  await Promise.all([raw, bare, traced].map((program) => program.stop()));
  const depth = await depths(world, own, answers);
  await own.close();
  return { ack, perSecond: all('perSecond'), processorMs: all('processorMs'), depth };
}

async function depths(world: World, sender: Sender, answers: Answers): Promise<LookupFigures['depth']> {
  const customers = (await world('customers')).filter(({ isFine }) => isFine);
  const names = new Map<string, number>();
  for (const { name } of customers) names.set(name, (names.get(name) ?? 0) + 1);
  const unique = customers.find(({ name, id }) => id > 1_040 && names.get(name) === 1 && /^[A-Za-z]+ [A-Za-z]+$/.test(name));
  const shared = [...names].find(([name, count]) => count > 1 && /^[A-Za-z]+ [A-Za-z]+$/.test(name))?.[0];
  const looks: [string, string | undefined, number][] = [
    ['an id', '1010', 2],
    ['an e-mail address', unique?.email ?? undefined, 2],
    ['a phone number', unique?.phone ?? undefined, 2],
    ['a name found at once', unique?.name, 2],
    ['a name that several have', shared, 3],
    ['a name with a letter that differs', unique?.name.replace(/.$/, 'q'), 3],
  ];
  const found: LookupFigures['depth'] = [];
  for (const [what, text, most] of looks) {
    if (text === undefined) continue;
    const counting = world('depth', { forMs: 1_800 });
    await lookUp(sender, answers, text);
    found.push({ what, most, ...(await counting) });
  }
  return found;
}
