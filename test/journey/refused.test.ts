import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ana, type Harness, lea, milan, openHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  const policy = readFileSync(new URL('../../sandbox/policy.yml', import.meta.url), 'utf8');
  harness = await openHarness({ policy: policy.replace(/^owners: .*$/m, `owners: [${lea}]`) });
});
afterEach(() => {
  harness.workspace.behave();
  harness.workspace.setChannelMembers('C0APPROVALS', [ana, lea, milan], { readOnly: false, external: false, withoutApp: false });
  harness.workspace.setChannelMembers('C0SUPPORT', [ana, lea, milan], { private: false, withoutApp: false });
});
afterAll(() => harness.close());

const until = <T>(look: () => T | undefined | null | false, say: string) => harness.workspace.until(look, { say });
const texts = (person: string, channel: string) =>
  harness.workspace
    .as(person)
    .messages(channel)
    .map(({ text, blocks }) => `${text}\n${JSON.stringify(blocks)}`);
const modalSays = (person: string, words: string) =>
  until(() => JSON.stringify(harness.workspace.as(person).modal()?.view ?? {}).includes(words), `a modal that says “${words}”`);
const calls = (method: string, channel: string) =>
  harness.workspace.apiCalls.filter((call) => call.method === method && call.args.channel === channel);

/** Ana asks for 50 EUR, for a reason that tells this request from the others. */
async function ask(reason: string): Promise<void> {
  const me = harness.workspace.as(ana);
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
    harness.workspace.setChannelMembers('C0APPROVALS', [ana, lea, milan], { readOnly: true });
    const before = calls('chat.postMessage', 'C0APPROVALS').length;
    await ask('read-only channel');
    await card(lea, 'dm', 'read-only channel');
    await card(milan, 'dm', 'read-only channel');
    await ownersTold(/restricted_action_read_only_channel/);
    expect(calls('chat.postMessage', 'C0APPROVALS').length - before).toBe(1);
  });

  it('goes to those who may decide when another company reads its channel, which gets nothing', async () => {
    harness.workspace.setChannelMembers('C0APPROVALS', [ana, lea, milan], { external: true });
    await ask('shared channel');
    await card(lea, 'dm', 'shared channel');
    await ownersTold(/Another company reads/);
    expect(texts(lea, 'approvals').filter((text) => text.includes('shared channel'))).toEqual([]);
  });

  it('is taken out of a channel that another company comes to read', async () => {
    await ask('shared later');
    await card(lea, 'approvals', 'shared later');
    harness.workspace.setChannelMembers('C0APPROVALS', [ana, lea, milan], { external: true });
    await card(lea, 'dm', 'shared later');
    const gone = () => texts(lea, 'approvals').every((text) => !text.includes('shared later'));
    expect(await until(gone, 'the channel to be without it')).toBe(true);
  });

  it('goes to those who may decide when Slack does not say who reads its channel', async () => {
    harness.workspace.setChannelMembers('C0APPROVALS', [ana, lea, milan], { external: true });
    harness.workspace.setChannelMembers('C0APPROVALS', [ana, lea, milan], { external: false });
    harness.workspace.fail('conversations.info', { error: 'missing_scope' });
    harness.clock.forward(120_000);
    await ask('unseen channel');
    await card(lea, 'dm', 'unseen channel');
    expect(cards(lea, 'approvals', 'unseen channel')).toEqual([]);
  });

  it('whose blocks Slack does not take is posted in words that say where to decide', async () => {
    harness.clock.forward(120_000);
    harness.workspace.fail('chat.postMessage', {
      error: 'invalid_blocks',
      when: ({ blocks, channel }) => channel === 'C0APPROVALS' && Array.isArray(blocks) && blocks.length > 0,
    });
    await ask('no blocks');
    // Words alone hold no reason: a phone shows them on its locked screen.
    const wordsAlone = ({ text, blocks }: { text: string; blocks?: unknown }) =>
      text.startsWith('Waiting for approval') && JSON.stringify(blocks ?? []) === '[]';
    const posted = () => harness.workspace.as(lea).messages('approvals').find(wordsAlone);
    expect((await until(posted, 'the card in words')).text).toContain('/approvals');
  });

  it('is there once, with its end, after Slack has refused the token for a while', async () => {
    await ask('token refused');
    await card(lea, 'approvals', 'token refused');
    const me = harness.workspace.as(ana);
    const isOwn = ({ blocks }: { blocks?: unknown }) => JSON.stringify(blocks).includes('token refused');
    const own = await until(() => me.messages('dm').findLast(isOwn), 'the asker’s copy');
    for (const method of ['chat.update', 'chat.postMessage', 'views.update'])
      harness.workspace.fail(method, { error: 'account_inactive' });
    await me.click({ channel: own.channel, ts: own.ts }, { text: 'Cancel request' });
    await until(
      () => harness.workspace.apiCalls.some((call) => call.method === 'chat.update' && call.answer.error === 'account_inactive'),
      'an update that is refused',
    );
    harness.workspace.behave();
    const inChannel = () => texts(lea, 'approvals').filter((text) => text.includes('token refused'));
    await until(() => inChannel().some((text) => text.includes('Cancelled')), 'the end of it');
    expect(inChannel()).toHaveLength(1);
  });
});

describe('a Slack that refuses for good to say who may do what', () => {
  it.each(['missing_scope', 'no_such_permission'])(
    'with %s: a press says what would help and is not counted, the owners hear of it once, and so does the log',
    async (error) => {
      await ask(`look-ups refused: ${error}`);
      await card(lea, 'approvals', `look-ups refused: ${error}`);
      const shown = harness.workspace
        .as(milan)
        .messages('approvals')
        .findLast(({ text, blocks }) => `${text}${JSON.stringify(blocks)}`.includes(`look-ups refused: ${error}`));
      const writes = harness.backOffice.writes().length;
      const logged = harness.lines.length;
      // What the case before has logged counts no more.
      harness.clock.forward(11_000);
      harness.workspace.fail('usergroups.users.list', { error });
      const said = () => texts(milan, 'approvals').filter((text) => text.includes(`look up people and groups (${error})`));
      for (const press of [1, 2, 3]) {
        harness.clock.forward(1_100);
        await harness.workspace.as(milan).click({ channel: 'C0APPROVALS', ts: shown?.ts ?? '' }, { text: 'Approve' });
        await until(() => said().length === press, `what press ${press} came to`);
      }
      expect(said()[0]).toMatch(/until an admin has .*Nothing was recorded/);
      await ownersTold(new RegExp(`Slack’s word for it is ${error}`));
      expect(texts(lea, 'dm').filter((text) => text.includes(`Slack’s word for it is ${error}`))).toHaveLength(1);
      const lines = harness.lines.slice(logged);
      const ofPresses = lines.filter((line) => line.includes('rights could not be looked up'));
      expect(ofPresses[0]).toBeDefined();
      // Those of the next ten seconds are counted.
      for (const line of ofPresses) expect(line).toContain('"count":');
      expect(lines.filter((line) => line.includes('Slack refuses for good'))).toHaveLength(1);
      expect(harness.backOffice.writes()).toHaveLength(writes);

      harness.workspace.behave();
      await harness.workspace.as(milan).click({ channel: 'C0APPROVALS', ts: shown?.ts ?? '' }, { text: 'Approve' });
      await until(() => harness.backOffice.writes().length === writes + 1, 'the voucher, once Slack says it again');
    },
  );
});

describe('fifteen seconds in which Slack says account_inactive to everything', () => {
  it('double no card, no copy and no notification, and all of them say the end afterwards', async () => {
    await ask('inactive for a while');
    await card(lea, 'approvals', 'inactive for a while');
    const places = (['approvals', 'dm', 'ops-log'] as const).flatMap((channel) =>
      [ana, lea, milan].map((person) => [person, channel] as const),
    );
    const about = (person: string, channel: string) =>
      texts(person, channel).filter((text) => text.includes('inactive for a while'));
    await until(() => about(ana, 'dm').length === 1, 'the asker’s copy');
    const forCards = ['chat.update', 'chat.postMessage', 'chat.delete', 'views.publish'];
    const others = [
      'auth.test',
      'users.info',
      'usergroups.users.list',
      'conversations.info',
      'chat.postEphemeral',
      'views.update',
    ];
    const refuse = (method: string) => harness.workspace.fail(method, { error: 'account_inactive' });
    const asked = harness.workspace.apiCalls.length;
    const shown = harness.workspace
      .as(lea)
      .messages('approvals')
      .findLast(({ text, blocks }) => `${text}${JSON.stringify(blocks)}`.includes('inactive for a while'));
    const writes = harness.backOffice.writes().length;
    // The decision itself is let through; from the first message about it on, Slack refuses whatever it is asked.
    for (const method of forCards) refuse(method);
    await harness.workspace.as(lea).click({ channel: 'C0APPROVALS', ts: shown?.ts ?? '' }, { text: 'Approve' });
    const isRefused = ({ method, answer }: { method: string; answer: Record<string, unknown> }) =>
      forCards.includes(method) && answer.error === 'account_inactive';
    await until(() => harness.workspace.apiCalls.slice(asked).some(isRefused), 'a message that is refused');
    for (const method of others) refuse(method);
    const since = harness.clock.now().getTime();
    const isOver = () => {
      harness.clock.forward(100);
      return harness.clock.now().getTime() - since > 15_000;
    };
    await until(isOver, 'fifteen seconds of the desk’s clock');
    harness.workspace.behave();
    await until(() => about(lea, 'approvals').some((text) => text.includes('Done')), 'the end of it in the channel');
    await until(() => about(ana, 'dm').some((text) => text.includes('Done')), 'the end of it for the asker');
    expect(harness.backOffice.writes()).toHaveLength(writes + 1);
    expect(about(lea, 'approvals')).toHaveLength(1);
    for (const [person, channel] of places) {
      const said = about(person, channel);
      expect(new Set(said).size, `${person} in ${channel}`).toBe(said.length);
    }
  });
});

describe('a notification', () => {
  it('that Slack answers with internal_error is posted a moment later', async () => {
    harness.workspace.fail('chat.postMessage', { error: 'internal_error', times: 1, when: ({ channel }) => channel === 'C0OPS' });
    const before = texts(ana, 'ops-log').length;
    const me = harness.workspace.as(ana);
    await me.close(undefined, { all: true });
    // Somebody who was given nothing here before.
    await me.command('support', '/voucher apply 1021 20');
    await modalSays(ana, 'Runs at once');
    await me.submit(undefined, { Reason: 'Waited in the rain' });
    expect(await until(() => texts(ana, 'ops-log').length > before, 'the notification')).toBe(true);
  });
});

describe('an answer', () => {
  const find = () => harness.workspace.as(ana).command('support', '/customer lookup 1010');
  const answers = (channel: string) => texts(ana, channel).filter((text) => text.includes('Lena Novak')).length;

  it.each([
    ['is used up', { status: 404, error: 'used_url' }],
    ['is too old', { status: 404, error: 'expired_url' }],
    ['is gone', { status: 410 }],
    ['breaks', { status: 500 }],
    ['answers 200 and means no', { status: 200, error: 'some_new_word' }],
  ])('whose response_url %s is seen in the channel by the one who asked', async (_how, fault) => {
    const before = answers('support');
    harness.workspace.fail('response_url', fault);
    await find();
    await until(() => answers('support') === before + 1, 'the answer');
    expect(harness.workspace.as(ana).messages('support').at(-1)?.ephemeral).toBe(true);
  });

  it('whose response_url fails if the app is not in the channel is a direct message', async () => {
    harness.workspace.setChannelMembers('C0SUPPORT', [ana, lea, milan], { private: true, withoutApp: true });
    const before = answers('dm');
    harness.workspace.fail('response_url', { status: 404, error: 'used_url' });
    await find();
    expect(await until(() => answers('dm') === before + 1, 'the answer')).toBe(true);
  });

  it('that takes long is below a note that is true afterwards, too', async () => {
    harness.workspace.as(ana);
    const hold = harness.backOffice.hold(() => true, 'before');
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
      harness.clock.forward(11 * 60_000);
      const me = harness.workspace.as(ana);
      await me.command('support', '/customer lookup 1010');
      const profile = await until(() => me.messages('support').findLast(({ text }) => text.includes('Lena Novak')), 'a profile');
      harness.workspace.fail('conversations.info', { error });
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
