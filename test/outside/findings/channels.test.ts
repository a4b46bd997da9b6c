import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../fakes/server.ts';
import { about, askLead, giveVoucher, says, someone } from '../flows.ts';
import type { Hands } from '../hands.ts';
import * as people from '../people.ts';
import { approvalsChannel, opsChannel } from '../policy.ts';
import { type Stage, stage } from '../stage.ts';

let here: Stage;
let anna: Hands;
beforeAll(async () => {
  here = await stage();
  anna = here.as(people.anna);
}, 180_000);
afterAll(() => here.stop());

test('a business account is told to a channel by its id, as a customer is', async () => {
  const form = await anna.form('/voucher apply account:ZUCKER CARE20', /Runs at once|Asks/);
  await anna.fill(form, { Reason: 'Late delivery' });
  await anna.submit(form);
  const line = await until('ops told', () => here.channel(opsChannel).find((message) => /Goodwill 20/.test(says(message))));
  expect(says(line)).toContain('4001');
  expect(says(line)).not.toContain('Zuckerbäcker');
});

test('a reason that names the customer does not carry the name into a channel', async () => {
  const card = await askLead(here, anna, 1001, 'CARE50', 'Wilhelmina Quastenflosser called, wilhelmina.q@kundenpost.example');
  expect(JSON.stringify(card)).not.toMatch(/Quastenflosser|wilhelmina\.q@/);
});

test('a rule’s channel that is gone does not swallow the request: somebody who may decide, or the asker, is told', async () => {
  const one = someone(here);
  here.slack.channels.delete(approvalsChannel);
  await giveVoucher(here, anna, one.id, 'CARE50');
  const found = await until(
    'a word to somebody',
    () =>
      here.slack.messages.find(
        (message) => message.channel !== here.slack.dm(people.anna) && says(message).includes(String(one.id)),
      ) ?? about(here, here.slack.dm(people.anna), one.id).find((message) => /channel|could not|post/i.test(says(message))),
    90_000,
  );
  expect(found).toBeDefined();
}, 180_000);
