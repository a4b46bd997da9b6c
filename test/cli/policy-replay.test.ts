import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replayPolicy } from '../../src/cli/policy-replay.ts';
import { reportGoodwill } from '../../src/cli/report.ts';
import { socketPathOf, throughSocket } from '../../src/journal/socket-client.ts';
import { openSocketServer } from '../../src/journal/socket-server.ts';
import { sourceOf } from '../../src/journal/source.ts';
import { freshDatabase } from '../support/database.ts';
import { askFor, openGate, stateOf } from '../support/gate.ts';
import { silentLog } from '../support/log.ts';
import { people, testPolicy } from '../support/people.ts';
import { fileWith, wheelhouse } from './run.ts';

/** Everything up to €100 runs unasked, and a second such gift to the same customer does not. */
const other = fileWith(
  testPolicy.replace(
    /approvals:[\s\S]*/,
    `approvals:
  - { name: generous, match: { action: voucher.apply, amount: { max: 100 }, sameCustomer: { max: 100, within: 30d } }, require: none }
  - { name: board, match: { action: voucher.apply }, require: { role: board, count: 2 } }
`,
  ),
  'other.yml',
);

let files: Awaited<ReturnType<typeof freshDatabase>>;
let now: Date;

/** What the real gate writes into the journal when six requests are asked, decided and carried out. */
beforeAll(async () => {
  files = await freshDatabase();
  const gate = openGate(files.database);
  const ask = async (amount: number, customer: number, state: string, asker: string = people.agent) => {
    const id = await askFor(gate, amount, { customer, asker });
    await stateOf(gate, id, state);
    return id;
  };
  const longAgo = await ask(20, 9, 'done');
  expect(longAgo).not.toBe('');
  gate.clock.forward(100 * 86_400_000);
  await ask(20, 1, 'done');
  const rejected = await ask(60, 2, 'pending');
  await gate.approvals.decide({ id: rejected, person: people.lead, verdict: 'reject', reason: 'No.' });
  await stateOf(gate, rejected, 'rejected');
  const approved = await ask(50.5, 2, 'pending', people.other);
  await gate.approvals.decide({ id: approved, person: people.lead, verdict: 'approve' });
  await stateOf(gate, approved, 'done');
  await ask(300, 3, 'pending');
  await ask(15, 4, 'done');
  await ask(10, 4, 'done', people.other);
  now = gate.clock.now();
  await gate.stop();
});
afterAll(async () => {
  await files.remove();
  rmSync(files.directory, { recursive: true, force: true });
});

it('wheelhouse report goodwill tells what was given, by the journal alone', async () => {
  const socket = await openSocketServer(files.directory, sourceOf(files.database.db, undefined), silentLog);
  try {
    const deps = { environment: { DATA_DIR: files.directory }, clock: { now: () => now, sleep: async () => undefined } };
    const { lines, code } = await reportGoodwill(deps, { since: '30d' });
    expect(code).toBe(0);
    expect(lines).toContain('In all €95.50 in 4 vouchers.');
    expect(lines.join('\n')).not.toContain('By person');
    const csv = await reportGoodwill(deps, { since: '365d', csv: true });
    expect(csv.lines.join().split('\r\n')).toEqual([
      'branch,template,rule,currency,vouchers,amount',
      '1,,goodwill,EUR,1,50.5',
      '1,,small goodwill,EUR,4,65',
    ]);
    expect(await reportGoodwill(deps, { since: 'a month' })).toMatchObject({
      code: 2,
      lines: [expect.stringContaining('--since a month: write a duration')],
    });
  } finally {
    await socket.close();
  }
});

it('the process that holds the database now is asked, also right after another has ended', async () => {
  const source = sourceOf(files.database.db, undefined);
  for (let round = 0; round < 4; round += 1) {
    const socket = await openSocketServer(files.directory, source, silentLog);
    const through = throughSocket(socketPathOf(files.directory));
    expect([await through.entries(0, 1), await through.heads()]).toEqual([await source.entries(0, 1), await source.heads()]);
    await socket.close();
  }
});

describe('wheelhouse policy replay', () => {
  const replayed = (since = '90d', file = other, environment: Readonly<Record<string, string>> = { DATA_DIR: files.directory }) =>
    replayPolicy({ environment, clock: { now: () => now, sleep: async () => undefined } }, file, { since });

  it('asks the process that holds the embedded database, and says how many more or fewer would have waited, for whom, and how much money', async () => {
    const source = sourceOf(files.database.db, undefined);
    const socket = await openSocketServer(files.directory, source, silentLog);
    try {
      const { lines, code } = await replayed();
      expect(code).toBe(0);
      expect(lines[0]).toBe(
        `6 requests of the last 90 days (since ${sinceDay()}), in the journal in ${files.directory}, through the process that runs on it.`,
      );
      const text = lines.join('\n');
      const row = (label: string) =>
        text
          .split('\n')
          .find((line) => line.startsWith(label))
          ?.slice(label.length)
          .trim()
          .split(/\s{2,}/);
      expect(row('Waited for approval')).toEqual(['3', '€410.50']);
      // The rejected 60 would have run, so the 50.50 for the same customer would not.
      expect(row(`Would wait with ${other}`)).toEqual(['2', '€350.50']);
      expect(row('  more: ran at once, would wait')).toEqual(['0']);
      expect(row('  fewer: waited, would run at once')).toEqual(['-1', '€60']);
      expect(row('  wait all the same, for other people')).toEqual(['1', '€50.50']);
      expect(row('Rejected, expired or cancelled; would have run')).toEqual(['1', '€60']);
      expect(row(people.agent)).toEqual(['4', '2', '1', '0', '-1', '€60']);
      expect(row(people.other)).toEqual(['2', '1', '1', '0', '0']);
      expect(row('goodwill')).toEqual(['2', '2', '1', '0', '-1', '€60']);
      expect(row('large goodwill')).toEqual(['1', '1', '1', '0', '0']);
      expect(row('board')).toEqual(['2', '2', '2', '0', '0']);
    } finally {
      await socket.close();
    }
  });

  it('reads the database itself when nobody holds it, and looks back as far as it is told to', async () => {
    await files.database.close();
    const far = await replayed('200d');
    expect(far.lines[0]).toContain('7 requests of the last 200 days');
    expect(far.lines[0]).toMatch(new RegExp(`in the journal in ${files.directory}\\.$`));
    now = new Date(now.getTime() + 365 * 86_400_000);
    const none = await replayed('30d');
    expect(none).toMatchObject({ code: 0, lines: [expect.stringContaining('0 requests of the last 30 days')] });
    await files.again();
  });

  it('is exit code 1 for a policy file that is wrong, and 2 if there is no journal or the time makes no sense', async () => {
    const wrong = await replayed('90d', fileWith('version: 2\n'));
    expect([wrong.code, wrong.lines.length > 0]).toEqual([1, true]);
    expect(await replayed('3 months')).toEqual({
      code: 2,
      lines: ['--since 3 months: write a duration such as 12h, 30d or 90d.'],
    });
    const nowhere = await replayed('90d', other, { DATA_DIR: '/nowhere' });
    expect(nowhere).toMatchObject({ code: 2, lines: [expect.stringContaining('There is no journal in /nowhere')] });
  });

  it('is a command', async () => {
    const ended = await wheelhouse(['policy', 'replay', other, '--since', '30d'], { DATA_DIR: '/nowhere' });
    expect(ended).toMatchObject({ code: 2, stdout: expect.stringContaining('There is no journal') });
  });

  const sinceDay = () =>
    new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(now.getTime() - 90 * 86_400_000),
    );
});
