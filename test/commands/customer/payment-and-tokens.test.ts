import { describe, expect, it } from 'vitest';
import { paymentRead } from '../../../src/commands/customer/payment.ts';
import { tokensRead } from '../../../src/commands/customer/tokens.ts';
import { actionIds } from '../../../src/views/ids.ts';
import { type CommandHarness, lastOf, openCommandHarness, staff } from '../../support/command-harness.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

async function shown(harness: CommandHarness, read: typeof paymentRead, words: readonly string[], person?: string) {
  const interaction = await harness.command(person);
  await read.command.run(interaction, words);
  const { blocks } = lastOf(interaction);
  return { text: readBlocks(blocks), buttons: buttonObjects(blocks) };
}

describe('/customer payment', () => {
  it('shows what may be seen, says that it may not be all, and gives the words to send in the customer’s language', async () => {
    const harness = await openCommandHarness();
    const [source] = harness.backOffice.world.paymentSources.get(1010) ?? [];
    const { text, buttons } = await shown(harness, paymentRead, ['1010']);
    expect(text).toContain('Lena Novak (customer 1010) has');
    expect(text).toContain(source?.label ?? 'a label');
    expect(text).toContain('Only payment methods Wheelhouse has access to are listed');
    expect(text).toContain('Hallo Lena!');
    for (const one of harness.backOffice.world.customers.values()) if (one.id === 1010) one.language = 'en';
    expect((await shown(harness, paymentRead, ['1010'])).text).toContain('Hello Lena,');
    expect(buttons.map(({ text: label }) => label)).toEqual(['Open in back office']);
    expect(harness.calls()).toContain('GET /customers/1010/payment-sources?branchId=1');
  });

  it('says what is missing in the words to send', async () => {
    const harness = await openCommandHarness();
    harness.backOffice.world.paymentSources.delete(1006);
    expect((await shown(harness, paymentRead, ['1006'])).text).toContain(
      'In Deinem Konto ist noch kein Zahlungsmittel hinterlegt',
    );
    expect((await shown(harness, paymentRead, ['1002'])).text).toContain('Eine Rechnung ist noch offen');
  });

  it('says when a method has expired', async () => {
    const harness = await openCommandHarness();
    const customer = harness.backOffice.world.paymentSources.get(1010)?.[0];
    if (customer !== undefined) customer.expiresAt = '2025-01-31';
    const { text } = await shown(harness, paymentRead, ['1010']);
    expect(text).toContain('expired on 31 Jan 2025');
    expect(text).toContain('ist abgelaufen');
  });

  it('that the app’s own user may not see is explained in words', async () => {
    const harness = await openCommandHarness();
    harness.backOffice.world.permissions.delete('PAYMENT_SOURCE_READ');
    expect((await shown(harness, paymentRead, ['1010'])).text).toContain('lacks the permission');
  });

  it('offers those who fit, each with its own button, which needs the same grant', async () => {
    const harness = await openCommandHarness();
    const { buttons } = await shown(harness, paymentRead, ['Gruber']);
    const first = buttons.find(({ text }) => text === 'Payment');
    expect(first?.actionId).toMatch(new RegExp(`^${actionIds.showPayment}:`));
    expect(paymentRead.button.needs).toBe('read.payment');
    const press = await harness.press(first?.value ?? '');
    await paymentRead.button.run(press);
    expect(readBlocks(lastOf(press).blocks)).toContain('To send to the customer');
  });

  it('without words asks for the customer and answers in that place', async () => {
    const harness = await openCommandHarness();
    await paymentRead.command.run(await harness.command(), []);
    expect(harness.drawn.now().callback_id).toBe(paymentRead.submission.callbackId);
    const values = { search: { 'field:search': { type: 'plain_text_input', value: '1010' } } };
    await (await paymentRead.submission.run(harness.submission(values))).after?.();
    expect(readBlocks(harness.drawn.now('V-sent').blocks)).toContain('Lena Novak');
    await (await paymentRead.submission.run(harness.submission(values, '', staff.reader))).after?.();
    expect(readBlocks(harness.drawn.now('V-sent').blocks)).toContain('look at payment');
    expect((await paymentRead.submission.run(harness.submission({}))).answer.kind).toBe('errors');
  });
});

describe('/customer tokens', () => {
  const holder = (harness: CommandHarness) =>
    [...harness.backOffice.world.refreshTokens].find(([, tokens]) => tokens.length > 0)?.[0] ?? 0;

  it('is in the journal before anything of it is read, and shows no token’s id', async () => {
    const order: string[] = [];
    const harness = await openCommandHarness({
      record: async ({ kind, actor, data }) => {
        order.push(
          `${kind} ${actor} ${JSON.stringify(data)} after ${harness.calls().filter((call) => call.includes('refresh-tokens')).length}`,
        );
      },
    });
    const id = holder(harness);
    const { text, buttons } = await shown(harness, tokensRead, [String(id)], staff.lead);
    expect(order).toEqual([`reveal.tokens ${staff.lead} {"customer":${id}} after 0`]);
    const tokens = harness.backOffice.world.refreshTokens.get(id) ?? [];
    expect(text).toContain(`signed in on ${tokens.length}`);
    for (const token of tokens) expect(text).not.toContain(token.id);
    expect(text).toContain('Your access is logged');
    expect(buttons).toMatchObject([{ text: 'Log out everywhere', value: `action:access.logout customer:${id} branch:1` }]);
  });

  it('that could not be put into the journal is not read', async () => {
    const harness = await openCommandHarness({
      record: async () => {
        throw new Error('the disk is full');
      },
    });
    await shown(harness, tokensRead, [String(holder(harness))]);
    expect(harness.calls().filter((call) => call.includes('refresh-tokens'))).toEqual([]);
  });

  it('who is signed in nowhere is reported, and offers no log-out', async () => {
    const harness = await openCommandHarness();
    harness.backOffice.world.refreshTokens.delete(1010);
    const { text, buttons } = await shown(harness, tokensRead, ['1010'], staff.lead);
    expect(text).toContain('isn’t signed in on any device');
    expect(buttons).toEqual([]);
  });

  it('needs its own grant', () => {
    expect([tokensRead.command.needs, tokensRead.button.needs]).toEqual(['read.tokens', 'read.tokens']);
  });
});
