import { describe, expect, it } from 'vitest';
import { redactorForMany, redactorForOne } from '../../../src/lib/mask.ts';
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
    blockState: 'NOT_BLOCKED',
    blockedByUnpaidInvoices: false,
    paymentState: 'SOURCE_ADDED',
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
  redactor: redactorForOne(),
  actions: [],
  canReveal: true,
};
const read = (change: Partial<ProfileProps> = {}) => readBlocks(profileMessage({ ...props, ...change }).blocks);

describe('the profile says', () => {
  it('whether they can drive and why not, in one line', () => {
    expect(read()).toContain('⛔ Can’t rent in Vienna (Compact), 2 blockers: terms not accepted; unpaid invoices (€31.50 open)');
    expect(read({ requirements: { ok: true, value: { fulfilled: true, requirements: [] } } })).toContain('✅ Can rent in Vienna');
  });

  it('the account’s own block state first, whatever the back office’s check says', () => {
    const met = { requirements: { ok: true, value: { fulfilled: true, requirements: [] } } } as const;
    const of = (blockState: string | undefined) => read({ ...met, customer: { ...props.customer, blockState } });
    expect(of('ADMIN_BLOCKED')).toContain('⛔ Can’t rent in Vienna: customer is blocked by an administrator');
    expect(of('BLOCKED')).toContain('⛔ Can’t rent in Vienna: customer is blocked');
    expect(of('DELETED')).toContain('⛔ Account deleted');
    expect(of('ON_HOLD')).toMatch(/❔ Whether they can rent in Vienna is not known: block state “ON_HOLD”/);
    expect(of(undefined)).toMatch(/❔ Whether they can rent in Vienna is not known: the back office gives no block state/);
  });

  it('each blocker with its next step: what is missing, what is unpaid, and what cannot be changed', () => {
    const requirements = [
      { type: 'PROFILE', fulfilled: false, missing: ['birthdate', 'street'] },
      { type: 'AGE', fulfilled: false },
      { type: 'UNPAID_INVOICES', fulfilled: false },
      { type: 'TERMS', fulfilled: false },
    ];
    const text = read({ requirements: { ok: true, value: { fulfilled: false, requirements } } });
    expect(text).toContain('4 blockers: profile incomplete (missing: birth date, street); under or over the age limit; unpaid');
    expect(text).toMatch(/What’s blocking[\s\S]*Terms in Vienna: not accepted → ask the customer[\s\S]*Needs attention/);
    expect(text).toMatch(/Unpaid invoices: €31.50 open\. .*pays them/);
    expect(text).toMatch(/Profile incomplete: .*Missing: birth date, street/);
    expect(text).toMatch(/Needs attention[\s\S]*Driving licence: rejected/);
  });

  it('the fix first, as its primary button', () => {
    const fix = { label: 'Accept terms', actionId: 'start:customer.accept-terms', value: 'v' };
    const { blocks } = profileMessage({
      ...props,
      fix,
      actions: [{ action: 'customer.accept-terms', label: 'Accept terms', value: 'v' }],
    });
    expect(buttonsOf(blocks).filter((text) => text === 'Accept terms')).toHaveLength(1);
    expect(buttonObjects(blocks).filter(({ style }) => style === 'primary')).toMatchObject([{ text: 'Accept terms' }]);
  });

  it('whether they can pay and why not', () => {
    expect(read()).toContain('✅ Can pay with Visa 4242');
    expect(read({ customer: { ...props.customer, blockedByUnpaidInvoices: true } })).toContain(
      '⛔ Can’t pay: blocked by unpaid invoices (€31.50 open)',
    );
    expect(
      read({ customer: { id: 42, paymentState: 'NONE', blockedByUnpaidInvoices: false, paymentSourceIsAvailable: false } }),
    ).toContain('⛔ Can’t pay: no payment method');
  });

  it('the next step of what is open', () => {
    expect(read()).toContain('Driving licence: rejected → see why');
  });

  it('that a part failed, while the rest is shown', () => {
    const text = read({
      cards: { ok: false, say: 'No answer in time.' },
      requirements: { ok: false, say: 'No answer in time.' },
    });
    expect(text).toContain('Cards: could not be loaded. No answer in time.');
    expect(text).toContain('Whether they can rent in Vienna is not known');
    expect(text).toContain('ACME (account 3)');
  });

  it('a state nobody has words for, as it came', () => {
    expect(read({ customer: { ...props.customer, creditStatus: 'ON_HOLD' } })).toContain('Credit check: ON_HOLD');
  });

  it('contacts masked', () => {
    const drawn = JSON.stringify(profileMessage(props));
    expect(drawn).toContain('a…@example.com · •••567 · born 1990');
    for (const secret of ['anna@', '6601234567', '1990-04-02', 'Ring 1']) expect(drawn).not.toContain(secret);
  });
});

it('what many see holds no name, contact, note or account name', () => {
  const drawn = JSON.stringify(sharedProfileMessage({ ...props, redactor: redactorForMany(), sharedBy: 'U0AGENT1' }));
  expect(drawn).toContain('A.N. · customer 42');
  for (const secret of ['Anna', 'Nowak', 'example.com', '567', '1990', 'Ring', 'ACME', 'Visa', 'Called twice'])
    expect(drawn).not.toContain(secret);
});

it('the first four actions are buttons, the others a menu', () => {
  const actions = Array.from({ length: 7 }, (_, index) => ({
    action: `card.a${index}`,
    label: `Do ${index}`,
    value: `action:card.a${index}`,
  }));
  const { blocks } = profileMessage({ ...props, actions });
  expect(buttonsOf(blocks)).toEqual([
    'Eligibility',
    'Do 0',
    'Do 1',
    'Do 2',
    'Do 3',
    'Refresh',
    'History',
    'Reveal',
    'Share masked',
  ]);
  expect(JSON.stringify(blocks)).toContain('"type":"overflow"');
});

it('who may not reveal is not offered it', () => {
  expect(buttonsOf(profileMessage({ ...props, canReveal: false }).blocks)).not.toContain('Reveal');
});

describe('a search', () => {
  it('with several hits offers each, masked, with paging', () => {
    const message = candidatesMessage({
      search: 'nowak',
      branch: props.branch,
      hits: [props.customer, { id: 43, blockState: 'BLOCKED' }],
      first: 11,
      total: 30,
      redactor: redactorForOne(),
      previous: 'p:0',
      next: 'p:2',
      elsewhere: 'e',
    });
    expect(readBlocks(message.blocks)).toContain('30 matches for “nowak” in Vienna (showing 11–12)');
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

  it('with none says which branch was searched and who is not listed there', () => {
    const message = noneFoundMessage({ search: 'nowak', branch: props.branch, elsewhere: 'e' });
    for (const text of [message.text, readBlocks(message.blocks)]) {
      expect(text).toContain('in Vienna');
      expect(text).toContain('Only customers who accepted Vienna’s terms show up here.');
    }
    expect(buttonsOf(message.blocks)).toEqual(['Search elsewhere']);
  });

  it.each(['lena@example.org', '+43 664 1234567', '1010', 'Handy: 0660/1234567', 'Kd.-Nr. 1010'])(
    'tells somebody who gave %s to check it, and no other spelling',
    (search) => {
      const { text } = noneFoundMessage({ search, branch: props.branch, elsewhere: 'e', scope: 'everywhere' });
      expect(text).toContain('Check it for typos');
      expect(noneFoundMessage({ search: 'nowak', branch: props.branch, elsewhere: 'e', scope: 'everywhere' }).text).toContain(
        'Other spellings',
      );
    },
  );
});

it('a profile leaves out what is not known of somebody', () => {
  const { email: _, birthdate: __, ...known } = props.customer;
  const shown = readBlocks(profileMessage({ ...props, customer: known }).blocks);
  expect(shown).toContain('\n•••567');
  expect(shown).not.toMatch(/– ·|born –/);
});
