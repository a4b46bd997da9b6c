import type { Choice } from '../../views/common/blocks.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { actionIds } from '../../views/ids.ts';
import { answerWith, inView, openInPlace } from '../answer.ts';
import type { Button, Press } from '../context.ts';
import { accountChoice } from '../find/accounts.ts';
import { usualBranch } from '../find/branches.ts';
import { customerChoice } from '../find/customers.ts';
import { showFor } from '../find/look-up.ts';
import type { Kit } from '../kit.ts';
import { checkEligibility } from './check.ts';
import { eligibilityForm, eligibilityTitle as title } from './form.ts';
import { readQuestion } from './question.ts';
import { wallTime } from './time.ts';

/** From the profile: asks for the category, with customer and branch filled in; where there is only one, answers at once. */
export const checkEligibilityButton: Button = {
  id: actionIds.checkEligibility,
  needs: 'read.eligibility',
  async run(press) {
    const viewId = await openInPlace(press, waitingView({ title }));
    const view = inView(press, viewId, title);
    await answerWith(view, async () => {
      const asked = readQuestion(press.value);
      const branch = asked.branch ?? (await usualBranch(press.kit));
      const categories = await press.kit.catalogue.categories(branch);
      const [only] = categories;
      if (only !== undefined && categories.length === 1) return checkEligibility(view, { ...asked, branch, category: only.id });
      await drawForm(press, viewId);
      return undefined;
    });
    return undefined;
  },
};

/** From an answer: the form with what was asked. */
export const changeEligibilityButton: Button = {
  id: actionIds.changeEligibility,
  needs: 'read.eligibility',
  async run(press) {
    const viewId = await openInPlace(press, waitingView({ title }));
    await answerWith(inView(press, viewId, title), async () => {
      await drawForm(press, viewId);
      return undefined;
    });
    return undefined;
  },
};

async function drawForm({ kit, who, value }: Press, viewId: string): Promise<void> {
  const { customer, branch, category, at, account } = readQuestion(value);
  const [named, accountNamed, branchId] = await Promise.all([
    customerNamed(kit, customer),
    account === undefined ? undefined : namedAccount(kit, account),
    branch ?? usualBranch(kit),
  ]);
  const view = await eligibilityForm(kit, who.timeZone, {
    branch: branchId,
    customer: named,
    ...(category === undefined ? {} : { category }),
    ...(at === undefined ? {} : wallTime(new Date(at), who.timeZone)),
    ...(accountNamed === undefined ? {} : { account: accountNamed }),
  });
  await kit.screen.update(viewId, view);
}

/** The form can be filled in without the names: an id says enough. */
async function customerNamed(kit: Kit, id: number): Promise<Choice> {
  const customer = await kit.readers.operations.customers.get({ params: { id } }, { deadlineMs: 3_000 }).catch(() => ({ id }));
  return customerChoice(customer, showFor(kit));
}

async function namedAccount(kit: Kit, id: number): Promise<Choice> {
  const account = await kit.readers.operations.accounts
    .get({ params: { userGroupId: id } }, { deadlineMs: 3_000 })
    .catch(() => ({ id }));
  return accountChoice(account);
}
