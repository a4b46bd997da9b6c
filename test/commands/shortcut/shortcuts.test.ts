import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalShortcuts } from '../../../src/commands/shortcut/global.ts';
import { shortcutIds } from '../../../src/views/ids.ts';
import { ana, type Desk, gio, lea, openDesk, sam } from '../../support/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const shown = (person: string, words: RegExp) =>
  desk.workspace.until(() => words.test(JSON.stringify(desk.workspace.as(person).modal()?.view ?? {})), {
    timeoutMs: 15_000,
    say: `a modal with ${words}`,
  });

async function message(text: string) {
  await desk.workspace.as(lea).send('support', text);
  const found = desk.workspace
    .as(ana)
    .messages('support')
    .findLast((one) => one.text === text);
  if (found === undefined) throw new Error('no such message');
  return { channel: found.channel, ts: found.ts };
}

describe('Look up customer on a message', () => {
  it('opens the profile for the one who asked, and says nothing in the channel', async () => {
    const at = await message('Can somebody help 1010?');
    const before = desk.workspace.as(lea).messages('support').length;
    const acted = await desk.workspace.as(ana).shortcut(shortcutIds.inMessage, at);
    expect(acted.ok).toBe(true);
    expect(await shown(ana, /Lena Novak/)).toBe(true);
    expect(desk.workspace.as(lea).messages('support')).toHaveLength(before);
    await desk.workspace.as(ana).close(undefined, { all: true });
  });

  it('a guest is told that guests cannot, and nothing is looked up', async () => {
    const at = await message('And 1011?');
    const calls = desk.office.calls().length;
    await desk.workspace.as(gio).shortcut(shortcutIds.inMessage, at);
    expect(await shown(gio, /Guests cannot/)).toBe(true);
    expect(desk.office.calls()).toHaveLength(calls);
  });

  it('delivered twice it is done once', async () => {
    const payload = desk.workspace.deliveries.findLast(({ payload: { type } }) => type === 'message_action')?.payload ?? {};
    const opened = () => desk.workspace.apiCalls.filter(({ method }) => method === 'views.open').length;
    const before = opened();
    await desk.workspace.deliver('interactive', payload, { times: 3 });
    expect(opened()).toBe(before);
  });

  it('people of other companies have no shortcuts', async () => {
    expect((await desk.workspace.as(sam).shortcut(shortcutIds.lookUp)).ok).toBe(false);
  });
});

describe('a shortcut for each main command', () => {
  const forms: Partial<Record<string, RegExp>> = {
    [shortcutIds.lookUp]: /A name, an e-mail address/,
    [shortcutIds.eligibility]: /Check eligibility|Eligibility/,
    [shortcutIds.assignCard]: /"callback_id":"action:card.assign"/,
    [shortcutIds.voucher]: /"callback_id":"action:voucher.apply"/,
    [shortcutIds.approvals]: /waits for you|asked for/i,
  };
  it.each(globalShortcuts.filter(({ callbackId }) => callbackId in forms))(
    '$name opens its form, empty',
    async ({ callbackId }) => {
      expect((await desk.workspace.as(lea).shortcut(callbackId)).ok).toBe(true);
      expect(await shown(lea, forms[callbackId] ?? /never/)).toBe(true);
      await desk.workspace.as(lea).close(undefined, { all: true });
    },
  );

  it('takes the same grant as its command', async () => {
    desk.workspace.setGroupMembers('S0FINANCE', []);
    desk.workspace.setGroupMembers('S0AGENTS', [ana]);
    desk.workspace.setGroupMembers('S0FINANCE', ['U0FAYLINDQVIST']);
    await desk.workspace.as('U0FAYLINDQVIST').shortcut(shortcutIds.assignCard);
    expect(await shown('U0FAYLINDQVIST', /takes the grant card\.assign/)).toBe(true);
  });
});
