import { describe, expect, it } from 'vitest';
import type { AppContext } from '../../../src/commands/app-context.ts';
import { mediaButton, mediaReasonForm } from '../../../src/commands/verification/media.ts';
import { verificationShow } from '../../../src/commands/verification/show.ts';
import { Fault } from '../../../src/errors.ts';
import { lastOf, openCommandHarness, staff } from '../../support/command-harness.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

const reason = (value: string) => ({ reason: { 'field:reason': { type: 'plain_text_input', value } } });

async function openMediaHarness(media: 'dm' | 'never' = 'dm', record?: AppContext['approvals']['record']) {
  const harness = await openCommandHarness(record === undefined ? {} : { record });
  harness.app.policy = { ...harness.app.policy, privacy: { ...harness.app.policy.privacy, media } };
  const file = [...harness.backOffice.world.verifications.values()]
    .filter(({ guserId, type }) => guserId === 1003 && type === 'DRIVING_LICENSE')
    .flatMap(({ attempts }) => attempts.flatMap((attempt) => attempt.media))[0];
  if (file === undefined) throw new Error('no picture');
  return { ...harness, file: file.fileUuid, about: `media:${file.fileUuid} customer:1003` };
}

describe('a picture, if the policy says dm', () => {
  it('has a button, and the note says what it does', async () => {
    const harness = await openMediaHarness();
    const interaction = await harness.command();
    await verificationShow.command.run(interaction, ['1003']);
    const { blocks } = lastOf(interaction);
    expect(buttonObjects(blocks).map(({ value }) => value)).toContain(harness.about);
    expect(readBlocks(blocks)).toContain('is deleted after ten minutes. This is logged.');
  });

  it('is asked for with a reason first, and nothing is read for that', async () => {
    const harness = await openMediaHarness();
    await mediaButton.run(await harness.press(harness.about));
    expect(readBlocks(harness.drawn.now().blocks)).toContain('Reason');
    expect(harness.drawn.now().private_metadata).toBe(harness.about);
    for (const typed of ['', 'x']) {
      expect((await mediaReasonForm.run(harness.submission(reason(typed), harness.about))).answer.kind).toBe('errors');
    }
    expect(harness.journal).toEqual([]);
    expect(harness.calls()).toEqual([]);
  });

  it('is in the journal before it is read, and then comes to the one who asked alone', async () => {
    const harness = await openMediaHarness();
    const { after } = await mediaReasonForm.run(harness.submission(reason('ticket 4711'), harness.about));
    expect(harness.journal).toEqual([
      {
        kind: 'reveal.media',
        actor: staff.agent,
        data: { customer: 1003, file: harness.file },
        personal: { reason: 'ticket 4711' },
      },
    ]);
    expect(harness.calls()).toEqual([]);
    await after?.();
    expect(harness.drawn.files).toMatchObject([{ person: staff.agent, name: 'front.png' }]);
    expect(harness.drawn.files[0]?.bytes.length).toBeGreaterThan(0);
    expect(readBlocks(harness.drawn.now('V-sent').blocks)).toContain('It is deleted at 11:10');
  });

  it('that cannot be recorded is neither read nor sent', async () => {
    const harness = await openMediaHarness('dm', () => Promise.reject(new Fault('internal', 'The journal cannot be written.')));
    await expect(mediaReasonForm.run(harness.submission(reason('ticket 1'), harness.about))).rejects.toMatchObject({
      code: 'internal',
    });
    expect(harness.calls()).toEqual([]);
    expect(harness.drawn.files).toEqual([]);
  });

  it('of somebody else than the record would say is not sent', async () => {
    const harness = await openMediaHarness();
    const { after } = await mediaReasonForm.run(harness.submission(reason('ticket 1'), `media:${harness.file} customer:1001`));
    await after?.();
    expect(harness.drawn.files).toEqual([]);
    expect(harness.calls().filter((call) => call.includes('/media/'))).toEqual([]);
    expect(harness.drawn.now('V-sent').callback_id).toBe('problem');
  });

  it('is refused to who may not see verifications', async () => {
    const harness = await openMediaHarness();
    for (const person of [staff.reader, staff.guest, staff.nobody]) {
      await expect(mediaReasonForm.run(harness.submission(reason('because'), harness.about, person))).rejects.toMatchObject({
        code: 'not_allowed',
      });
    }
    expect(harness.journal).toEqual([]);
  });
});

it('if the policy says never, neither a button nor a form that was kept brings a picture', async () => {
  const harness = await openMediaHarness('never');
  await expect(mediaButton.run(await harness.press(harness.about))).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(mediaReasonForm.run(harness.submission(reason('because'), harness.about))).rejects.toMatchObject({
    code: 'not_allowed',
  });
  expect(harness.journal).toEqual([]);
});
