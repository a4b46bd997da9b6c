import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalShortcuts } from '../../../src/commands/shortcut/index.ts';
import { shortcutIds } from '../../../src/views/ids.ts';
import { ana, gio, type Harness, lea, openHarness, sam } from '../../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

const shown = (person: string, words: RegExp) =>
  harness.workspace.until(() => words.test(JSON.stringify(harness.workspace.as(person).modal()?.view ?? {})), {
    timeoutMs: 60_000,
    say: `a modal with ${words}`,
  });

async function message(text: string) {
  await harness.workspace.as(lea).send('support', text);
  const found = harness.workspace
    .as(ana)
    .messages('support')
    .findLast((one) => one.text === text);
  if (found === undefined) throw new Error('no such message');
  return { channel: found.channel, ts: found.ts };
}

describe('Look up customer on a message', () => {
  it('opens the profile for the one who asked, and says nothing in the channel', async () => {
    const at = await message('Can somebody help 1010?');
    const before = harness.workspace.as(lea).messages('support').length;
    const acted = await harness.workspace.as(ana).shortcut(shortcutIds.inMessage, at);
    expect(acted.ok).toBe(true);
    expect(await shown(ana, /Lena Novak/)).toBe(true);
    expect(harness.workspace.as(lea).messages('support')).toHaveLength(before);
    await harness.workspace.as(ana).close(undefined, { all: true });
  });

  it('a guest is told that guests cannot, and nothing is looked up', async () => {
    const at = await message('And 1011?');
    const calls = harness.backOffice.calls().length;
    await harness.workspace.as(gio).shortcut(shortcutIds.inMessage, at);
    expect(await shown(gio, /Guests cannot/)).toBe(true);
    expect(harness.backOffice.calls()).toHaveLength(calls);
  });

  it('delivered twice it is done once', async () => {
    const payload = harness.workspace.deliveries.findLast(({ payload: { type } }) => type === 'message_action')?.payload ?? {};
    const opened = () => harness.workspace.apiCalls.filter(({ method }) => method === 'views.open').length;
    const before = opened();
    await harness.workspace.deliver('interactive', payload, { times: 3 });
    expect(opened()).toBe(before);
  });

  it('people of other companies have no shortcuts', async () => {
    expect((await harness.workspace.as(sam).shortcut(shortcutIds.lookUp)).ok).toBe(false);
  });
});

describe('a shortcut for each main command', () => {
  const forms: Partial<Record<string, RegExp>> = {
    [shortcutIds.lookUp]: /A name, an e-mail address/,
    [shortcutIds.eligibility]: /Check eligibility|Eligibility/,
    [shortcutIds.assignCard]: /"callback_id":"action:card.assign"/,
    [shortcutIds.voucher]: /"callback_id":"action:voucher.apply"/,
    [shortcutIds.approvals]: /waiting for you|your requests/i,
  };
  it.each(globalShortcuts.filter(({ callbackId }) => callbackId in forms))(
    '$name opens its form, empty',
    async ({ callbackId }) => {
      expect((await harness.workspace.as(lea).shortcut(callbackId)).ok).toBe(true);
      expect(await shown(lea, forms[callbackId] ?? /never/)).toBe(true);
      await harness.workspace.as(lea).close(undefined, { all: true });
    },
  );

  it('takes the same grant as its command', async () => {
    harness.workspace.setGroupMembers('S0FINANCE', []);
    harness.workspace.setGroupMembers('S0AGENTS', [ana]);
    harness.workspace.setGroupMembers('S0FINANCE', ['U0FAYLINDQVIST']);
    await harness.workspace.as('U0FAYLINDQVIST').shortcut(shortcutIds.assignCard);
    expect(await shown('U0FAYLINDQVIST', /permission to assign a card/)).toBe(true);
  });
});
