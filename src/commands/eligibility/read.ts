import type { Requirement } from '../../api/operations/index.ts';
import { speak } from '../../lib/language/speak.ts';
import type { EligibilityProps } from '../../views/eligibility/result.ts';
import { eligibilityMessage, type Fix } from '../../views/eligibility/result.ts';
import { actionIds } from '../../views/ids.ts';
import { writePointer } from '../../views/pointer.ts';
import type { Interaction } from '../context.ts';
import { defineRead } from '../engine/read.ts';
import { redactorFor } from '../subjects/look-up.ts';
import { type Question, writeQuestion } from './question.ts';
import { eligibilityQuestion } from './subject.ts';
import { inWords } from './time.ts';

/** What of the answer names things only; the verdict does not wait longer for a name. */
const nameMs = 4_000;

/** `/eligibility <customer> [branch] [category]` */
export const eligibilityRead = defineRead({
  command: 'eligibility',
  verb: '',
  description: 'Whether a customer may start, what is missing, and who can fix it',
  needs: 'read.eligibility',
  title: 'Eligibility',
  submit: 'Check',
  about: eligibilityQuestion,
  opens: actionIds.checkEligibility,
  turns: [actionIds.refreshEligibility],
  changes: actionIds.changeEligibility,
  fetch: askBackOffice,
  view: eligibilityMessage,
  page: ({ customer }) => ({ kind: 'customer', id: customer }),
});

/** What the back office says; nothing is judged here. A name that could not be read is replaced by its id. */
async function askBackOffice(interaction: Interaction, question: Question): Promise<EligibilityProps> {
  const { app, who } = interaction;
  const { operations } = app.readers;
  const { customer: id, branch: branchId, category: categoryId, account: accountId, at } = question;
  const [answer, customer, branch, category, account] = await Promise.all([
    operations.requirements.start({
      query: {
        userId: id,
        branchId,
        vehicleCategoryId: categoryId,
        startTime: at,
        userGroupId: accountId,
      },
    }),
    operations.customers.get({ params: { id } }, { deadlineMs: nameMs }).catch(() => undefined),
    app.catalogue.branch(branchId),
    categoryId === undefined ? undefined : categoryName(interaction, branchId, categoryId),
    accountId === undefined ? undefined : accountName(interaction, accountId),
  ]);
  return {
    customer: redactorFor(app).person(customer ?? { id }),
    block: customer === undefined ? undefined : { state: customer.blockState },
    fulfilled: answer.fulfilled,
    requirements: answer.requirements.map((requirement) => ({ ...requirement, fix: fixOf(interaction, requirement, question) })),
    asked: { branch: branch.name, category, time: at === undefined ? undefined : inWords(at, who.timeZone), account },
    change: writeQuestion(question),
    profile: who.may('read.customer') ? writePointer({ customer: id, branch: branchId }) : undefined,
  };
}

async function categoryName({ app }: Interaction, branchId: number, id: number): Promise<string> {
  const categories = await app.catalogue.categories(branchId).catch(() => []);
  return categories.find((category) => category.id === id)?.name ?? speak('category {id}', { id });
}

async function accountName({ app }: Interaction, id: number): Promise<string> {
  const account = await app.readers.operations.accounts
    .get({ params: { userGroupId: id } }, { deadlineMs: nameMs })
    .catch(() => undefined);
  return account?.name ?? String(id);
}

/** What this app can do about an unmet requirement. For all others the words say who can. */
const fixes: ReadonlyMap<string, { action: string; label: string }> = new Map([
  ['TERMS', { action: 'customer.accept-terms', label: 'Accept terms' }],
  ['PROFILE', { action: 'customer.update', label: 'Complete the profile' }],
]);

function fixOf({ app, who }: Interaction, { type, fulfilled }: Requirement, { at, ...asked }: Question): Fix | undefined {
  const fix = fixes.get(type);
  if (fix === undefined || fulfilled || !Object.hasOwn(app.actions, fix.action) || !who.may(fix.action)) return undefined;
  // An answer for another time than now is not the one that is asked for again.
  const from = at === undefined ? { from: 'eligibility' } : {};
  return { ...fix, value: writePointer({ action: fix.action, ...from, ...asked }) };
}
