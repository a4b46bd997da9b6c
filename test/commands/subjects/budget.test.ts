import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ana, type Harness, lea, milan, openHarness } from '../../support/harness.ts';

const limit = 20;
const policy = readFileSync(new URL('../../../sandbox/policy.yml', import.meta.url), 'utf8').replace(
  /^owners: .*$/m,
  `owners: [${milan}]\ndailyBudget: ${limit}`,
);

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness({ policy });
});
afterAll(() => harness.close());

const used = async () => {
  const metrics = await (await fetch(`http://127.0.0.1:${harness.app.port}/metrics`)).text();
  expect(metrics).toContain(`wheelhouse_upstream_reads_budget ${limit}\n`);
  return Number(/^wheelhouse_upstream_reads_today (\d+)$/m.exec(metrics)?.[1]);
};
const answers = (person: string) =>
  harness.workspace
    .as(person)
    .messages('support')
    .filter(({ from, ephemeral }) => from === 'app' && ephemeral);
async function lookUp(person: string, words: string): Promise<string> {
  const before = answers(person).length;
  await harness.workspace.as(person).command('support', `/customer lookup ${words}`);
  const answer = await harness.workspace.until(() => answers(person)[before], { say: 'an answer' });
  return JSON.stringify(answer);
}
const reads = () =>
  harness.backOffice.calls().filter(({ method, path }) => method === 'GET' && !path.startsWith('/auth/')).length;
const told = (words: RegExp) =>
  harness.workspace.until(
    () =>
      harness.workspace
        .as(milan)
        .messages('dm')
        .some(({ text }) => words.test(text)),
    { say: `the owner told ${words}` },
  );

it('every read is counted, and /metrics says how many of how many', async () => {
  expect(await lookUp(ana, '1010')).toContain('Lena Novak');
  expect(await used()).toBe(reads());
  expect(await used()).toBeGreaterThan(4);
});

it('the owners are told at four fifths and when all is used, once each', async () => {
  while (reads() < limit) expect(await lookUp(ana, '1010')).toContain('Lena Novak');
  expect(await told(/of today’s 20 calls/)).toBe(true);
  expect(await told(/20 calls to the back office is used up/)).toBe(true);
  await lookUp(ana, '1010');
  const all = harness.workspace
    .as(milan)
    .messages('dm')
    .filter(({ text }) => text.includes('dailyBudget'));
  expect(all).toHaveLength(2);
  expect(harness.lines.some((line) => line.includes('daily budget of upstream calls'))).toBe(true);
});

it('a restart does not forget it', async () => {
  // /metrics answers what it answered a moment ago.
  await expect.poll(used).toBe(reads());
  const before = await used();
  await harness.restart();
  expect(await used()).toBe(before);
});

it('then a look-up still works, and what it can do without says that it waits', async () => {
  const answer = await lookUp(ana, '1010');
  expect(answer).toContain('Lena Novak');
  expect(answer).toContain('calls to the back office are used up');
});

it('search as somebody types rests, in words, and makes no call', async () => {
  await harness.workspace.as(lea).command('support', '/card assign');
  const me = harness.workspace.as(lea);
  await harness.workspace.until(() => JSON.stringify(me.modal()?.view ?? {}).includes('action:card.assign'), {
    timeoutMs: 60_000,
  });
  const before = reads();
  const offered = await me.options('modal', { label: 'Customer' }, 'novak');
  expect(JSON.stringify(offered)).toContain('Search is paused until midnight UTC');
  expect(reads()).toBe(before);
  await me.close();
});

it('changes go on, with their checks and proofs', async () => {
  const me = harness.workspace.as(lea);
  await me.command('support', '/card assign HM-10002 1010');
  await harness.workspace.until(() => JSON.stringify(me.modal()?.view ?? {}).includes('"gate"'));
  await me.submit(undefined, { Reason: 'Asked for it' });
  await harness.workspace.until(() => JSON.stringify(me.modal()?.view ?? {}).includes('Done'), {
    timeoutMs: 60_000,
    say: 'Done',
  });
  expect(harness.backOffice.writes().filter(({ call, applied }) => call === 'cards.assign' && applied)).toHaveLength(1);
});

it('the next day begins with nothing used', async () => {
  harness.clock.forward(86_400_000);
  expect(await used()).toBe(0);
});
