import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ana, type Desk, lea, milan, openDesk } from '../support/desk.ts';

let desk: Desk;
beforeAll(async () => {
  const policy = readFileSync(new URL('../../sandbox/policy.yml', import.meta.url), 'utf8');
  desk = await openDesk({ policy: `${policy}\nowners: [${lea}]\n` });
});
afterEach(() => {
  desk.workspace.behave();
  desk.workspace.setChannelMembers('C0APPROVALS', [ana, lea, milan], { readOnly: false, external: false, withoutApp: false });
  desk.workspace.setChannelMembers('C0SUPPORT', [ana, lea, milan], { private: false, withoutApp: false });
});
afterAll(() => desk.close());

const until = <T>(look: () => T | undefined | null | false, say: string) =>
  desk.workspace.until(look, { timeoutMs: 20_000, say });
const texts = (person: string, channel: string) =>
  desk.workspace
    .as(person)
    .messages(channel)
    .map(({ text, blocks }) => `${text}\n${JSON.stringify(blocks)}`);
const modalSays = (person: string, words: string) =>
  until(() => JSON.stringify(desk.workspace.as(person).modal()?.view ?? {}).includes(words), `a modal that says “${words}”`);
const calls = (method: string, channel: string) =>
  desk.workspace.apiCalls.filter((call) => call.method === method && call.args.channel === channel);

/** Ana asks for 50 EUR, for a reason that tells this request from the others. */
async function ask(reason: string): Promise<void> {
  const me = desk.workspace.as(ana);
  await me.close(undefined, { all: true });
  await me.command('support', '/voucher apply 1010 50');
  await modalSays(ana, 'Asks 1 lead');
  await me.submit(undefined, { Reason: reason });
}
const cards = (person: string, channel: string, reason: string) =>
  texts(person, channel).filter((text) => text.includes(reason) && text.includes('Waiting for approval'));
const card = (person: string, channel: string, reason: string) =>
  until(() => cards(person, channel, reason)[0], `the card for “${reason}” of ${person} in ${channel}`);
const ownersTold = (words: RegExp) => until(() => texts(lea, 'dm').find((text) => words.test(text)), `owners told ${words}`);

describe('a card', () => {
  it('that its channel refuses for good goes to those who may decide, and the channel is not asked again and again', async () => {
    desk.workspace.setChannelMembers('C0APPROVALS', [ana, lea, milan], { readOnly: true });
    const before = calls('chat.postMessage', 'C0APPROVALS').length;
    await ask('read-only channel');
    await card(lea, 'dm', 'read-only channel');
    await card(milan, 'dm', 'read-only channel');
    await ownersTold(/restricted_action_read_only_channel/);
    expect(calls('chat.postMessage', 'C0APPROVALS').length - before).toBe(1);
  });

  it('goes to those who may decide when another company reads its channel, which gets nothing', async () => {
    desk.workspace.setChannelMembers('C0APPROVALS', [ana, lea, milan], { external: true });
    await ask('shared channel');
    await card(lea, 'dm', 'shared channel');
    await ownersTold(/Another company reads/);
    expect(texts(lea, 'approvals').filter((text) => text.includes('shared channel'))).toEqual([]);
  });

  it('is taken out of a channel that another company comes to read', async () => {
    await ask('shared later');
    await card(lea, 'approvals', 'shared later');
    desk.workspace.setChannelMembers('C0APPROVALS', [ana, lea, milan], { external: true });
    await card(lea, 'dm', 'shared later');
    const gone = () => texts(lea, 'approvals').every((text) => !text.includes('shared later'));
    expect(await until(gone, 'the channel to be without it')).toBe(true);
  });

  it('goes to those who may decide when Slack does not say who reads its channel', async () => {
    desk.workspace.setChannelMembers('C0APPROVALS', [ana, lea, milan], { external: true });
    desk.workspace.setChannelMembers('C0APPROVALS', [ana, lea, milan], { external: false });
    desk.workspace.fail('conversations.info', { error: 'missing_scope' });
    desk.clock.forward(120_000);
    await ask('unseen channel');
    await card(lea, 'dm', 'unseen channel');
    expect(cards(lea, 'approvals', 'unseen channel')).toEqual([]);
  });

  it('whose blocks Slack does not take is posted in words that say where to decide', async () => {
    desk.clock.forward(120_000);
    desk.workspace.fail('chat.postMessage', {
      error: 'invalid_blocks',
      when: ({ blocks, channel }) => channel === 'C0APPROVALS' && Array.isArray(blocks) && blocks.length > 0,
    });
    await ask('no blocks');
    expect(await card(lea, 'approvals', 'no blocks')).toContain('/approvals');
  });

  it('is there once, with its end, after Slack has refused the token for a while', async () => {
    await ask('token refused');
    await card(lea, 'approvals', 'token refused');
    const me = desk.workspace.as(ana);
    const own = await until(() => me.messages('dm').findLast(({ text }) => text.includes('token refused')), 'the asker’s copy');
    for (const method of ['chat.update', 'chat.postMessage', 'views.update'])
      desk.workspace.fail(method, { error: 'account_inactive' });
    await me.click({ channel: own.channel, ts: own.ts }, { text: 'Cancel request' });
    await until(
      () => desk.workspace.apiCalls.some((call) => call.method === 'chat.update' && call.answer.error === 'account_inactive'),
      'an update that is refused',
    );
    desk.workspace.behave();
    const inChannel = () => texts(lea, 'approvals').filter((text) => text.includes('token refused'));
    await until(() => inChannel().some((text) => text.includes('Cancelled')), 'the end of it');
    expect(inChannel()).toHaveLength(1);
  });
});

describe('a notification', () => {
  it('that Slack answers with internal_error is posted a moment later', async () => {
    desk.workspace.fail('chat.postMessage', { error: 'internal_error', times: 1, when: ({ channel }) => channel === 'C0OPS' });
    const before = texts(ana, 'ops-log').length;
    const me = desk.workspace.as(ana);
    await me.close(undefined, { all: true });
    await me.command('support', '/voucher apply 1010 20');
    await modalSays(ana, 'Runs at once');
    await me.submit(undefined, { Reason: 'Waited in the rain' });
    expect(await until(() => texts(ana, 'ops-log').length > before, 'the notification')).toBe(true);
  });
});

describe('an answer', () => {
  const find = () => desk.workspace.as(ana).command('support', '/customer lookup 1010');
  const answers = (channel: string) => texts(ana, channel).filter((text) => text.includes('Lena Novak')).length;

  it.each([
    ['is used up', { status: 404, error: 'used_url' }],
    ['is too old', { status: 404, error: 'expired_url' }],
    ['is gone', { status: 410 }],
    ['breaks', { status: 500 }],
    ['answers 200 and means no', { status: 200, error: 'some_new_word' }],
  ])('whose response_url %s is seen in the channel by the one who asked', async (_how, fault) => {
    const before = answers('support');
    desk.workspace.fail('response_url', fault);
    await find();
    await until(() => answers('support') === before + 1, 'the answer');
    expect(desk.workspace.as(ana).messages('support').at(-1)?.ephemeral).toBe(true);
  });

  it('whose response_url fails where the app is not in the channel is a direct message', async () => {
    desk.workspace.setChannelMembers('C0SUPPORT', [ana, lea, milan], { private: true, withoutApp: true });
    const before = answers('dm');
    desk.workspace.fail('response_url', { status: 404, error: 'used_url' });
    await find();
    expect(await until(() => answers('dm') === before + 1, 'the answer')).toBe(true);
  });

  it('that takes long is below a note that is true afterwards, too', async () => {
    desk.workspace.as(ana);
    const hold = desk.office.hold(() => true, 'before');
    await find();
    await until(() => texts(ana, 'support').some((text) => text.includes('the answer follows below')), 'the note');
    const before = answers('support');
    hold.release();
    await until(() => answers('support') === before + 1, 'the answer');
    expect(texts(ana, 'support').filter((text) => text.startsWith('Looking…'))).toEqual([]);
  });
});

describe('Share', () => {
  it.each(['missing_scope', 'channel_not_found', 'internal_error', 'a_new_word'])(
    'shows nothing where conversations.info answers %s',
    async (error) => {
      desk.clock.forward(11 * 60_000);
      const me = desk.workspace.as(ana);
      await me.command('support', '/customer lookup 1010');
      const profile = await until(() => me.messages('support').findLast(({ text }) => text.includes('Lena Novak')), 'a profile');
      desk.workspace.fail('conversations.info', { error });
      const shared = () => texts(lea, 'support').length;
      const before = shared();
      const told = texts(ana, 'support').filter((text) => text.includes('who reads this channel')).length;
      await me.click({ channel: profile.channel, ts: profile.ts }, { text: 'Share masked' });
      await until(
        () => texts(ana, 'support').filter((text) => text.includes('who reads this channel')).length === told + 1,
        'that it was not shared',
      );
      expect(shared()).toBe(before);
    },
  );
});
