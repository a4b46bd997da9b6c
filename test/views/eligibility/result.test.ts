import { expect, it } from 'vitest';
import { requirementWords } from '../../../src/views/eligibility/requirements.ts';
import { type EligibilityProps, eligibilityMessage } from '../../../src/views/eligibility/result.ts';
import { buttonObjects, buttonsOf, readBlocks } from '../read.ts';

const props: EligibilityProps = {
  customer: 'Anna Nowak (customer 42)',
  fulfilled: false,
  requirements: [
    {
      type: 'TERMS',
      fulfilled: false,
      errorCode: 'U602',
      message: 'Newest terms not accepted',
      fix: { action: 'customer.accept-terms', label: 'Accept terms', value: 'action:customer.accept-terms customer:42 branch:1' },
    },
    { type: 'HELMET_TRAINING', fulfilled: false, message: 'Bring a helmet' },
    { type: 'AGE', fulfilled: true },
  ],
  asked: { branch: 'Vienna', category: 'Compact' },
  change: 'customer:42 branch:1',
};
const read = (change: Partial<EligibilityProps> = {}) => readBlocks(eligibilityMessage({ ...props, ...change }).blocks);

it('the verdict is the back office’s', () => {
  expect(read()).toContain('Anna Nowak (customer 42) can’t rent in Vienna');
  expect(read({ fulfilled: true, requirements: [] })).toContain('✅ Anna Nowak (customer 42) is eligible to rent in Vienna');
});

it('a verdict and a list that do not agree are both said', () => {
  const text = read({ fulfilled: true });
  expect(text).toContain('❔ Whether Anna Nowak (customer 42) can rent in Vienna is not known');
  expect(text).toContain('the back office says yes, and lists 2 open points');
  expect(read({ requirements: [] })).toContain('the back office doesn’t say why');
});

it('the account’s own block state is part of the verdict, whatever the list says', () => {
  const met = { fulfilled: true, requirements: [] };
  expect(read({ ...met, block: { state: 'NOT_BLOCKED' } })).toContain('✅');
  expect(read({ ...met, block: { state: 'ADMIN_BLOCKED' } })).toContain(
    '⛔ Anna Nowak (customer 42) can’t rent in Vienna: the account is blocked by an administrator',
  );
  expect(read({ ...met, block: { state: 'ON_HOLD' } })).toMatch(
    /❔ Whether .* is not known: the account has the block state “ON_HOLD”/,
  );
  expect(read({ ...met, block: {} })).toMatch(
    /❔ Whether .* is not known: The back office does not say whether the account is blocked/,
  );
});

it('an unmet requirement says what it means, who can fix it, and offers the action filled in', () => {
  expect(read()).toContain("This branch's current terms are not accepted.");
  expect(read()).toContain('Who can fix it: Support');
  const fix = buttonObjects(eligibilityMessage(props).blocks).find(({ text }) => text === 'Accept terms');
  expect(fix).toMatchObject({ value: 'action:customer.accept-terms customer:42 branch:1' });
});

it('an unknown type is shown as it came', () => {
  expect(read()).toContain('HELMET_TRAINING');
  expect(read()).toContain('Bring a helmet');
  expect(requirementWords({ type: 'constructor', fulfilled: false })).toMatchObject({ title: 'constructor', known: false });
});

it('what is met is in one line', () => {
  expect(read()).toContain('OK: age');
});

it('what was asked is below, with a button to change it', () => {
  expect(read()).toContain('Asked for Vienna · Compact · now · personal ride');
  expect(buttonsOf(eligibilityMessage(props).blocks)).toContain('Check another branch or vehicle');
});
