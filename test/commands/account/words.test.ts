import { describe, expect, it } from 'vitest';
import { peopleIn, splitAccount, understandPeople } from '../../../src/commands/account/words.ts';
import { joinCardWords } from '../../../src/commands/subjects/card-number.ts';
import { openCommandHarness } from '../../support/command-harness.ts';

describe('people in a row', () => {
  it.each([
    [
      ['1001', '1002'],
      ['1001', '1002'],
    ],
    [
      ['1001,1002,', '1003'],
      ['1001', '1002', '1003'],
    ],
    [['Maja', 'Horvat'], ['Maja Horvat']],
    [
      ['Maja', 'Horvat,', 'Ben', 'Okafor'],
      ['Maja Horvat', 'Ben Okafor'],
    ],
    [
      ['Maja', 'Horvat', '1002', 'a@example.com', 'Ben Okafor'],
      ['Maja Horvat', '1002', 'a@example.com', 'Ben Okafor'],
    ],
    [[], []],
  ])('%j are %j', (words, people) => {
    expect(peopleIn(words)).toEqual(people);
  });

  it('a card’s number with the word before it is one of them', () => {
    expect(peopleIn('1001 card HM-10001 Karte hm 10007, Ben Okafor'.split(' '))).toEqual([
      '1001',
      'card HM-10001',
      'Karte hm 10007',
      'Ben Okafor',
    ]);
  });

  it('who are called Card keep their name to themselves', () => {
    expect(joinCardWords('Card 200'.split(' '))).toEqual(['Card', '200']);
  });

  it('are found each by itself; who is not found, or fits several, is named', async () => {
    const { app, command } = await openCommandHarness();
    const { who } = await command();
    const { people, problem } = await understandPeople(app, ['1001', '1001', '99', '1002'], 1, who);
    expect(people.map(({ value }) => value)).toEqual(['1001', '1002']);
    expect(problem).toContain('No customer matches “99”');
  });
});

describe('the account in front', () => {
  it.each([
    [['7001', '1001'], '7001', ['1001']],
    [['account:BA-001', 'ADMIN'], '7001', ['ADMIN']],
    [['Alpenblick Facility Services GmbH', '1001'], '7001', ['1001']],
    [['Alpenblick', 'Facility', 'Services', 'GmbH', 'Maja', 'Horvat'], '7001', ['Maja', 'Horvat']],
    [['Alpenblick', 'Maja', 'Horvat'], '7001', ['Maja', 'Horvat']],
  ])('of %j is %s, followed by %j', async (words, account, rest) => {
    const { app } = await openCommandHarness();
    const split = await splitAccount(app, words, 1);
    expect([split.account?.value?.value, split.rest]).toEqual([account, rest]);
  });

  it('that nobody knows is reported, and what follows is kept', async () => {
    const { app } = await openCommandHarness();
    expect(await splitAccount(app, ['Nowhere', '1001'], 1)).toEqual({
      account: { problem: 'No business account for “Nowhere”.' },
      rest: ['1001'],
    });
  });
});
