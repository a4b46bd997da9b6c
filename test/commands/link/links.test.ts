import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ana, ben, fay, gio, type Harness, openHarness, sam } from '../../support/harness.ts';

const policy = `${readFileSync(new URL('../../../sandbox/policy.yml', import.meta.url), 'utf8')}
dashboardLink:
  customer: https://office.hollerin.example/customers/{id}
  account: https://office.hollerin.example/accounts/{id}
  card: https://office.hollerin.example/cards/{id}
`;
const url = 'https://office.hollerin.example/customers/1010';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness({ policy });
});
afterAll(() => harness.close());

const posted = (text: string, channel = 'support') =>
  harness.workspace
    .as(ana)
    .messages(channel)
    .findLast((message) => message.text === text);
const delivered = (after: number) =>
  harness.workspace.until(() => harness.workspace.deliveries.slice(after).find(({ payload }) => isLinkEvent(payload)), {
    timeoutMs: 60_000,
    say: 'link_shared',
  });
const isLinkEvent = ({ event }: Record<string, unknown>) =>
  typeof event === 'object' && event !== null && 'type' in event && event.type === 'link_shared';
const unfurls = () => harness.workspace.apiCalls.filter(({ method }) => method === 'chat.unfurl');

it('a pasted link gets a masked card that everybody sees, and Open answers anyone who presses it, alone', async () => {
  await harness.workspace.as(ana).send('support', `Please look at ${url}.`);
  const card = await harness.workspace.until(() => posted(`Please look at ${url}.`)?.unfurls, {
    timeoutMs: 60_000,
    say: 'a card',
  });
  expect(JSON.stringify(card)).toContain('L.N. · customer 1010');
  expect(JSON.stringify(harness.workspace.as(gio).messages('support'))).not.toMatch(/Lena/);
  const { channel, ts } = posted(`Please look at ${url}.`) ?? { channel: '', ts: '' };
  await harness.workspace.as(ben).click({ channel, ts }, { text: 'Open' });
  const answer = () =>
    harness.workspace
      .as(ben)
      .messages('support')
      .find(({ ephemeral, text }) => ephemeral && text.includes('Lena Novak'));
  expect(await harness.workspace.until(answer, { say: 'the profile' })).toBeTruthy();
  expect(JSON.stringify(harness.workspace.as(ana).messages('support'))).not.toContain('Lena Novak');
});

it('who presses Open is looked up: a guest is refused', async () => {
  const { channel, ts } = posted(`Please look at ${url}.`) ?? { channel: '', ts: '' };
  await harness.workspace.as(gio).click({ channel, ts }, { text: 'Open' });
  const told = () =>
    harness.workspace
      .as(gio)
      .messages('support')
      .some(({ ephemeral, text }) => ephemeral && /Guests cannot/.test(text));
  expect(await harness.workspace.until(told, { say: 'the refusal' })).toBe(true);
});

it('in a channel that another company reads there is no card', async () => {
  const before = {
    deliveries: harness.workspace.deliveries.length,
    unfurls: unfurls().length,
    calls: harness.backOffice.calls().length,
  };
  await harness.workspace.as(ana).send('partners', url);
  const { payload } = await delivered(before.deliveries);
  expect(payload.is_ext_shared_channel).toBe(true);
  // The same event with a channel of our own shows that the listener has had its turn.
  await harness.workspace.as(fay).send('support', `${url} again`);
  await harness.workspace.until(() => posted(`${url} again`)?.unfurls, { say: 'a card' });
  expect(posted(url, 'partners')?.unfurls).toBeUndefined();
  expect(unfurls()).toHaveLength(before.unfurls + 1);
});

it('what people of other companies post does not reach the app at all', async () => {
  const before = harness.workspace.deliveries.length;
  await harness.workspace.as(sam).send('partners', `${url}/rentals`);
  expect(harness.workspace.deliveries.slice(before).filter(({ payload }) => isLinkEvent(payload))).toEqual([]);
});

const answered = (words: RegExp) =>
  harness.workspace.until(
    () =>
      harness.workspace
        .as(ana)
        .messages('support')
        .some(({ ephemeral, text, blocks }) => ephemeral && words.test(JSON.stringify([text, blocks]))),
    { say: `an answer with ${words}` },
  );

it('a pasted address is looked up among other words, and what it is not is said instead of searched for', async () => {
  const me = harness.workspace.as(ana);
  await me.command('support', `/customer see ${url} please`);
  await answered(/Lena Novak/);
  const before = harness.backOffice.calls().length;
  await me.command('support', `/card ${url}`);
  await answered(/That is a customer. Look them up with \/customer lookup 1010/);
  await me.command('support', '/customer https://office.hollerin.example/cards/3001');
  await answered(/That is a card. Look it up with \/card find card:3001/);
  const searched = harness.backOffice
    .calls()
    .slice(before)
    .filter(({ path }) => /search/.test(path));
  expect(searched).toEqual([]);
  await me.command('support', '/card assign HM-10002');
  await harness.workspace.until(() => JSON.stringify(me.modal()?.view ?? {}).includes('"Customer"'));
  const offered = await me.options('modal', { label: 'Customer' }, 'https://office.hollerin.example/accounts/7001');
  expect(JSON.stringify(offered)).toContain('That is a business account');
  const own = await me.options('modal', { label: 'Customer' }, `${url}/rentals`);
  expect(JSON.stringify(own)).toContain('"1010"');
  await me.close(undefined, { all: true });
});

it('what is listed, asked for and done links to its page, in channels by the id alone', async () => {
  const me = harness.workspace.as(ana);
  await me.command('support', '/customer Gruber');
  await answered(/<https:\/\/office\.hollerin\.example\/customers\/\d+\|customer \d+>/);
  await me.command('support', '/voucher list 1010');
  await answered(/has .*voucher.*In the back office.*customers\/1010/);
  await me.command('support', '/card assign HM-10002 1010');
  await harness.workspace.until(() => JSON.stringify(me.modal()?.view ?? {}).includes('Assign card'));
  await me.submit(undefined, {});
  const line = await harness.workspace.until(() => me.messages('ops-log').find(({ text }) => text.startsWith('Done')), {
    timeoutMs: 60_000,
    say: 'the line in the channel',
  });
  await me.close(undefined, { all: true });
  const links = JSON.stringify(line.blocks).match(/"url":"[^"]*","text":"[^"]*"/g) ?? [];
  expect(links).toContain('"url":"https://office.hollerin.example/cards/3002","text":"card 3002"');
  expect(links).toContain('"url":"https://office.hollerin.example/customers/1010","text":"customer 1010"');
  expect(JSON.stringify(line)).not.toContain('Lena');
});

it('an event that Slack sends again is answered once', async () => {
  const event = harness.workspace.deliveries.findLast(
    ({ payload }) => isLinkEvent(payload) && payload.is_ext_shared_channel === false,
  );
  const before = unfurls().length;
  await harness.workspace.deliver('events_api', event?.payload ?? {}, { times: 3 });
  await harness.workspace.as(ana).send('support', `${url} once more`);
  await harness.workspace.until(() => posted(`${url} once more`)?.unfurls, { say: 'a card' });
  expect(unfurls()).toHaveLength(before + 1);
});

it.each([
  ['/customer', url, 'Lena Novak'],
  ['/customer', `${url}/rentals?tab=1&page=2`, 'Lena Novak'],
  ['/account lookup', 'https://office.hollerin.example/accounts/7002', 'Donau Catering'],
  ['/card', 'https://office.hollerin.example/cards/3001', 'HM-10001'],
  ['/voucher list', 'https://office.hollerin.example/accounts/7002', 'business account 7002'],
])('%s understands the pasted address %s', async (command, pasted, about) => {
  const me = harness.workspace.as(ben);
  const before = me.messages('support').length;
  await me.command('support', `${command} ${pasted}`);
  const answer = () =>
    me
      .messages('support')
      .slice(before)
      .find(({ ephemeral, text }) => ephemeral && text.includes(about));
  expect(await harness.workspace.until(answer, { say: about })).toBeTruthy();
});

it('a form is filled in with whom a pasted address is about', async () => {
  const me = harness.workspace.as(ben);
  await me.command('support', `/voucher apply ${url} 20`);
  const form = () => JSON.stringify(me.modal()?.view ?? '').includes('Lena Novak') || undefined;
  expect(await harness.workspace.until(form, { say: 'the form' })).toBe(true);
});
