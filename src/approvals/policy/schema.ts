import { z } from 'zod';
import { risks } from '../../actions/define.ts';
import { weekdays } from '../../lib/desk-hours.ts';
import { durationPattern, parseDuration } from '../../lib/duration.ts';
import { languages } from '../../lib/language/language.ts';
import { isCountry } from '../../lib/phone.ts';
import { knownTimeZone } from '../../lib/when.ts';
import { notableStates, webhookEvents } from './types.ts';
import { addressProblem } from './webhooks.ts';

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
  'Write a name such as card.assign, or its beginning and a * such as card.*; the * can only be at the end.',
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
  ping: z.enum(['role', 'nobody'], 'Write role or nobody.').default('role'),
  decideWithin: Duration.optional(),
  clock: z.literal('desk', 'Write desk, or leave it out.').optional(),
  executeWithin: Duration.optional(),
  several: z.boolean('Write true or false.').default(false),
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

const Privacy = strict({
  mask: z.boolean('Write true or false.').default(true),
  media: z.enum(['never', 'dm'], 'Write never or dm.').default('never'),
  forgetAfter: Duration.optional(),
});

const Tickets = strict({
  pattern: z
    .string('Write a regular expression such as "[A-Z]{2,5}-\\\\d{1,7}".')
    .min(1, 'Write a regular expression.')
    .max(200, 'Write at most 200 characters.'),
  url: z
    .string('Write a link with {ticket} in it.')
    .regex(
      /^https?:\/\/[^\s<>|/?#{}]+[/?#][^\s<>|]*$/,
      'Write a link that begins with https:// and has {ticket} in its path, such as https://desk.example.com/t/{ticket}.',
    )
    .refine(
      (url) => url.includes('{ticket}'),
      'Write {ticket} where the number of the ticket goes, such as https://desk.example.com/t/{ticket}.',
    )
    .optional(),
  required: z.array(Word).default([]),
});

const minuteOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const ClockTime = z
  .string('Write a time such as 08:30, in quotes.')
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time from 00:00 to 23:59 such as 08:30, in quotes.')
  .transform(minuteOf);
const TimeOfDay = z
  .string('Write a time such as 08:00, in quotes.')
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Write a time such as 08:00, in quotes.')
  .transform(minuteOf);
const DaysOfWeek = z
  .array(z.enum(weekdays, `Write days such as ${weekdays.slice(1, 6).join(', ')}.`))
  .min(1, 'Write at least one day.');

const Desk = strict({ days: DaysOfWeek.default(['mon', 'tue', 'wed', 'thu', 'fri']), from: TimeOfDay, to: TimeOfDay });

const Digest = strict({ channel: ChannelId, at: ClockTime, days: DaysOfWeek.default(['mon', 'tue', 'wed', 'thu', 'fri']) });
const FiguresKey = strict({ byPerson: z.boolean('Write true or false.').default(false) });

const Away = strict({
  roles: z.array(Word).min(1, 'Write at least one role.'),
  standIn: z.array(Word).min(1, 'Write at least one role, or leave it out.').optional(),
  longest: Duration.default(21 * 86_400_000),
});

const Envelopes = strict({
  most: z.int('Write a whole number.').min(1, 'Write at least 1.').default(50),
  longest: Duration.default(24 * 3_600_000),
});

const Webhook = strict({
  url: z.string('Write an address that begins with https://.').superRefine((url, context) => {
    const problem = addressProblem(url);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  }),
  on: oneOrMany(z.enum(webhookEvents, `Write one of ${webhookEvents.join(', ')}.`)),
  actions: oneOrMany(Name).default(['*']),
  secret: z
    .string('Write the name of an environment variable.')
    .regex(
      /^[A-Z][A-Z0-9_]{0,99}$/,
      'Write the name of an environment variable such as WEBHOOK_SECRET; the secret itself does not belong here.',
    ),
});

const TimeZone = z
  .string('Write a time zone such as Europe/Vienna.')
  .refine(
    (name) => name === 'UTC' || (name.includes('/') && knownTimeZone(name) !== 'UTC'),
    'This is no time zone: write one such as Europe/Vienna.',
  );

const NotificationRule = strict({
  on: oneOrMany(z.enum(notableStates, `Write one of ${notableStates.join(', ')}.`)),
  actions: oneOrMany(Name).default(['*']),
  risk: oneOrMany(z.enum(risks, `Write one of ${risks.join(', ')}.`)).optional(),
  branch: oneOrMany(z.int('Write the number of a branch.')).optional(),
  amount: bounds(Amount).optional(),
  quiet: strict({ from: TimeOfDay, to: TimeOfDay }).optional(),
  channel: ChannelId,
});

const PageLink = z.string().regex(/^https?:\/\//, 'Write a link that begins with https://.');
const DashboardLinks = z.union(
  [PageLink, strict({ customer: PageLink.optional(), account: PageLink.optional(), card: PageLink.optional() })],
  'Write a link that begins with https://, or one each for customer, account and card.',
);

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
  dashboardLink: DashboardLinks.optional(),
  dailyBudget: DailyBudget.optional(),
  staff: z.record(UserId, z.array(z.int('Write the number of a customer.'))).default({}),
  oversight: Oversight.default({}),
  confirmAbove: Amount.optional(),
  reasons: z.array(Word.max(75, 'Write at most 75 characters.')).max(50, 'Write at most 50 reasons.').default([]),
  timezone: TimeZone.default('UTC'),
  desk: Desk.optional(),
  digest: Digest.optional(),
  figures: FiguresKey.default({ byPerson: false }),
  webhooks: z.array(Webhook).max(10, 'Write at most 10 webhooks.').default([]),
  away: Away.optional(),
  typedAnswers: z.boolean('Write true or false.').default(false),
  envelopes: Envelopes.optional(),
  tickets: Tickets.optional(),
  language: z.enum(languages, 'Write en or de.').default('en'),
  country: z
    .string('Write a country code of two letters such as AT.')
    .regex(/^[A-Z]{2}$/, 'Write a country code of two letters such as AT.')
    .refine(isCountry, 'This is no country: write its code of two letters such as AT.')
    .optional(),
});
export type PolicyFile = z.output<typeof PolicyFile>;

/** The JSON Schema of the file, for editors. */
export function policyJsonSchema(): object {
  return { title: 'Wheelhouse policy', ...z.toJSONSchema(PolicyFile, { io: 'input' }) };
}
