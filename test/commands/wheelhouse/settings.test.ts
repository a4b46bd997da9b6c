import { expect, it } from 'vitest';
import { settingsCommand, settingsPageButton } from '../../../src/commands/wheelhouse/settings.ts';
import { deskPeople, lastOf, openDesk } from '../../support/kit.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

it('settings are found by a part of their key and say what they are where', async () => {
  const desk = await openDesk();
  const interaction = await desk.command();
  await settingsCommand.run(interaction, ['phone']);
  const text = readBlocks(lastOf(interaction).blocks);
  expect(text).toContain('1 setting for “phone”');
  expect(text).toContain('everywhere else: +4315550000');
  expect(text).toContain('Graz: +4315550002');
  expect(desk.calls().filter((call) => call.includes('/settings'))).toHaveLength(2);
});

it('a setting that looks like a secret is not shown', async () => {
  const desk = await openDesk();
  desk.office.world.settings.push({
    key: 'SMS_API_KEY',
    scope: 'SHARED',
    description: 'For texts',
    value: 'hush',
    branchIds: [0],
  });
  const interaction = await desk.command();
  await settingsCommand.run(interaction, ['sms']);
  expect(readBlocks(lastOf(interaction).blocks)).toContain('SMS');
  expect(JSON.stringify(lastOf(interaction))).not.toContain('hush');
});

it('many settings come page by page', async () => {
  const desk = await openDesk();
  for (let at = 0; at < 12; at += 1)
    desk.office.world.settings.push({ key: `EXTRA_${at}`, scope: 'SHARED', description: 'x', value: at, branchIds: [0] });
  const interaction = await desk.command();
  await settingsCommand.run(interaction, ['extra']);
  const next = buttonObjects(lastOf(interaction).blocks).find(({ text }) => text === 'Next');
  const press = await desk.press(next?.value ?? '', undefined, deskPeople.agent);
  await settingsPageButton.run(press);
  expect(readBlocks(lastOf(press).blocks)).toContain('EXTRA_9');
  expect(buttonObjects(lastOf(press).blocks).map(({ text }) => text)).toEqual(['Previous']);
});

it('a page button of another version says so', async () => {
  const desk = await openDesk();
  await expect(settingsPageButton.run(await desk.press('page:1'))).rejects.toMatchObject({ code: 'bad_input' });
});
