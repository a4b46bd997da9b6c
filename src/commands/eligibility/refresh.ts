import { actionIds } from '../../views/ids.ts';
import { answerWith, inItsPlace } from '../answer.ts';
import type { Button } from '../context.ts';
import { usualBranch } from '../find/branches.ts';
import type { Source } from '../form/start.ts';
import { checkEligibility } from './check.ts';
import { eligibilityTitle as title } from './form.ts';
import { readQuestion } from './question.ts';

const needs = 'read.eligibility';

/** **Refresh**: the same question again, answered in its place. */
export const refreshEligibilityButton: Button = {
  id: actionIds.refreshEligibility,
  needs,
  async run(press) {
    const asked = readQuestion(press.value);
    const where = await inItsPlace(press, title);
    await answerWith(where, async () =>
      checkEligibility(where, { ...asked, branch: asked.branch ?? (await usualBranch(press.kit)) }),
    );
    return undefined;
  },
};

/** An answer is asked for again after a change that was started from it. */
export const eligibilitySource: Source = {
  title,
  needs,
  async answer(interaction, { customer, branch, category, account }) {
    if (customer === undefined || branch === undefined) return undefined;
    return checkEligibility(interaction, {
      customer,
      branch,
      ...(category === undefined ? {} : { category }),
      ...(account === undefined ? {} : { account }),
    });
  },
};
