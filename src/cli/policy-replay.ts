import { type Comparison, compare, type PolicyChange, type Tally } from '../approvals/policy/compare.ts';
import { defaultRuleName } from '../approvals/policy/gate.ts';
import { readHistory } from '../approvals/policy/history.ts';
import { replay } from '../approvals/policy/replay.ts';
import type { Environment } from '../config.ts';
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
import { branchTreeFor } from './policy-branches.ts';

/** More askers than this would not fit on a screen; the rest is summed up in a line. */
const mostAskers = 15;

/**
 * `wheelhouse policy replay`: what another policy would have asked for, over the requests in the journal. Ends with 0, with 1 where the
 * other policy file is wrong, with 2 where the journal could not be looked at or the command made no sense.
 */
export async function replayPolicy(
  { environment, clock }: { environment: Environment; clock: Clock },
  file: string,
  { since, branches }: { since: string; branches?: string },
): Promise<CommandEnd> {
  const sinceMs = parseDuration(since);
  if (sinceMs === null) return { lines: [`--since ${since}: write a duration such as 12h, 30d or 90d.`], code: 2 };
  const read = await readPolicy(environment, file);
  if (!read.ok) return { lines: read.lines, code: 1 };
  const found = await branchTreeFor(environment, read.parsed.policy, branches);
  if (!found.ok) return { lines: [found.line], code: 2 };
  let journal: OpenJournal | undefined;
  try {
    journal = await openJournal(environment);
    // All of it is replayed, so that what was given before counts; only the last part is told of.
    const all = replay(read.parsed.policy, await readHistory(pagesOf(journal.source)), found.tree);
    const from = new Date(clock.now().getTime() - sinceMs);
    const told = all.filter(({ request }) => request.askedAt >= from);
    const unknown = told.filter(({ request }) => !request.isComplete).length;
    return {
      lines: [
        `${counted(told.length, 'request')} of the last ${formatDuration(sinceMs)} (since ${formatDay(from.toISOString())}), in the journal in ${journal.place}.`,
        ...(told.length === 0 ? [] : ['', ...report(file, compare(told))]),
        ...(found.lines.length === 0 ? [] : ['', ...found.lines]),
        ...(unknown === 0
          ? []
          : [
              '',
              `${counted(unknown, 'older entry', 'older entries')} did not note the customer, so no sameCustomer was held to match there.`,
            ]),
      ],
      code: 0,
    };
  } catch (error) {
    return { lines: [error instanceof Error ? error.message : 'The journal cannot be read.'], code: 2 };
  } finally {
    await journal?.close();
  }
}

function report(file: string, found: Comparison): string[] {
  const askers = [...found.byAsker];
  const rest = askers.length - mostAskers;
  return [
    ...table(
      ['', 'requests', 'money'],
      [
        ['Waited for approval', ...cellsOf(found.waited)],
        [`Would wait with ${file}`, ...cellsOf(found.wouldWait)],
        ['  more: ran at once, would wait', ...cellsOf(found.more, '+')],
        ['  fewer: waited, would run at once', ...cellsOf(found.fewer, '-')],
        ['  wait all the same, for other people', ...cellsOf(found.otherPeople)],
        ['Rejected, expired or cancelled; would have run', ...cellsOf(found.stoppedNowRuns)],
      ],
    ),
    '',
    ...changeTable('By asker', askers.slice(0, mostAskers)),
    ...(rest > 0 ? [`and ${counted(rest, 'other asker')} with smaller changes`] : []),
    ...section('By rule that asked', found.byRuleThen),
    ...section(`By rule of ${file} that would ask`, found.byRuleNow),
  ];
}

function section(title: string, groups: ReadonlyMap<string, PolicyChange>): string[] {
  return groups.size === 0
    ? []
    : [
        '',
        ...changeTable(
          title,
          [...groups].map(([rule, change]) => [rule || defaultRuleName, change]),
        ),
      ];
}

function changeTable(title: string, groups: readonly (readonly [string, PolicyChange])[]): string[] {
  return table(
    [title, 'asked', 'waited', 'would wait', 'more', 'of', 'fewer', 'of'],
    groups.map(([name, { asked, waited, wouldWait, more, fewer }]) => [
      name,
      String(asked.requests),
      String(waited.requests),
      String(wouldWait.requests),
      ...cellsOf(more, '+'),
      ...cellsOf(fewer, '-'),
    ]),
  );
}

function cellsOf({ requests, money }: Tally, sign = ''): [string, string] {
  const amounts = [...money].map(([currency, amount]) => formatMoney({ amount, currency }));
  return [requests === 0 ? '0' : `${sign}${requests}`, amounts.join(' + ')];
}
