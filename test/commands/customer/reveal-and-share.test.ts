import { describe, expect, it } from 'vitest';
import { revealButton, revealReasonForm } from '../../../src/commands/customer/reveal.ts';
import { shareButton } from '../../../src/commands/customer/share.ts';
import { Fault } from '../../../src/errors.ts';
import { deskPeople, openDesk } from '../../support/kit.ts';
import { readBlocks } from '../../views/read.ts';

const reason = (value: string) => ({ reason: { 'field:reason': { type: 'plain_text_input', value } } });
const about = 'customer:1010 branch:1';

describe('a reveal', () => {
  it('asks why first, and reads nothing for that', async () => {
    const desk = await openDesk();
    await revealButton.run(await desk.press(about));
    expect(readBlocks(desk.drawn.now().blocks)).toContain('Reason');
    expect(desk.drawn.now().private_metadata).toBe(about);
    expect(desk.calls()).toEqual([]);
  });

  it('is in the journal, with its reason, before anything is read, and is then shown to the one who asked', async () => {
    const desk = await openDesk();
    const { answer, after } = await revealReasonForm.run(desk.submission(reason('ticket 4711'), about));
    expect(desk.journal).toEqual([
      { kind: 'reveal.customer', actor: deskPeople.agent, data: { customer: 1010 }, personal: { reason: 'ticket 4711' } },
    ]);
    expect(answer.kind).toBe('update');
    expect(JSON.stringify(answer)).not.toContain('lena.novak');
    expect(desk.calls()).toEqual([]);
    await after?.();
    expect(readBlocks(desk.drawn.now('V-sent').blocks)).toContain('lena.novak@example.com');
  });

  it('that cannot be recorded shows nothing and reads nothing', async () => {
    const desk = await openDesk({ record: () => Promise.reject(new Fault('internal', 'The journal cannot be written.')) });
    await expect(revealReasonForm.run(desk.submission(reason('ticket 4711'), about))).rejects.toMatchObject({ code: 'internal' });
    expect(desk.calls()).toEqual([]);
    expect(desk.drawn.updates).toEqual([]);
  });

  it('without a reason is not recorded and not shown', async () => {
    const desk = await openDesk();
    for (const typed of ['', '  ', 'x']) {
      expect((await revealReasonForm.run(desk.submission(reason(typed), about))).answer.kind).toBe('errors');
    }
    expect(desk.journal).toEqual([]);
  });

  it('is refused to who may not, even with the form in hand', async () => {
    const desk = await openDesk();
    for (const person of [deskPeople.reader, deskPeople.guest, deskPeople.nobody]) {
      await expect(revealReasonForm.run(desk.submission(reason('because'), about, person))).rejects.toMatchObject({
        code: 'not_allowed',
      });
    }
    expect(desk.journal).toEqual([]);
    expect(desk.calls()).toEqual([]);
  });

  it('of a customer who cannot be read says so', async () => {
    const desk = await openDesk();
    const { after } = await revealReasonForm.run(desk.submission(reason('ticket 1'), 'customer:99 branch:1'));
    await after?.();
    expect(desk.drawn.now('V-sent').callback_id).toBe('problem');
  });

  it('takes hostile data without pinging anybody', async () => {
    const desk = await openDesk();
    const { after } = await revealReasonForm.run(desk.submission(reason('<!channel>'), 'customer:1007 branch:1'));
    await after?.();
    expect(readBlocks(desk.drawn.now('V-sent').blocks)).toContain('mallory@example.com');
  });
});

describe('a shared profile', () => {
  it('shows many people initials and id alone, and who shared it', async () => {
    const desk = await openDesk();
    const press = await desk.press(about);
    await shareButton.run(press);
    expect(press.said).toEqual([]);
    const [message] = press.shared;
    const whole = JSON.stringify(message);
    expect(whole).toContain('customer 1010');
    expect(whole).toContain(deskPeople.agent);
    expect(whole).not.toMatch(/Lena|Novak|example\.com/);
  });

  it('takes hostile data without pinging anybody', async () => {
    const desk = await openDesk();
    const press = await desk.press('customer:1007 branch:1');
    await shareButton.run(press);
    expect(press.shared).toHaveLength(1);
  });

  it('is not put into a channel that another company reads', async () => {
    const desk = await openDesk();
    const press = await desk.press(about, { kind: 'message', channel: 'C0PARTNERS', ts: '1.1', ephemeral: true });
    await expect(shareButton.run(press)).rejects.toMatchObject({ code: 'refused' });
    expect(press.shared).toEqual([]);
    expect(desk.calls()).toEqual([]);
  });

  it('is not sent from a place without a channel', async () => {
    const desk = await openDesk();
    const press = await desk.press(about, { kind: 'modal', viewId: 'V1', hash: '', metadata: '', callbackId: 'information' });
    await expect(shareButton.run(press)).rejects.toMatchObject({ code: 'bad_input' });
    expect(press.shared).toEqual([]);
  });
});
