import { z } from 'zod';
import { risks } from '../../actions/define.ts';
import { durationPattern, parseDuration } from '../../lib/duration.ts';
import { notableStates } from './types.ts';

/**
 * An object without other keys. The message of an unknown key lists the known ones, by which `problems.ts` finds the one that was
 * probably meant.
 */
function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : undefined),
  });
}

function oneOrMany<Item extends z.ZodType>(item: Item) {
  return z.union([item.transform((value) => [value]), z.array(item).min(1, 'Write at least one.')]);
}

// Slack promises the first letter of an id and upper case, not its length (https://api.slack.com/types/).
const slackId = (letters: string, what: string) =>
  z.string(`Write ${what}.`).regex(new RegExp(`^[${letters}][A-Z0-9_]+$`), `This is not ${what}.`);
const ChannelId = slackId('CG', 'a channel id (C… or G…; in Slack: channel name, About, at the very bottom)');
const UserId = slackId('UW', 'a user id (U… or W…; in Slack: profile, Copy member ID)');
const UsergroupId = slackId('S', 'a user group id (S…)');

// The words given to a type are also those of its checks that bring none.
const Duration = z
  .string('Write a duration such as 30m, 4h or 2d.')
  .regex(durationPattern)
  .transform((text) => parseDuration(text) ?? 0);

const Word = z.string('Write a word.').min(1).max(120, 'Write at most 120 characters.');
const Name = Word.regex(
  /^(\*|[a-z][a-z0-9-]*(\.[a-z0-9-]*)*\*?)$/,
  'Write a name such as card.assign, or its beginning and a * such as card.*; the * stands only at the end.',
);

const Amount = z.number('Write a number.').min(0, 'Write a number of at least 0.');
const Count = z.int('Write a whole number.').min(0, 'Write a whole number of at least 0.');
const bounds = <Bound extends z.ZodType<number>>(bound: Bound) => strict({ min: bound.optional(), max: bound.optional() });

const People = strict({ usergroups: z.array(UsergroupId).default([]), users: z.array(UserId).default([]) });

const Owners = z.union([
  z
    .array(slackId('UWS', 'a user id (U…, W…) or a user group id (S…)'))
    .transform((ids) => ({ usergroups: ids.filter((id) => id.startsWith('S')), users: ids.filter((id) => !id.startsWith('S')) })),
  People,
]);

const Match = strict({
  action: oneOrMany(Name).optional(),
  risk: oneOrMany(z.enum(risks, `Write one of ${risks.join(', ')}.`)).optional(),
  amount: bounds(Amount).optional(),
  branch: oneOrMany(z.int('Write the number of a branch.')).optional(),
  count: bounds(Count).optional(),
  sameCustomer: strict({ max: Amount, within: Duration }).optional(),
  sameAsker: strict({ max: Amount, within: Duration }).optional(),
  sameAction: strict({ max: Count, within: Duration }).optional(),
});

const Votes = strict({
  role: Word,
  count: z.int('Write a whole number.').min(1, 'Write at least 1; "require: none" is for what needs nobody.').default(1),
  distinct: z.literal('usergroup', 'Write usergroup, or leave it out.').optional(),
  escalate: strict({ role: Word, after: Duration }).optional(),
});

const Rule = strict({
  name: Word,
  match: Match.default({}),
  require: z.union([z.literal('none'), Votes], 'Write none, or a role and a count.'),
  channel: ChannelId.optional(),
  decideWithin: Duration.optional(),
  executeWithin: Duration.optional(),
});

const Grant = z.union(
  [
    z.array(Name).transform((may) => ({ may })),
    strict({
      branches: z.array(z.int('Write the number of a branch.')).min(1, 'Write at least one branch, or leave it out.').optional(),
      may: z.array(Name),
    }),
  ],
  'Write a list of names, or branches and may.',
);

const ratePattern = /^([1-9]\d{0,5})\/(hour|day|week)$/;
const rateUnitMs: Readonly<Record<string, number>> = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 };
const Rate = z
  .string('Write a number and a time, such as 5/week or 20/day.')
  .regex(ratePattern, 'Write a number and a time, such as 5/week or 20/day.')
  .transform((text) => {
    const [, most, unit] = ratePattern.exec(text) ?? [];
    return { most: Number(most), withinMs: rateUnitMs[unit ?? ''] ?? 0 };
  });

const Oversight = strict({ newMember: Duration.optional(), mutual: Rate.optional(), reveals: Rate.optional() });

const Calls = z.int('Write a whole number of calls a day.').min(1, 'Write at least 1.');
const DailyBudget = z.union(
  [Calls.transform((all) => ({ all, perPerson: undefined })), strict({ all: Calls.optional(), perPerson: Calls.optional() })],
  'Write a number of calls a day, or all and perPerson.',
);

const NotificationRule = strict({
  on: oneOrMany(z.enum(notableStates, `Write one of ${notableStates.join(', ')}.`)),
  actions: oneOrMany(Name).default(['*']),
  channel: ChannelId,
});

const Privacy = strict({
  mask: z.boolean('Write true or false.').default(true),
  media: z.enum(['never', 'dm'], 'Write never or dm.').default('never'),
  forgetAfter: Duration.optional(),
});

/** The shape of the policy file; what its names mean to each other is checked in check.ts. */
export const PolicyFile = strict({
  version: z.literal(1, 'This version reads policy files with "version: 1".'),
  currency: z.string('Write a currency code such as EUR.').regex(/^[A-Z]{3}$/),
  branch: z.int('Write the number of a branch.').optional(),
  roles: z.record(Word, People),
  grants: z.record(z.string(), Grant).default({}),
  approvals: z.array(Rule).default([]),
  notifications: z.array(NotificationRule).default([]),
  privacy: Privacy.default({ mask: true, media: 'never' }),
  owners: Owners.default({ usergroups: [], users: [] }),
  permissions: z.record(Name, Word).default({}),
  dashboardLink: z
    .string()
    .regex(/^https?:\/\//, 'Write a link that begins with https://.')
    .optional(),
  dailyBudget: DailyBudget.optional(),
  staff: z.record(UserId, z.array(z.int('Write the number of a customer.'))).default({}),
  oversight: Oversight.default({}),
  confirmAbove: Amount.optional(),
  reasons: z.array(Word.max(75, 'Write at most 75 characters.')).max(50, 'Write at most 50 reasons.').default([]),
  language: z.enum(['en', 'de'], 'Write en or de.').default('en'),
  country: z
    .string('Write a country code of two letters such as AT.')
    .regex(/^[A-Z]{2}$/, 'Write a country code of two letters such as AT.')
    .optional(),
});
export type PolicyFile = z.output<typeof PolicyFile>;

/** The JSON Schema of the file, for editors. */
export function policyJsonSchema(): object {
  return { title: 'Wheelhouse policy', ...z.toJSONSchema(PolicyFile, { io: 'input' }) };
}
