import { expect, test } from 'vitest';
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

test('the verdict is the back office’s', () => {
  expect(read()).toContain('Anna Nowak (customer 42) cannot start in Vienna');
  expect(read({ fulfilled: true, requirements: [] })).toContain('✅ Anna Nowak (customer 42) can start in Vienna');
});

test('a verdict and a list that do not agree are both said', () => {
  expect(read({ fulfilled: true })).toContain('can start in Vienna, says the back office, though it lists 2 open points');
  expect(read({ requirements: [] })).toContain('the back office does not say why');
});

test('an unmet requirement says what it means, who can fix it, and offers the action filled in', () => {
  expect(read()).toContain("This branch's current terms are not accepted.");
  expect(read()).toContain('Who can fix it: Support');
  const fix = buttonObjects(eligibilityMessage(props).blocks).find(({ text }) => text === 'Accept terms');
  expect(fix).toMatchObject({ value: 'action:customer.accept-terms customer:42 branch:1' });
});

test('an unknown type is shown as it came', () => {
  expect(read()).toContain('HELMET_TRAINING');
  expect(read()).toContain('Bring a helmet');
  expect(requirementWords({ type: 'constructor', fulfilled: false })).toMatchObject({ title: 'constructor', known: false });
});

test('what is met stands in one line', () => {
  expect(read()).toContain('Met: age');
});

test('what was asked stands below, with a button to change it', () => {
  expect(read()).toContain('Asked for Vienna · Compact · now · private ride');
  expect(buttonsOf(eligibilityMessage(props).blocks)).toContain('Change');
});
