import { afterAll, beforeAll, expect, it } from 'vitest';
import { ana, type Harness, openHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness({ prefix: 'wm-' });
});
afterAll(() => harness.close());

const shown = () => JSON.stringify([harness.workspace.as(ana).messages('support'), harness.workspace.as(ana).modal() ?? {}]);
/** A command without its prefix, if nothing that belongs to a path is before it. */
const bare = /(?<![\w/.:-])\/(customer|card|voucher|account|wheelhouse|approvals)(?![\w/-])/;

it('a command with its prefix is understood, and every answer names commands as they are called here', async () => {
  const me = harness.workspace.as(ana);
  await me.command('support', '/wm-wheelhouse help');
  await harness.workspace.until(() => shown().includes('/wm-customer'), { say: 'the help' });
  await me.command('support', '/wm-customer lookpu 1001');
  await harness.workspace.until(() => shown().includes('/wm-customer lookup'), { say: 'did you mean' });
  const texts = [...shown().matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text ?? '');
  expect(texts.length).toBeGreaterThan(3);
  expect(texts.filter((text) => bare.test(text))).toEqual([]);
});

it('a form opens, is sent and is answered', async () => {
  const me = harness.workspace.as(ana);
  await me.command('support', '/wm-voucher apply 1010 50');
  await harness.workspace.until(() => JSON.stringify(me.modal()?.view ?? {}).includes('Asks 1 lead'));
  await me.submit(undefined, { Reason: 'Lost half a day' });
  const isTold = () => me.messages('dm').some(({ text }) => text.includes('Waiting for approval'));
  expect(await harness.workspace.until(isTold, { say: 'the copy' })).toBe(true);
});
