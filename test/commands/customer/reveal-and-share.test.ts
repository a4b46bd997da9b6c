import { describe, expect, it } from 'vitest';
import { revealButton, revealReasonForm } from '../../../src/commands/customer/reveal.ts';
import { shareButton } from '../../../src/commands/customer/share.ts';
import { Fault } from '../../../src/errors.ts';
import { openCommandHarness, staff } from '../../support/command-harness.ts';
import { readBlocks } from '../../views/read.ts';

const reason = (value: string) => ({ reason: { 'field:reason': { type: 'plain_text_input', value } } });
const about = 'customer:1010 branch:1';

describe('a reveal', () => {
  it('asks why first, and reads nothing for that', async () => {
    const harness = await openCommandHarness();
    await revealButton.run(await harness.press(about));
    expect(readBlocks(harness.drawn.now().blocks)).toContain('Reason');
    expect(harness.drawn.now().private_metadata).toBe(about);
    expect(harness.calls()).toEqual([]);
  });

  it('is in the journal, with its reason, before anything is read, and is then shown to the one who asked', async () => {
    const harness = await openCommandHarness();
    const { answer, after } = await revealReasonForm.run(harness.submission(reason('ticket 4711'), about));
    expect(harness.journal).toEqual([
      { kind: 'reveal.customer', actor: staff.agent, data: { customer: 1010 }, personal: { reason: 'ticket 4711' } },
    ]);
    expect(answer.kind).toBe('update');
    expect(JSON.stringify(answer)).not.toContain('lena.novak');
    expect(harness.calls()).toEqual([]);
    await after?.();
    expect(readBlocks(harness.drawn.now('V-sent').blocks)).toContain('lena.novak@example.com');
  });

  it('that cannot be recorded shows nothing and reads nothing', async () => {
    const harness = await openCommandHarness({
      record: () => Promise.reject(new Fault('internal', 'The journal cannot be written.')),
    });
    await expect(revealReasonForm.run(harness.submission(reason('ticket 4711'), about))).rejects.toMatchObject({
      code: 'internal',
    });
    expect(harness.calls()).toEqual([]);
    expect(harness.drawn.updates).toEqual([]);
  });

  it('without a reason is not recorded and not shown', async () => {
    const harness = await openCommandHarness();
    for (const typed of ['', '  ', 'x']) {
      expect((await revealReasonForm.run(harness.submission(reason(typed), about))).answer.kind).toBe('errors');
    }
    expect(harness.journal).toEqual([]);
  });

  it('is refused to who may not, even with the form in hand', async () => {
    const harness = await openCommandHarness();
    for (const person of [staff.reader, staff.guest, staff.nobody]) {
      await expect(revealReasonForm.run(harness.submission(reason('because'), about, person))).rejects.toMatchObject({
        code: 'not_allowed',
      });
    }
    expect(harness.journal).toEqual([]);
    expect(harness.calls()).toEqual([]);
  });

  it('of a customer who cannot be read says so', async () => {
    const harness = await openCommandHarness();
    const { after } = await revealReasonForm.run(harness.submission(reason('ticket 1'), 'customer:99 branch:1'));
    await after?.();
    expect(harness.drawn.now('V-sent').callback_id).toBe('problem');
  });

  it('takes hostile data without pinging anybody', async () => {
    const harness = await openCommandHarness();
    const { after } = await revealReasonForm.run(harness.submission(reason('<!channel>'), 'customer:1007 branch:1'));
    await after?.();
    expect(readBlocks(harness.drawn.now('V-sent').blocks)).toContain('mallory@example.com');
  });
});

describe('a shared profile', () => {
  it('shows many people initials and id alone, and who shared it', async () => {
    const harness = await openCommandHarness();
    const press = await harness.press(about);
    await shareButton.run(press);
    expect(press.said).toEqual([]);
    const [message] = press.shared;
    const whole = JSON.stringify(message);
    expect(whole).toContain('customer 1010');
    expect(whole).toContain(staff.agent);
    expect(whole).not.toMatch(/Lena|Novak|example\.com/);
  });

  it('takes hostile data without pinging anybody', async () => {
    const harness = await openCommandHarness();
    const press = await harness.press('customer:1007 branch:1');
    await shareButton.run(press);
    expect(press.shared).toHaveLength(1);
  });

  it('is not put into a channel that another company reads', async () => {
    const harness = await openCommandHarness();
    const press = await harness.press(about, { kind: 'message', channel: 'C0PARTNERS', ts: '1.1', ephemeral: true });
    await expect(shareButton.run(press)).rejects.toMatchObject({ code: 'refused' });
    expect(press.shared).toEqual([]);
    expect(harness.calls()).toEqual([]);
  });

  it('is not sent from a place without a channel', async () => {
    const harness = await openCommandHarness();
    const press = await harness.press(about, { kind: 'modal', viewId: 'V1', hash: '', metadata: '', callbackId: 'information' });
    await expect(shareButton.run(press)).rejects.toMatchObject({ code: 'bad_input' });
    expect(press.shared).toEqual([]);
  });
});
