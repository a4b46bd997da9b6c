import { describe, expect, it } from 'vitest';
import { paymentRead } from '../../../src/commands/customer/payment.ts';
import { tokensRead } from '../../../src/commands/customer/tokens.ts';
import { actionIds, callbackIds } from '../../../src/views/ids.ts';
import { type Desk, deskPeople, lastOf, openDesk } from '../../support/kit.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

async function shown(desk: Desk, read: typeof paymentRead, words: readonly string[], person?: string) {
  const interaction = await desk.command(person);
  await read.command.run(interaction, words);
  const { blocks } = lastOf(interaction);
  return { text: readBlocks(blocks), buttons: buttonObjects(blocks) };
}

describe('/customer payment', () => {
  it('shows what may be seen, says that it may not be all, and gives the words to send', async () => {
    const desk = await openDesk();
    const [source] = desk.office.world.paymentSources.get(1010) ?? [];
    const { text, buttons } = await shown(desk, paymentRead, ['1010']);
    expect(text).toContain('Lena Novak (customer 1010) has');
    expect(text).toContain(source?.label ?? 'a label');
    expect(text).toContain('Only payment methods that the app’s own user in the back office may see are listed');
    expect(text).toContain('Hello Lena,');
    expect(buttons).toEqual([]);
    expect(desk.calls()).toContain('GET /customers/1010/payment-sources?branchId=1');
  });

  it('says what is missing in the words to send', async () => {
    const desk = await openDesk();
    desk.office.world.paymentSources.delete(1006);
    expect((await shown(desk, paymentRead, ['1006'])).text).toContain('There is no payment method in your account yet');
    expect((await shown(desk, paymentRead, ['1002'])).text).toContain('An invoice is still unpaid');
  });

  it('says when a method has expired', async () => {
    const desk = await openDesk();
    const customer = desk.office.world.paymentSources.get(1010)?.[0];
    if (customer !== undefined) customer.expiresAt = '2025-01-31';
    const { text } = await shown(desk, paymentRead, ['1010']);
    expect(text).toContain('expired 31 Jan 2025');
    expect(text).toContain('has expired');
  });

  it('that the app’s own user may not see is said in words', async () => {
    const desk = await openDesk();
    desk.office.world.permissions.delete('PAYMENT_SOURCE_READ');
    expect((await shown(desk, paymentRead, ['1010'])).text).toContain('lacks the permission');
  });

  it('offers those who fit, each with its own button, which needs the same grant', async () => {
    const desk = await openDesk();
    const { buttons } = await shown(desk, paymentRead, ['Gruber']);
    const first = buttons.find(({ text }) => text === 'Payment');
    expect(first?.actionId).toMatch(new RegExp(`^${actionIds.showPayment}:`));
    expect(paymentRead.button.needs).toBe('read.payment');
    const press = await desk.press(first?.value ?? '');
    await paymentRead.button.run(press);
    expect(readBlocks(lastOf(press).blocks)).toContain('To send to the customer');
  });

  it('without words asks for the customer and answers in that place', async () => {
    const desk = await openDesk();
    await paymentRead.command.run(await desk.command(), []);
    expect(desk.drawn.now().callback_id).toBe(callbackIds.payment);
    const values = { search: { 'field:search': { type: 'plain_text_input', value: '1010' } } };
    await (await paymentRead.form.run(desk.submission(values))).after?.();
    expect(readBlocks(desk.drawn.now('V-sent').blocks)).toContain('Lena Novak');
    await (await paymentRead.form.run(desk.submission(values, '', deskPeople.reader))).after?.();
    expect(readBlocks(desk.drawn.now('V-sent').blocks)).toContain('read.payment');
    expect((await paymentRead.form.run(desk.submission({}))).answer.kind).toBe('errors');
  });
});

describe('/customer tokens', () => {
  const holder = (desk: Desk) => [...desk.office.world.refreshTokens].find(([, tokens]) => tokens.length > 0)?.[0] ?? 0;

  it('is in the journal before anything of it is read, and shows no token’s id', async () => {
    const order: string[] = [];
    const desk = await openDesk({
      record: async ({ kind, actor, data }) => {
        order.push(
          `${kind} ${actor} ${JSON.stringify(data)} after ${desk.calls().filter((call) => call.includes('refresh-tokens')).length}`,
        );
      },
    });
    const id = holder(desk);
    const { text, buttons } = await shown(desk, tokensRead, [String(id)], deskPeople.lead);
    expect(order).toEqual([`reveal.tokens ${deskPeople.lead} {"customer":${id}} after 0`]);
    const tokens = desk.office.world.refreshTokens.get(id) ?? [];
    expect(text).toContain(`signed in on ${tokens.length}`);
    for (const token of tokens) expect(text).not.toContain(token.id);
    expect(text).toContain('that you looked is recorded');
    expect(buttons).toMatchObject([{ text: 'Log out everywhere', value: `action:access.logout customer:${id} branch:1` }]);
  });

  it('that could not be put into the journal is not read', async () => {
    const desk = await openDesk({
      record: async () => {
        throw new Error('the disk is full');
      },
    });
    await shown(desk, tokensRead, [String(holder(desk))]);
    expect(desk.calls().filter((call) => call.includes('refresh-tokens'))).toEqual([]);
  });

  it('who is signed in nowhere is said, and offers no log-out', async () => {
    const desk = await openDesk();
    desk.office.world.refreshTokens.delete(1010);
    const { text, buttons } = await shown(desk, tokensRead, ['1010'], deskPeople.lead);
    expect(text).toContain('is signed in nowhere');
    expect(buttons).toEqual([]);
  });

  it('needs its own grant', () => {
    expect([tokensRead.command.needs, tokensRead.button.needs]).toEqual(['read.tokens', 'read.tokens']);
  });
});
