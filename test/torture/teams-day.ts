import { expect } from 'vitest';
import { approvals, cardsOf, type Outside, people } from './outside.ts';

/**
 * What a desk does in a day, on two replicas: forty agents draw from an envelope of thirty, a lead is away, one offers less, and several are
 * decided at once. An envelope of thirty is allowed by the policy that they run under; each of the crowd is an agent.
 */
export async function playTeamsDay(outside: Outside, ports: readonly [number, number], crowd: readonly string[]): Promise<void> {
  const [one, two] = ports;
  const { workspace, backOffice, door } = outside;
  const as = (person: string) => workspace.as(person);
  const until = <T>(look: () => T | undefined | null | false, say: string) => workspace.until(look, { timeoutMs: 90_000, say });
  const formOf = (person: string, words: string) =>
    until(() => JSON.stringify(as(person).modal()?.view ?? {}).includes(words) && as(person).modal(), `${words} for ${person}`);
  const cardOf = (nonce: string, button: string, channel: string = approvals) =>
    until(
      () => cardsOf(outside, nonce).find((card) => card.channel === channel && card.buttons.includes(button)),
      `${button} on the card of ${nonce}`,
    );
  /** Presses, and once more if told that Slack did not say in time who pressed, as a busy machine may not let it. */
  const press = async (person: string, nonce: string, button: string, channel?: string): Promise<void> => {
    const card = await cardOf(nonce, button, channel);
    const told = () =>
      as(person)
        .messages(card.channel)
        .filter(({ text }) => text.includes('nothing was recorded. Press again.')).length;
    const before = told();
    await as(person).click(card, { text: button });
    void workspace
      .until(() => told() > before, { timeoutMs: 10_000 })
      .then(() => press(person, nonce, button, channel))
      .catch(() => undefined);
  };
  /** Types, and once more if told that Slack did not say in time who typed; until there is what it is for. */
  const type = async <T>(person: string, line: string, look: () => T | undefined | null | false, say: string): Promise<T> => {
    const told = () =>
      as(person)
        .messages('C0SUPPORT')
        .filter(({ text }) => text.includes('Try again.')).length;
    for (;;) {
      const before = told();
      await as(person).command('C0SUPPORT', line);
      const seen = await until(() => {
        const found = look();
        return found ? { found } : told() > before && ('again' as const);
      }, say);
      if (seen !== 'again') return seen.found;
    }
  };
  const formFor = (person: string, line: string, words: string) =>
    type(person, line, () => JSON.stringify(as(person).modal()?.view ?? {}).includes(words), `${words} for ${person}`);
  const wordOf = (nonce: string) => cardsOf(outside, nonce).find(({ channel }) => channel === approvals)?.word;

  // Thirty, which two leads approve; forty ask at the same instant, each for somebody else.
  door.to(ports);
  await formFor(people.ana, '/voucher envelope CC-VIE-50 30 12h', 'Asks 2 leads');
  await as(people.ana).submit(undefined, { Reason: 'strike' });
  await Promise.all([press(people.lea, 'strike', 'Approve'), press(people.milan, 'strike', 'Approve')]);
  await cardOf('strike', 'Close envelope');
  const customers = [...backOffice.world.customers.values()]
    .filter(({ branchId, blockState }) => branchId === 1 && blockState === 'NOT_BLOCKED')
    .slice(0, crowd.length);
  expect(customers).toHaveLength(crowd.length);
  // A form has to open within three seconds, so few of them at a time; they are sent together.
  for (let index = 0; index < crowd.length; index += 4)
    await Promise.all(
      crowd.slice(index, index + 4).map(async (person, place) => {
        await formFor(person, `/voucher apply ${customers[index + place]?.id} CC-VIE-50`, 'envelope “strike”');
      }),
    );
  // Whom Slack was too slow for sends the same form again, which asks once.
  const send = async (person: string) => {
    while (!(await as(person).submit(undefined, { Reason: `draw-${person}-end` })).ok);
  };
  await Promise.all(crowd.map(send));
  const given = () => backOffice.writes().filter(({ call }) => call === 'vouchers.applyToCustomer');
  const waiting = () => crowd.map((person) => `draw-${person}-end`).filter((nonce) => wordOf(nonce) === 'Waiting for approval');
  await until(() => given().length === 30 && waiting().length === 10, 'thirty that were given and ten that wait');
  const [first = '', second = '', third = '', offered = '', ...several] = waiting();

  // An absence that one has taken in counts on the other in that moment, and so does its end.
  const standIn = async (nonce: string) => {
    door.to([two]);
    return press(people.fay, nonce, 'Approve');
  };
  door.to([one]);
  await formFor(people.lea, '/approvals away 2h', '"Stand-in"');
  await as(people.lea).submit(undefined, { 'Stand-in': people.fay });
  await standIn(first);
  await until(() => wordOf(first) === 'Done', 'what was decided for Lea');
  door.to([one]);
  const isBack = () => JSON.stringify(as(people.lea).messages('support')).includes('You are back');
  await type(people.lea, '/approvals back', isBack, 'she is back');
  await standIn(second);
  await until(() => JSON.stringify(as(people.fay).messages('approvals')).includes('This takes the role lead'), 'why it is none');
  expect(wordOf(second)).toBe('Waiting for approval');

  // Less is offered, and accepted on both at the same instant.
  door.to([one]);
  const asker = offered.slice('draw-'.length, -'-end'.length);
  await press(people.lea, offered, 'Offer less');
  const form = await formOf(people.lea, '"Reason"');
  await as(people.lea).submit(form.id, { Voucher: 'Goodwill 20 EUR', Reason: 'Less will do' });
  await cardOf(offered, 'Accept', `D${asker.slice(1)}`);
  door.to(ports);
  door.treat(() => ({ copies: 2, delaysMs: [0, 0] }));
  await press(asker, offered, 'Accept', `D${asker.slice(1)}`);
  await until(() => wordOf(offered) === 'Done', 'what was accepted');
  door.treat(undefined);

  // Several are approved by one lead on one of them while the other lead rejects and approves on the other.
  door.to([one]);
  const newestList = () =>
    as(people.lea)
      .messages('support')
      .findLast(({ blocks }) => JSON.stringify(blocks).includes('Decide several'));
  const list = await type(people.lea, '/approvals', newestList, 'her list');
  await as(people.lea).click({ channel: list.channel, ts: list.ts }, { text: 'Decide several' });
  await formOf(people.lea, 'several.choose:');
  const boxes = [...JSON.stringify(as(people.lea).modal()?.view).matchAll(/"block_id":"(several\.choose:[^"]+)"/g)];
  for (const [index, [, block = '']] of boxes.entries()) {
    await as(people.lea).choose('modal', { blockId: block }, true);
    await formOf(people.lea, `"Approve ${index + 1}"`);
  }
  door.to([two]);
  await press(people.milan, third, 'Approve');
  door.to([one]);
  await as(people.lea).click('modal', { text: `Approve ${boxes.length}` });
  await until(() => JSON.stringify(as(people.lea).modal()?.view ?? {}).includes('recorded'), 'what became of each');
  // A machine that is busy has no time for some before Slack's ack, and says so: those are decided one by one.
  const all = [second, third, ...several];
  for (const nonce of all) {
    const card = cardsOf(outside, nonce).find(({ channel, buttons }) => channel === approvals && buttons.includes('Approve'));
    if (card !== undefined)
      await as(people.lea)
        .click(card, { text: 'Approve' })
        .catch(() => undefined);
  }
  await until(() => all.every((nonce) => wordOf(nonce) === 'Done'), 'all of them Done');

  expect(given()).toHaveLength(crowd.length);
  expect(new Set(given().map(({ path }) => path)).size).toBe(crowd.length);
}
