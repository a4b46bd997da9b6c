import { type Random, seededRandom } from '../../sandbox/back-office/world/random.ts';
import { type Step, steps } from '../../src/approvals/ports.ts';

/** Moments that the app has no name for and the rig sees from outside. */
export const outsideMoments = [
  'rig:after-ack',
  'rig:back-office-has-it',
  'rig:back-office-has-done-it',
  'rig:card-arrives',
  'rig:card-is-posted',
  'rig:redraw-arrives',
  'rig:redraw-is-done',
  'rig:start-up',
] as const;
export type Moment = Step | (typeof outsideMoments)[number];
export const moments: readonly Moment[] = [...steps, ...outsideMoments];

export type Kill = { at: Moment; nth: number; afterMs: number };

export const storyKinds = [
  'at-once',
  'approve',
  'flood',
  'same-instant',
  'two-votes',
  'approve-reject',
  'approve-cancel',
  'reject-cancel',
  'approve-expiry',
  'reject',
  'cancel',
  'left',
  'own',
  'away',
  'offer',
  'offer-declined',
  'envelope',
  'draw',
] as const;
export type StoryKind = (typeof storyKinds)[number];

/** Two leads decide them. */
const largeKinds: readonly StoryKind[] = ['two-votes', 'away', 'offer', 'offer-declined'];

/** What is offered instead in the stories of offers: what takes one lead's yes, or nobody's. */
export const offeredIn = ({ customer }: Story): 20 | 50 => (customer % 2 === 0 ? 20 : 50);

/** Those that a run begins with: an envelope brings its draws. */
const beginnings = storyKinds.filter((kind) => kind !== 'draw') as [StoryKind, ...StoryKind[]]; // safe: there are others

/** How many an envelope of a story holds, how many are drawn from it at the same instant, and of which template. */
export const envelopeOf = { holds: 3, draws: 5, amount: 10 } as const;

/** One request: who asks for what, and what the others do with it. */
export type Story = {
  kind: StoryKind;
  nonce: string;
  asker: 'ana' | 'ben' | 'lea';
  customer: number;
  amount: number;
  firstLead: 0 | 1;
};

export type Plan = {
  seed: number;
  stories: Story[];
  kills: Kill[];
  /** How often a delivery comes twice or late, 0 to 1. */
  unrulyDeliveries: number;
  /** A write whose answer is lost without any kill. */
  backOfficeFault: 'reset' | 'garbled' | 'fail' | undefined;
  slackFault: boolean;
  /** Old deliveries that come again when all is over. */
  echoes: number;
  /** A held write of a dead process arrives before the next one looks, or after. */
  lateWrite: 'before-restart' | 'after-restart';
};

/** Reached only by a process that finds a request which was sent: some of these must have happened before. */
const beforeRecovery: readonly [Moment, ...Moment[]] = [
  'execute:after-sent',
  'execute:after-answer',
  'execute:before-finish',
  'rig:back-office-has-it',
  'rig:back-office-has-done-it',
];
const inRecovery: readonly [Moment, ...Moment[]] = [
  'recover:before-proof',
  'rig:start-up',
  'execute:before-claim',
  'execute:before-finish',
  'draw:before-update',
  'draw:after-update',
  'draw:before-post',
];

/** Everything that a run does, made of its seed alone. `moment` fixes where the first kill falls, so that a list of seeds can cover all. */
export function planOf(seed: number, moment?: Moment): Plan {
  const random = seededRandom(seed);
  const count = random.between(3, 5);
  const stories = Array.from({ length: count }, (_, index) => storyOf(random, seed, index));
  return {
    seed,
    stories,
    kills: killsOf(random, moment ?? random.pick(moments as readonly [Moment, ...Moment[]])),
    unrulyDeliveries: random.chance(0.5) ? 0.25 : 0,
    backOfficeFault: random.chance(0.2) ? random.pick(['reset', 'garbled', 'fail']) : undefined,
    slackFault: random.chance(0.2),
    echoes: random.between(2, 6),
    lateWrite: random.chance(0.5) ? 'before-restart' : 'after-restart',
  };
}

/** What is drawn from an envelope: each by somebody, for a customer of their own. */
export function drawsOf({ nonce, asker }: Story): Story[] {
  const others = (['ana', 'ben', 'lea'] as const).filter((one) => one !== asker);
  const askers = [asker, ...others];
  return Array.from({ length: envelopeOf.draws }, (_, index) => ({
    kind: 'draw',
    // The envelope's own is no part of it.
    nonce: `${nonce.slice(0, -1)}d${index}w`,
    asker: askers[index % askers.length] ?? asker,
    customer: [1005, 1006, 1010, 1016, 1023][index] ?? 1027,
    amount: envelopeOf.amount,
    firstLead: 0,
  }));
}

function storyOf(random: Random, seed: number, index: number): Story {
  const kind = random.pick(beginnings);
  const amount = kind === 'at-once' ? random.pick([5, 10, 20]) : largeKinds.includes(kind) ? 100 : 50;
  const asker = kind === 'own' ? 'lea' : random.pick<'ana' | 'ben'>(['ana', 'ben']);
  return {
    kind,
    nonce: `s${seed}n${index}e`,
    asker,
    // A few customers only, so that requests for the same one meet.
    customer: random.pick([1005, 1006, 1010, 1016, 1023, 1027, 1028]),
    amount,
    firstLead: random.chance(0.5) ? 0 : 1,
  };
}

function killsOf(random: Random, at: Moment): Kill[] {
  const kill = (moment: Moment): Kill => ({ at: moment, nth: random.between(1, 3), afterMs: random.between(0, 700) });
  if (at === 'recover:before-proof')
    return [
      { ...kill(random.pick(beforeRecovery)), nth: 1 },
      { ...kill(at), nth: 1 },
    ];
  if (at === 'rig:start-up')
    return [kill(random.pick(['execute:after-sent', 'decide:after-commit', 'draw:before-post'])), kill(at)];
  return random.chance(0.35) ? [kill(at), { ...kill(random.pick(inRecovery)), nth: 1 }] : [kill(at)];
}
