import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ana, type Harness, lea, openHarness } from '../support/harness.ts';

const inAll = (harness: Harness, person: string, channel: string) =>
  harness.workspace
    .as(person)
    .messages(channel)
    .map(({ text, blocks }) => `${text}\n${JSON.stringify(blocks)}`);

describe.each(['http', 'socket'] as const)('the first day, over %s', (transport) => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await openHarness({ transport });
  });
  afterAll(() => harness.close());

  const until = <T>(look: () => T | undefined | null | false, say: string) => harness.workspace.until(look, { say });
  const said = (person: string, channel: string, words: string) =>
    until(() => inAll(harness, person, channel).find((text) => text.includes(words)), `“${words}” in ${channel}`);
  const modalSays = (person: string, words: string) =>
    until(() => JSON.stringify(harness.workspace.as(person).modal()?.view ?? {}).includes(words), `a modal that says “${words}”`);

  it('looks a customer up, sees why she cannot drive, accepts the terms', async () => {
    const me = harness.workspace.as(ana);
    const typed = await me.command('support', '/customer lookup Lena Novak');
    expect(typed.ok).toBe(true);
    const profile = await said(ana, 'support', 'Can’t rent');
    expect(profile).toContain('terms');
    const [message] = me.messages('support').slice(-1);
    await me.click({ channel: message?.channel ?? '', ts: message?.ts ?? '' }, { text: 'Accept terms' });
    await modalSays(ana, 'Runs at once');
    await me.submit(undefined, { Reason: 'Agreed on the phone' });
    await modalSays(ana, 'Done');
    expect(harness.backOffice.writes().map(({ call }) => call)).toEqual(['customers.acceptTerms']);
  });

  it('sees the profile turn green by itself, in its place', async () => {
    await said(ana, 'support', 'Can rent in Vienna');
    expect(inAll(harness, ana, 'support').join('')).not.toContain('Can’t rent');
    expect(harness.workspace.as(ana).messages('support')).toHaveLength(1);
  });

  it('assigns a card', async () => {
    const me = harness.workspace.as(ana);
    await me.close(undefined, { all: true });
    await me.command('support', '/card assign HM-10002 1010');
    await modalSays(ana, 'Assign card HM-10002');
    await me.submit(undefined, {});
    await modalSays(ana, 'Done');
    expect(harness.backOffice.writes().filter(({ call }) => call === 'cards.assign')).toHaveLength(1);
  });

  it('applies 20 EUR at once, and 50 EUR when a lead says yes', async () => {
    const me = harness.workspace.as(ana);
    await me.close(undefined, { all: true });
    await me.command('support', '/voucher apply 1010 20');
    await modalSays(ana, 'Runs at once');
    await me.submit(undefined, { Reason: 'Waited in the rain' });
    await modalSays(ana, 'Done');
    await me.close(undefined, { all: true });
    await me.command('support', '/voucher apply 1010 50');
    await modalSays(ana, 'Asks 1 lead');
    await me.submit(undefined, { Reason: 'Lost half a day' });
    await said(lea, 'approvals', 'Waiting for approval');
    const lead = harness.workspace.as(lea);
    const card = lead.messages('approvals').at(-1);
    const pressed = await lead.click({ channel: 'C0APPROVALS', ts: card?.ts ?? '' }, { text: 'Approve' });
    expect(pressed.ok).toBe(true);
    await said(lea, 'approvals', 'Done');
    await said(ana, 'dm', 'Done');
    await said(ana, 'ops-log', '50');
    expect(harness.backOffice.writes().filter(({ call }) => call === 'vouchers.applyToCustomer')).toHaveLength(2);
    expect(inAll(harness, lea, 'approvals').join('')).not.toContain('Lena Novak');
    expect(harness.workspace.refusals).toEqual([]);
  });

  it('writes no personal data and no secret into the log', () => {
    const log = harness.lines.join('');
    expect(log.length).toBeGreaterThan(0);
    for (const secret of [
      'xoxb-desk',
      'xapp-desk',
      'desk-signing-secret',
      'Novak',
      'Lena',
      harness.backOffice.operations.clientKey,
    ])
      expect(log).not.toContain(secret);
  });
});
