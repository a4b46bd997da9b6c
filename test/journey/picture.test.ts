import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ana, type Harness, openHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  const policy = readFileSync(new URL('../../sandbox/policy.yml', import.meta.url), 'utf8');
  harness = await openHarness({ policy: policy.replace('privacy: { mask: true }', 'privacy: { mask: true, media: dm }') });
});
afterAll(() => harness.close());

const until = <T>(look: () => T | undefined | null | false, say: string) => harness.workspace.until(look, { say });
const pictures = () => [...harness.workspace.state.messages.values()].flat().filter(({ file }) => file !== undefined);

it('a picture is in the asker’s own direct message, and gone after ten minutes, also when the app was started over meanwhile', async () => {
  const me = harness.workspace.as(ana);
  await me.command('support', '/verification show 1003');
  const shown = await until(
    () => me.messages('support').find(({ text }) => text.includes('Verification of Sofia Marino')),
    'the verification',
  );
  const label = /"text":"(Front side of [^"]+)"/.exec(JSON.stringify(shown.blocks))?.[1] ?? 'no button';
  await me.click({ channel: shown.channel, ts: shown.ts }, { text: label });
  await until(() => me.modal()?.view.callback_id === 'verification.media.form', 'the form');
  await me.submit(undefined, { Reason: 'ticket 4711' });
  await until(() => JSON.stringify(me.modal()?.view ?? {}).includes('It is deleted at'), 'that it was sent');
  expect(pictures()).toMatchObject([{ channel: `D${ana.slice(1)}`, file: { name: 'front.png' } }]);
  await harness.restart();
  harness.workspace.fail('files.delete', { error: 'internal_error', times: 1 });
  harness.clock.forward(10 * 60_000);
  await until(() => harness.workspace.apiCalls.some(({ method }) => method === 'files.delete'), 'a first try');
  expect(pictures()).toHaveLength(1);
  // The next try is counted from when the first has failed, which may be after the clock was moved.
  await until(() => {
    harness.clock.forward(5_000);
    return pictures().length === 0;
  }, 'the picture to be gone');
  expect(harness.workspace.refusals).toEqual([]);
  expect(harness.lines.join('')).not.toContain('Marino');
});
