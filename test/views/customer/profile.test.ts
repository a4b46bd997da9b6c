import { describe, expect, test } from 'vitest';
import { showToMany, showToOne } from '../../../src/lib/mask.ts';
import { candidatesMessage } from '../../../src/views/customer/candidates.ts';
import { noneFoundMessage } from '../../../src/views/customer/none-found.ts';
import { type ProfileProps, profileMessage } from '../../../src/views/customer/profile.ts';
import { sharedProfileMessage } from '../../../src/views/customer/profile-shared.ts';
import { buttonObjects, buttonsOf, readBlocks } from '../read.ts';

const props: ProfileProps = {
  customer: {
    id: 42,
    firstName: 'Anna',
    lastName: 'Nowak',
    email: 'anna@example.com',
    phone: '+436601234567',
    birthdate: '1990-04-02',
    street: 'Ring 1',
    paymentSourceIsAvailable: true,
    licenseVerificationState: 'REJECTED',
    annotations: ['Called twice'],
  },
  branch: { id: 1, name: 'Vienna' },
  details: { ok: true, value: { terms: 'NOT_ACCEPTED', openInvoicesGross: 31.5, currency: 'EUR' } },
  accounts: { ok: true, value: [{ id: 3, name: 'ACME' }] },
  paymentSources: { ok: true, value: [{ type: 'CARD', label: 'Visa 4242', isDefault: true }] },
  cards: { ok: true, value: [{ id: 7, number: '0017', state: 'ASSIGNED' }] },
  requirements: {
    ok: true,
    value: {
      fulfilled: false,
      category: 'Compact',
      requirements: [
        { type: 'TERMS', fulfilled: false },
        { type: 'UNPAID_INVOICES', fulfilled: false },
        { type: 'AGE', fulfilled: true },
      ],
    },
  },
  show: showToOne(),
  actions: [],
  canReveal: true,
};
const read = (change: Partial<ProfileProps> = {}) => readBlocks(profileMessage({ ...props, ...change }).blocks);

describe('the profile says', () => {
  test('whether they can drive and why not, in one line', () => {
    expect(read()).toContain('⛔ Cannot start in Vienna (Compact): terms not accepted; unpaid invoices');
    expect(read({ requirements: { ok: true, value: { fulfilled: true, requirements: [] } } })).toContain(
      '✅ Can start in Vienna',
    );
  });

  test('whether they can pay and why not', () => {
    expect(read()).toContain('✅ Can pay with Visa 4242');
    expect(read({ customer: { ...props.customer, blockedByUnpaidInvoices: true } })).toContain(
      '⛔ Cannot pay: blocked by unpaid invoices (31.50 EUR open)',
    );
    expect(read({ customer: { id: 42, paymentSourceIsAvailable: false } })).toContain('⛔ Cannot pay: no payment method');
  });

  test('the next step of what is open', () => {
    expect(read()).toContain('Driving licence: rejected → look at the reason');
  });

  test('that a part failed, while the rest stands', () => {
    const text = read({
      cards: { ok: false, say: 'No answer in time.' },
      requirements: { ok: false, say: 'No answer in time.' },
    });
    expect(text).toContain('Cards: could not be loaded. No answer in time.');
    expect(text).toContain('Whether they can start in Vienna is not known');
    expect(text).toContain('ACME (account 3)');
  });

  test('a state nobody has words for, as it came', () => {
    expect(read({ customer: { ...props.customer, creditStatus: 'ON_HOLD' } })).toContain('Credit check: On hold');
  });

  test('contacts masked', () => {
    const drawn = JSON.stringify(profileMessage(props));
    expect(drawn).toContain('a…@example.com · •••567 · born 1990');
    for (const secret of ['anna@', '6601234567', '1990-04-02', 'Ring 1']) expect(drawn).not.toContain(secret);
  });
});

test('what many see holds no name, contact, note or account name', () => {
  const drawn = JSON.stringify(sharedProfileMessage({ ...props, show: showToMany(), sharedBy: 'U0AGENT1' }));
  expect(drawn).toContain('A.N. · customer 42');
  for (const secret of ['Anna', 'Nowak', 'example.com', '567', '1990', 'Ring', 'ACME', 'Visa', 'Called twice'])
    expect(drawn).not.toContain(secret);
});

test('the first four actions are buttons, the others a menu', () => {
  const actions = Array.from({ length: 7 }, (_, index) => ({
    action: `card.a${index}`,
    label: `Do ${index}`,
    value: `action:card.a${index}`,
  }));
  const { blocks } = profileMessage({ ...props, actions });
  expect(buttonsOf(blocks)).toEqual(['Eligibility', 'Do 0', 'Do 1', 'Do 2', 'Do 3', 'Refresh', 'Reveal', 'Share masked']);
  expect(JSON.stringify(blocks)).toContain('"type":"overflow"');
});

test('who may not reveal is not offered it', () => {
  expect(buttonsOf(profileMessage({ ...props, canReveal: false }).blocks)).not.toContain('Reveal');
});

describe('a search', () => {
  test('with several hits offers each, masked, with paging', () => {
    const message = candidatesMessage({
      search: 'nowak',
      branch: props.branch,
      hits: [props.customer, { id: 43, blockState: 'BLOCKED' }],
      first: 11,
      total: 30,
      show: showToOne(),
      previous: 'p:0',
      next: 'p:2',
      elsewhere: 'e',
    });
    expect(readBlocks(message.blocks)).toContain('30 customers for “nowak” in Vienna, 11–12 shown');
    expect(readBlocks(message.blocks)).toContain('blocked');
    expect(buttonObjects(message.blocks).map(({ text, value }) => `${text} ${value}`)).toEqual([
      'Open customer:42 branch:1',
      'Open customer:43 branch:1',
      'Previous p:0',
      'Next p:2',
      'Search elsewhere e',
    ]);
    expect(JSON.stringify(message)).not.toContain('anna@');
  });

  test('with none says which branch was searched and who is not listed there', () => {
    const message = noneFoundMessage({ search: 'nowak', branch: props.branch, elsewhere: 'e' });
    for (const text of [message.text, readBlocks(message.blocks)]) {
      expect(text).toContain('in Vienna');
      expect(text).toContain('People who never accepted the terms of Vienna are not listed there.');
    }
    expect(buttonsOf(message.blocks)).toEqual(['Search elsewhere']);
  });
});
