import type { Requirement } from '../../api/operations/index.ts';
import type { Message } from '../../views/common/blocks.ts';
import { eligibilityMessage, type Fix } from '../../views/eligibility/result.ts';
import { writePointer } from '../../views/pointer.ts';
import type { Interaction } from '../context.ts';
import { showFor } from '../find/look-up.ts';
import { type Question, writeQuestion } from './question.ts';
import { inWords } from './time.ts';

/** What of the answer names things only; the verdict does not wait longer for a name. */
const nameMs = 4_000;

/**
 * Asks the back office whether this customer may start, and words what it says; nothing is judged here. Throws the reader's fault when
 * it does not say; a name that could not be read is replaced by its id.
 */
export async function checkEligibility(interaction: Interaction, question: Question): Promise<Message> {
  const { kit, who } = interaction;
  const { operations } = kit.readers;
  const { customer: id, branch: branchId, category: categoryId, account: accountId, at } = question;
  const [answer, customer, branch, category, account] = await Promise.all([
    operations.requirements.start({
      query: {
        userId: id,
        branchId,
        ...(categoryId === undefined ? {} : { vehicleCategoryId: categoryId }),
        ...(at === undefined ? {} : { startTime: at }),
        ...(accountId === undefined ? {} : { userGroupId: accountId }),
      },
    }),
    operations.customers.get({ params: { id } }, { deadlineMs: nameMs }).catch(() => ({ id })),
    kit.catalogue.branch(branchId),
    categoryId === undefined ? undefined : categoryName(interaction, branchId, categoryId),
    accountId === undefined ? undefined : accountName(interaction, accountId),
  ]);
  return eligibilityMessage({
    customer: showFor(kit).person(customer),
    fulfilled: answer.fulfilled,
    requirements: answer.requirements.map((requirement) => ({ ...requirement, fix: fixOf(interaction, requirement, question) })),
    asked: { branch: branch.name, category, time: at === undefined ? undefined : inWords(at, who.timeZone), account },
    change: writeQuestion(question),
    ...(who.may('read.customer') ? { profile: writePointer({ customer: id, branch: branchId }) } : {}),
  });
}

async function categoryName({ kit }: Interaction, branchId: number, id: number): Promise<string> {
  const categories = await kit.catalogue.categories(branchId).catch(() => []);
  return categories.find((category) => category.id === id)?.name ?? `category ${id}`;
}

async function accountName({ kit }: Interaction, id: number): Promise<string> {
  const account = await kit.readers.operations.accounts
    .get({ params: { userGroupId: id } }, { deadlineMs: nameMs })
    .catch(() => undefined);
  return account?.name ?? String(id);
}

/** What this app can do about an unmet requirement. For all others the words say who can. */
const fixes: ReadonlyMap<string, { action: string; label: string }> = new Map([
  ['TERMS', { action: 'customer.accept-terms', label: 'Accept terms' }],
  ['PROFILE', { action: 'customer.update', label: 'Complete the profile' }],
]);

function fixOf({ kit, who }: Interaction, { type, fulfilled }: Requirement, { at, ...asked }: Question): Fix | undefined {
  const fix = fixes.get(type);
  if (fix === undefined || fulfilled || !Object.hasOwn(kit.actions, fix.action) || !who.may(fix.action)) return undefined;
  // An answer for another time than now is not the one that is asked for again.
  const from = at === undefined ? { from: 'eligibility' } : {};
  return { ...fix, value: writePointer({ action: fix.action, ...from, ...asked }) };
}
