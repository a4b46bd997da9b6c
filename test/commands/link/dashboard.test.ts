import { describe, expect, it } from 'vitest';
import { dashboardUrl, pagesOfSubjects } from '../../../src/approvals/policy/dashboard-pages.ts';
import { customerOfLink, pageAmong, pageOfLink, withoutPages } from '../../../src/commands/link/dashboard.ts';
import { accountOptions, findAccount } from '../../../src/commands/subjects/find-accounts.ts';
import { cardOptions, findCard } from '../../../src/commands/subjects/find-cards.ts';
import { customerOptions, findCustomer } from '../../../src/commands/subjects/find-customers.ts';
import { openCommandHarness } from '../../support/command-harness.ts';
import { fc } from '../../support/fast-check.ts';

const none = { customer: null, account: null, card: null };
const links = {
  customer: 'https://back.example/app/customers/{id}',
  account: 'https://back.example/app/accounts/{id}',
  card: 'https://back.example/app/cards?id={id}',
};
const page = { ...none, customer: links.customer };

it.each([
  ['https://back.example/app/customers/1010', 1010],
  ['https://BACK.example/app/customers/1010/', 1010],
  ['https://back.example/app/customers/1010/rentals?tab=2#top', 1010],
  ['https://back.example/app/customers/1010?x=1', 1010],
])('%s is the page of customer %i', (url, id) => {
  expect(customerOfLink(page, url)).toBe(id);
});

it.each([
  'https://back.example/app/customers/',
  'https://back.example/app/customers/0',
  'https://back.example/app/customers/1010x',
  'https://back.example/app/vehicles/1010',
  'https://evil.example/https://back.example/app/customers/1010',
  'https://backXexample/app/customers/1010',
  'http://back.example/app/customers/1010',
  `https://back.example/app/customers/${'1'.repeat(16)}`,
])('%s is the page of nobody', (url) => {
  expect(customerOfLink(page, url)).toBeUndefined();
});

it('a pattern with the id in its query is understood, and one without a place for it fits nothing', () => {
  const customerBy = (customer: string | null, url: string) => customerOfLink({ ...none, customer }, url);
  expect(customerBy('https://back.example/c?id={customerId}', 'https://back.example/c?id=7&tab=1')).toBe(7);
  expect(customerBy('https://back.example/c', 'https://back.example/c')).toBeUndefined();
  expect(customerBy(null, 'https://back.example/c/1')).toBeUndefined();
});

it.each(['customer', 'account', 'card'] as const)('what is made of a %s’s pattern is read by it', (kind) => {
  expect(pageOfLink(links, dashboardUrl(links, kind, 42) ?? '')).toEqual({ kind, id: 42 });
});

it.each([
  ['https://back.example/app/customers/1010 20', 'customer:1010 20'],
  ['<https://back.example/app/customers/1010> 20', 'customer:1010 20'],
  ['<https://back.example/app/customers/1010/rentals?tab=1&amp;x=2|back.example/app…> 20', 'customer:1010 20'],
  ['https://back.example/app/accounts/7001 20', 'account:7001 20'],
  ['assign https://back.example/app/cards?id=9001 https://back.example/app/customers/1010', 'assign card:9001 customer:1010'],
  ['1010 see https://back.example/app/vehicles/7', '1010 see https://back.example/app/vehicles/7'],
])('%s is read as %s', (typed, read) => {
  expect(withoutPages(links, typed)).toBe(read);
});

const kinds = ['customer', 'account', 'card'] as const;
const finders = { customer: findCustomer, account: findAccount, card: findCard };
const options = { customer: customerOptions, account: accountOptions, card: cardOptions };
const where = { customer: 1010, account: 7001, card: 3001 } as const;
const around = fc.tuple(
  fc.constantFrom('', 'see', 'Bitte', 'that is', '(', '*'),
  fc.constantFrom('', 'please', '!', 'thanks, Ana', ')'),
);

describe.each(kinds)('a page of a dashboard where a %s is looked for', (sought) => {
  it.each(kinds)('is taken by its id, or named for what it is, whatever is said beside it (%s)', async (given) => {
    const harness = await openCommandHarness();
    harness.app.policy = { ...harness.app.policy, dashboardLink: links };
    const url = dashboardUrl(links, given, where[given]) ?? '';
    await fc.assert(
      fc.asyncProperty(around, fc.boolean(), async ([before, after], isMarked) => {
        const text = `${before} ${isMarked ? `<${url}>` : url} ${after}`;
        const search = () =>
          sought === 'customer'
            ? findCustomer(harness.app, text, { branchId: 1 })
            : finders[sought](harness.app, text, 1 as never);
        const offered = () => options[sought](harness.app, withoutPages(links, text), 1);
        if (given === sought) {
          expect(await search()).toMatchObject({ kind: 'one', [sought]: { id: where[given] } });
          expect((await offered()).map(({ value }) => value)).toContain(String(where[given]));
          return;
        }
        const calls = harness.calls().length;
        const say = { customer: /That is a customer/, account: /That is a business account/, card: /That is a card/ }[given];
        await expect(search()).rejects.toMatchObject({ code: 'bad_input', say: expect.stringMatching(say) });
        await expect(offered()).rejects.toMatchObject({ code: 'bad_input', say: expect.stringMatching(say) });
        expect(harness.calls()).toHaveLength(calls);
      }),
      { numRuns: 15 },
    );
  });
});

it('two pages of one kind are no one customer, and a word with a colon is no page', () => {
  expect(pageAmong('customer:1 customer:2', 'customer')).toBeUndefined();
  expect(pageAmong('customer:1 card:2', 'customer')).toBe(1);
  expect(pageAmong('xcard:2 card:0 card:x', 'customer')).toBeUndefined();
});

it('what a request is about has its pages, each once, and what has none has none', () => {
  const subjects = ['account:7001', 'customer:1010', 'customer:1010', 'unit:1', 'customer:x', 'smartmove:1', 'envelope'];
  expect(pagesOfSubjects(links, subjects).map(({ kind, id, url }) => `${kind} ${id} ${url}`)).toEqual([
    'account 7001 https://back.example/app/accounts/7001',
    'customer 1010 https://back.example/app/customers/1010',
  ]);
  expect(pagesOfSubjects(page, ['account:7001', 'card:1'])).toEqual([]);
});
