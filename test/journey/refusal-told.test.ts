import { afterAll, beforeAll, expect, it } from 'vitest';
import { ana, type Harness, openHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

const until = <T>(look: () => T | undefined | null | false, say: string) => harness.workspace.until(look, { say });

it('a refusal reaches somebody who has closed the form as a direct message, once, with the way back to it', async () => {
  const me = harness.workspace.as(ana);
  await me.command('support', '/voucher apply 1010 20');
  await until(() => JSON.stringify(me.modal()?.view ?? {}).includes('Runs at once'), 'a form that shows what happens');
  harness.backOffice.setFaults([{ upstream: 'both', kind: 'fail', on: 'reads' }]);
  const sent = me.submit(undefined, { Reason: 'Waited in the rain' });
  await until(() => JSON.stringify(me.modal()?.view ?? {}).includes('You can close this'), 'a form that is being checked');
  await me.close(undefined, { all: true });
  await sent;
  const told = () =>
    harness.workspace.state.messages.get(`D${ana.slice(1)}`)?.filter(({ text }) => text.startsWith('Nothing was submitted')) ??
    [];
  await until(() => told().length > 0, 'a message that says so');
  const [message] = told();
  // What a phone shows holds neither the reason nor a name.
  expect(message?.text).toBe('Nothing was submitted: Apply a voucher');
  expect(JSON.stringify(message?.blocks)).toContain('Waited in the rain');
  expect(harness.backOffice.writes()).toEqual([]);
  harness.backOffice.setFaults([]);
  await me.click({ channel: message?.channel ?? '', ts: message?.ts ?? '' }, { text: 'Back to the form' });
  await until(() => JSON.stringify(me.modal()?.view ?? {}).includes('Waited in the rain'), 'the form with the reason in it');
  expect(told()).toHaveLength(1);
});
