import { describe, expect, it } from 'vitest';
import type { Kit } from '../../../src/commands/kit.ts';
import { mediaButton, mediaReasonForm } from '../../../src/commands/verification/media.ts';
import { verificationShow } from '../../../src/commands/verification/show.ts';
import { Fault } from '../../../src/errors.ts';
import { deskPeople, lastOf, openDesk } from '../../support/kit.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

const reason = (value: string) => ({ reason: { 'field:reason': { type: 'plain_text_input', value } } });

async function openMediaDesk(media: 'dm' | 'never' = 'dm', record?: Kit['approvals']['record']) {
  const desk = await openDesk(record === undefined ? {} : { record });
  desk.kit.policy = { ...desk.kit.policy, privacy: { ...desk.kit.policy.privacy, media } };
  const file = [...desk.office.world.verifications.values()]
    .filter(({ guserId, type }) => guserId === 1003 && type === 'DRIVING_LICENSE')
    .flatMap(({ attempts }) => attempts.flatMap((attempt) => attempt.media))[0];
  if (file === undefined) throw new Error('no picture');
  return { ...desk, file: file.fileUuid, about: `media:${file.fileUuid} customer:1003` };
}

describe('a picture, where the policy says dm', () => {
  it('has a button, and the note says what it does', async () => {
    const desk = await openMediaDesk();
    const interaction = await desk.command();
    await verificationShow.command.run(interaction, ['1003']);
    const { blocks } = lastOf(interaction);
    expect(buttonObjects(blocks).map(({ value }) => value)).toContain(desk.about);
    expect(readBlocks(blocks)).toContain('is deleted after ten minutes. It is recorded.');
  });

  it('is asked for with a reason first, and nothing is read for that', async () => {
    const desk = await openMediaDesk();
    await mediaButton.run(await desk.press(desk.about));
    expect(readBlocks(desk.drawn.now().blocks)).toContain('Reason');
    expect(desk.drawn.now().private_metadata).toBe(desk.about);
    for (const typed of ['', 'x']) {
      expect((await mediaReasonForm.run(desk.submission(reason(typed), desk.about))).answer.kind).toBe('errors');
    }
    expect(desk.journal).toEqual([]);
    expect(desk.calls()).toEqual([]);
  });

  it('is in the journal before it is read, and then comes to the one who asked alone', async () => {
    const desk = await openMediaDesk();
    const { after } = await mediaReasonForm.run(desk.submission(reason('ticket 4711'), desk.about));
    expect(desk.journal).toEqual([
      {
        kind: 'reveal.media',
        actor: deskPeople.agent,
        data: { customer: 1003, file: desk.file },
        personal: { reason: 'ticket 4711' },
      },
    ]);
    expect(desk.calls()).toEqual([]);
    await after?.();
    expect(desk.drawn.files).toMatchObject([{ person: deskPeople.agent, name: 'front.png' }]);
    expect(desk.drawn.files[0]?.bytes.length).toBeGreaterThan(0);
    expect(readBlocks(desk.drawn.now('V-sent').blocks)).toContain('It is deleted at 11:10');
  });

  it('that cannot be recorded is neither read nor sent', async () => {
    const desk = await openMediaDesk('dm', () => Promise.reject(new Fault('internal', 'The journal cannot be written.')));
    await expect(mediaReasonForm.run(desk.submission(reason('ticket 1'), desk.about))).rejects.toMatchObject({
      code: 'internal',
    });
    expect(desk.calls()).toEqual([]);
    expect(desk.drawn.files).toEqual([]);
  });

  it('of somebody else than the record would say is not sent', async () => {
    const desk = await openMediaDesk();
    const { after } = await mediaReasonForm.run(desk.submission(reason('ticket 1'), `media:${desk.file} customer:1001`));
    await after?.();
    expect(desk.drawn.files).toEqual([]);
    expect(desk.calls().filter((call) => call.includes('/media/'))).toEqual([]);
    expect(desk.drawn.now('V-sent').callback_id).toBe('problem');
  });

  it('is refused to who may not see verifications', async () => {
    const desk = await openMediaDesk();
    for (const person of [deskPeople.reader, deskPeople.guest, deskPeople.nobody]) {
      await expect(mediaReasonForm.run(desk.submission(reason('because'), desk.about, person))).rejects.toMatchObject({
        code: 'not_allowed',
      });
    }
    expect(desk.journal).toEqual([]);
  });
});

it('where the policy says never, neither a button nor a form that was kept brings a picture', async () => {
  const desk = await openMediaDesk('never');
  await expect(mediaButton.run(await desk.press(desk.about))).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(mediaReasonForm.run(desk.submission(reason('because'), desk.about))).rejects.toMatchObject({
    code: 'not_allowed',
  });
  expect(desk.journal).toEqual([]);
});
