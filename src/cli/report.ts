import { figuresOf, type GivenFigure, givenBy } from '../approvals/figures/figures.ts';
import { collectFigureEntries } from '../approvals/figures/read.ts';
import type { Environment } from '../config.ts';
import { csvLine } from '../journal/export.ts';
import { pagesOf } from '../journal/source.ts';
import type { Clock } from '../lib/clock.ts';
import { formatDuration, parseDuration } from '../lib/duration.ts';
import { formatMoney } from '../lib/money.ts';
import { counted } from '../lib/text.ts';
import { formatDay } from '../lib/when.ts';
import type { CommandEnd } from './arguments.ts';
import { type OpenJournal, openJournal } from './journal-source.ts';
import { table } from './outcome.ts';
import { readPolicy } from './policy.ts';

export type ReportArguments = { since: string; csv?: boolean };

/**
 * `wheelhouse report goodwill`: what was given in that time, until now, from the journal alone: by branch, template and rule, and by
 * person only where the policy says so. Ends with 0, or with 2 where the journal could not be read or the command made no sense.
 */
export async function reportGoodwill(
  { environment, clock }: { environment: Environment; clock: Clock },
  { since, csv = false }: ReportArguments,
): Promise<CommandEnd> {
  const sinceMs = parseDuration(since);
  if (sinceMs === null) return { lines: [`--since ${since}: write a duration such as 24h, 7d or 30d.`], code: 2 };
  // Without a policy file nobody has said that people are to be told apart.
  const policy = await readPolicy(environment);
  const byPerson = policy.ok && policy.parsed.policy.figures.byPerson;
  let journal: OpenJournal | undefined;
  try {
    journal = await openJournal(environment);
    const to = new Date(clock.now().getTime() + 1);
    const from = new Date(to.getTime() - 1 - sinceMs);
    const { given } = figuresOf(await collectFigureEntries(pagesOf(journal.source)), { from, to });
    if (csv) return { lines: [csvOf(given, byPerson)], code: 0 };
    const title = `Given in the last ${formatDuration(sinceMs)} (since ${formatDay(from.toISOString())}), by the journal in ${journal.place}:`;
    return { lines: [title, ...tables(given, byPerson)], code: 0 };
  } catch (error) {
    return { lines: [error instanceof Error ? error.message : 'The journal cannot be read.'], code: 2 };
  } finally {
    await journal?.close();
  }
}

const noRule = 'no rule matches';

/** Each row's sums are of its currency alone. */
export function csvOf(given: readonly GivenFigure[], byPerson: boolean): string {
  const columns = ['branch', 'template', 'rule', ...(byPerson ? ['person'] : []), 'currency', 'vouchers', 'amount'];
  const rows = (byPerson ? given : withoutPeople(given)).map(({ branch, template, rule, person, currency, vouchers, amount }) => [
    branch === null ? '' : String(branch),
    template ?? '',
    rule ?? noRule,
    ...(byPerson ? [person] : []),
    currency ?? '',
    String(vouchers),
    currency === null ? '' : String(amount),
  ]);
  return [columns, ...rows].map(csvLine).join('').trimEnd();
}

/** One row for what only people tell apart. */
function withoutPeople(given: readonly GivenFigure[]): GivenFigure[] {
  const keyOf = ({ branch, template, rule, currency }: GivenFigure) => JSON.stringify([branch, template, rule, currency]);
  return [...new Set(given.map(keyOf))].flatMap((key) => {
    const all = given.filter((one) => keyOf(one) === key);
    const [first] = all;
    const [group] = givenBy(
      all.map((one) => ({ ...one, person: '' })),
      'person',
    );
    return first === undefined || group === undefined
      ? []
      : [{ ...first, person: '', vouchers: group.vouchers, amount: group.money.get(first.currency ?? '') ?? 0 }];
  });
}

function tables(given: readonly GivenFigure[], byPerson: boolean): string[] {
  if (given.length === 0) return ['', 'Nothing was given.'];
  const total = givenBy(
    given.map((one) => ({ ...one, person: '' })),
    'person',
  )[0];
  return [
    '',
    `In all ${moneyText(total?.money)} in ${counted(total?.vouchers ?? 0, 'voucher')}.`,
    ...section('By branch', givenBy(given, 'branch'), (branch) => (branch === null ? 'not known' : String(branch))),
    ...section('By template', givenBy(given, 'template'), (template) => template ?? 'not noted'),
    ...section('By rule', givenBy(given, 'rule'), (rule) => rule ?? noRule),
    ...(byPerson ? section('By person', givenBy(given, 'person'), (person) => person) : []),
  ];
}

function section<Key>(
  title: string,
  groups: readonly { key: Key; vouchers: number; money: ReadonlyMap<string, number> }[],
  name: (key: Key) => string,
): string[] {
  return [
    '',
    ...table(
      [title, 'vouchers', 'money'],
      groups.map(({ key, vouchers, money }) => [name(key), String(vouchers), moneyText(money)]),
    ),
  ];
}

/** Each currency by itself: nobody adds euros to francs. */
function moneyText(money: ReadonlyMap<string, number> | undefined): string {
  const texts = [...(money ?? [])].map(([currency, amount]) => formatMoney({ amount, currency }));
  return texts.length === 0 ? 'no money' : texts.join(' + ');
}
