import type { ModalView } from '@slack/types';
import { asFault } from '../../errors.ts';
import type { Choice } from '../../views/common/blocks.ts';
import { problemView } from '../../views/common/problem.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { formView, labels } from '../../views/form/form.ts';
import { callbackIds, fieldNames } from '../../views/ids.ts';
import { openOver } from '../answer.ts';
import type { Interaction } from '../context.ts';
import { choicesOf, usualBranch } from '../find/branches.ts';
import { filterFields } from './filter-fields.ts';

export const lookupTitle = 'Look up a customer';

/** Asks whom to look for and where. */
export function lookupFormView({
  branches,
  branch,
  search,
  problem,
}: {
  branches: readonly Choice[];
  branch: number;
  search?: string;
  problem?: string;
}): ModalView {
  return formView({
    ...(problem === undefined ? {} : { problem }),
    callbackId: callbackIds.lookup,
    title: lookupTitle,
    submit: 'Look up',
    metadata: JSON.stringify({ branch }),
    fields: [
      {
        kind: 'text',
        name: fieldNames.search,
        label: labels.customer,
        hint: 'A name, an e-mail address, a phone number or an id.',
        maxLength: 200,
        // With a filter, words are not needed.
        optional: true,
        ...(search === undefined ? {} : { initial: search }),
      },
      {
        kind: 'select',
        name: fieldNames.branch,
        label: labels.branch,
        choices: branches,
        source: 'branch',
        initial: String(branch),
        none: 'the branches could not be loaded; the usual one is searched.',
      },
      ...filterFields,
    ],
  });
}

/** Opens at once, since a trigger lives three seconds, and is filled when the branches are there. */
export async function openLookupForm(interaction: Interaction): Promise<void> {
  const viewId = await openOver(interaction, waitingView({ title: lookupTitle }));
  await drawForm(interaction, viewId, lookupTitle, async (branches, branch) => lookupFormView({ branches, branch }));
}

/** Draws a form that needs the list of branches. Where that list cannot be read the form still opens, without it. */
export async function drawForm(
  { kit, log }: Interaction,
  viewId: string,
  title: string,
  view: (branches: Choice[], branch: number) => Promise<ModalView>,
): Promise<void> {
  try {
    const [branches, branch] = await Promise.all([kit.catalogue.branches().catch(() => []), usualBranch(kit)]);
    await kit.screen.update(viewId, await view(choicesOf(branches, 'Branch'), branch));
  } catch (error) {
    const fault = asFault(error);
    log.warn({ code: fault.code, err: fault }, 'a form could not be opened');
    await kit.screen.update(viewId, problemView({ title, say: fault.say, ref: fault.ref }));
  }
}
