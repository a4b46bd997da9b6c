/** What there is to do. A job carries an id and nothing else: its handler reads the row again, and may run twice without harm. */
export const jobKinds = [
  'intake',
  'execute',
  'draw',
  'watch',
  'remind',
  'notify',
  'quiet',
  'home',
  'tidy',
  'head',
  'digest',
  'forget',
  'delete-file',
  'redact',
  'webhook',
  'owners',
  'absence',
  'away-note',
  'nudge',
  'envelope',
  'workflow-step',
] as const;
export type JobKind = (typeof jobKinds)[number];

/**
 * What waits for what: an execution never waits behind a redraw. Each class has places of its own, so many at a time; what a class does
 * not use is nobody else's. `rush`: its places while people wait for their presses to be recorded.
 */
export const jobClasses = {
  execute: { kinds: ['intake', 'execute'], places: 12, rush: 1 },
  clocks: { kinds: ['watch', 'tidy', 'head', 'digest', 'forget', 'delete-file', 'absence', 'envelope'], places: 4, rush: 1 },
  drawing: {
    kinds: ['draw', 'remind', 'notify', 'quiet', 'home', 'owners', 'redact', 'away-note', 'nudge', 'workflow-step'],
    places: 8,
    rush: 0,
  },
  /** One at a time to each receiver, so that one that hangs takes nobody's place. */
  webhooks: { kinds: ['webhook'], places: 12, rush: 2 },
} as const satisfies Record<string, { kinds: readonly JobKind[]; places: number; rush: number }>;
export type JobClass = keyof typeof jobClasses;

export const classNames = Object.keys(jobClasses) as JobClass[]; // safe: its own keys

export function classOf(kind: JobKind): JobClass {
  const found = classNames.find((name) => (jobClasses[name].kinds as readonly JobKind[]).includes(kind));
  if (found === undefined) throw new Error(`${kind} is in no class`); // a test holds that every kind is in one
  return found;
}
