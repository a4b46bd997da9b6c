import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { until } from '../fakes/server.ts';
import type { Hands } from '../hands.ts';
import { anna as annaId } from '../people.ts';
import { isWaiting } from '../reading.ts';
import { type Stage, slackWaitsMs, stage } from '../stage.ts';

let here: Stage;
let anna: Hands;
beforeAll(async () => {
  here = await stage();
  anna = here.as(annaId);
}, 180_000);
afterEach(() => here.operations.behave());
afterAll(() => here.stop());

const templates = ({ path }: { path: string }) => path === '/ops/voucherables';
const everything = () => true;

test.each([
  ['/voucher apply 1001', 'everything', everything],
  ['/voucher apply account:ZUCKER', 'everything', everything],
  ['/voucher apply 1001 CARE20', 'the list of templates', templates],
  ['/voucher apply 1001 CARE20', 'everything', everything],
])(
  '%s comes or says what is wrong within 15 s while the back office hangs for %s',
  async (line, _, match) => {
    here.operations.misbehave(match, { kind: 'timeout' });
    const began = Date.now();
    const { before } = await anna.type(line);
    await until(
      'a form or a word',
      () => {
        const view = before.view();
        return before.ephemerals().length > 0 || (view?.open && !isWaiting(view.view.blocks));
      },
      35_000,
    );
    expect(Date.now() - began).toBeLessThan(15_000);
  },
  180_000,
);

test('options are acked in time while the back office hangs', async () => {
  const form = await anna.form('/card assign');
  here.operations.misbehave(() => true, { kind: 'timeout' });
  await anna.options(form, 'Customer', 'Quasten');
  expect(here.slack.acks.at(-1)?.ms).toBeLessThan(slackWaitsMs);
});
