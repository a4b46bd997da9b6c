import { describe, expect, it } from 'vitest';
import { sendPasswordReset } from '../../src/actions/access/send-password-reset.ts';
import { createCustomer } from '../../src/actions/customer/create.ts';
import { deleteCustomer } from '../../src/actions/customer/delete.ts';
import { updateCustomer } from '../../src/actions/customer/update.ts';
import type { AnyAction } from '../../src/actions/define.ts';
import { createSmartmoveUser } from '../../src/actions/smartmove/create.ts';
import { updateSmartmoveUser } from '../../src/actions/smartmove/update.ts';
import { applyVoucher } from '../../src/actions/voucher/apply.ts';
import type { RequestRecord } from '../../src/approvals/request.ts';
import { requestView } from '../../src/slack/request-view.ts';
import { type ActionHarness, openActionHarness } from '../support/action-harness.ts';

const person = { firstName: 'Lena', lastName: 'Weiß', birthdate: '1990-04-02', street: 'Müllerstraße 5', phone: '+436601234567' };
const smartmoveUser = {
  ...{ email: 'lena@example.org', firstName: person.firstName, lastName: person.lastName, dateOfBirth: person.birthdate },
  ...{ phone: person.phone, language: 'de', customerType: 'Private', productKey: 'basic' },
  contact: { address: person.street, zipCode: '1010', city: 'Wien', countryCode: 'AT' },
  billing: { address: person.street, zipCode: '1010', city: 'Wien', countryCode: 'AT' },
};
const policy = {
  tickets: null,
  dashboardLink: { customer: null, account: null, card: null },
  privacy: { mask: true, media: 'never', forgetAfterMs: null },
} as const;
const reason = 'Lena Weiss, born 2.4.1990, lives at Muellerstr. 5, 0660/1234567';

/** What a channel reads of this reason, for what this action has read of this input. */
async function shownToMany(harness: ActionHarness, action: AnyAction, given: unknown): Promise<string | undefined> {
  const input = action.input.parse(given);
  const snapshot = await harness.look(action, input);
  const record = {
    state: 'pending',
    snapshot,
    input,
    reason,
    votes: [],
    questions: [],
    offers: [],
    revision: 0,
    differences: [],
    subjects: [],
  };
  // safe: a view needs no more of a request
  return requestView(record as unknown as RequestRecord, { label: '', audience: 'channel', policy })?.reason;
}

describe('a reason that names somebody is told to many without name, street, birth date and phone', () => {
  it.each([
    [applyVoucher as AnyAction, { target: { kind: 'customer', id: 1001 }, templateId: 903, branchId: 1 }],
    [deleteCustomer as AnyAction, { customerId: 1001 }],
    [sendPasswordReset as AnyAction, { customerId: 1001 }],
  ])('where $name has read whom it is about', async (action, input) => {
    const harness = await openActionHarness();
    Object.assign(harness.backOffice.world.customers.get(1001) ?? {}, person);
    expect(await shownToMany(harness, action, input)).toBe('L. W., born ••••, lives at ••••, ••••');
  });

  it.each([
    [updateCustomer as AnyAction, { customerId: 1001, edit: person }],
    [createSmartmoveUser as AnyAction, smartmoveUser],
  ])('where it is what $name would write', async (action, input) => {
    expect(await shownToMany(await openActionHarness(), action, input)).toBe('L. W., born ••••, lives at ••••, ••••');
  });

  it('if it is who would be created, of whom the back office is told no street', async () => {
    const { street: _, ...known } = person;
    const input = { ...known, email: 'lena@example.org', authenticationType: 'EMAIL', branchId: 1 };
    expect(await shownToMany(await openActionHarness(), createCustomer as AnyAction, input)).toMatch(
      /^L\. W\., born ••••, .*••••$/,
    );
  });

  it('if it is what Smartmove calls by other names', async () => {
    const harness = await openActionHarness();
    const [user] = harness.backOffice.world.smartmoveUsers.values();
    const { dateOfBirth, street: _, birthdate: __, ...names } = { ...person, dateOfBirth: person.birthdate };
    const edit = { ...names, dateOfBirth, contactAddress: person.street };
    expect(await shownToMany(harness, updateSmartmoveUser as AnyAction, { userId: user?.id, edit })).toBe(
      'L. W., born ••••, lives at ••••, ••••',
    );
  });
});
