import { expect, it } from 'vitest';
import { settingsRead } from '../../../src/commands/wheelhouse/settings.ts';
import { lastOf, openCommandHarness, staff } from '../../support/command-harness.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

it('settings are found by a part of their key and say what they are where', async () => {
  const harness = await openCommandHarness();
  const interaction = await harness.command();
  await settingsRead.command.run(interaction, ['phone']);
  const text = readBlocks(lastOf(interaction).blocks);
  expect(text).toContain('1 setting for “phone”');
  expect(text).toContain('everywhere else: +4315550000');
  expect(text).toContain('Graz: +4315550002');
  expect(harness.calls().filter((call) => call.includes('/settings'))).toHaveLength(2);
});

it('a setting that looks like a secret is not shown', async () => {
  const harness = await openCommandHarness();
  harness.backOffice.world.settings.push({
    key: 'SMS_API_KEY',
    scope: 'SHARED',
    description: 'For texts',
    value: 'hush',
    branchIds: [0],
  });
  const interaction = await harness.command();
  await settingsRead.command.run(interaction, ['sms']);
  expect(readBlocks(lastOf(interaction).blocks)).toContain('SMS');
  expect(JSON.stringify(lastOf(interaction))).not.toContain('hush');
});

it('many settings come page by page', async () => {
  const harness = await openCommandHarness();
  for (let at = 0; at < 12; at += 1)
    harness.backOffice.world.settings.push({ key: `EXTRA_${at}`, scope: 'SHARED', description: 'x', value: at, branchIds: [0] });
  const interaction = await harness.command();
  await settingsRead.command.run(interaction, ['extra']);
  const next = buttonObjects(lastOf(interaction).blocks).find(({ text }) => text === 'Next');
  const press = await harness.press(next?.value ?? '', undefined, staff.agent);
  await settingsRead.buttons[0]?.run(press);
  expect(readBlocks(lastOf(press).blocks)).toContain('EXTRA_9');
  expect(buttonObjects(lastOf(press).blocks).map(({ text }) => text)).toEqual(['Previous']);
});

it('a page button of another version says so', async () => {
  const harness = await openCommandHarness();
  await expect(settingsRead.buttons[0]?.run(await harness.press('page:1'))).rejects.toMatchObject({ code: 'bad_input' });
});
