import type { Customer } from '../../api/operations/index.ts';
import { cut, listed, oneLine } from '../../lib/text.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { foundInMessage } from '../../views/customer/found-in-message.ts';
import { shortcutIds } from '../../views/ids.ts';
import { answerWith, inView, openOver } from '../answer.ts';
import type { Interaction, Shortcut } from '../context.ts';
import { profileFor } from '../customer/lookup.ts';
import { drawForm, lookupFormView, lookupTitle } from '../customer/lookup-form.ts';
import { usualBranch } from '../find/branches.ts';
import { findCustomer } from '../find/customers.ts';
import { showFor } from '../find/look-up.ts';
import { findingsIn } from './in-message.ts';

const title = 'Customer';

/**
 * *Look up customer* on a message, in a thread, too: looks up the addresses, numbers and ids in it. One customer is shown, several are
 * offered; where it names none, the form asks.
 */
export const lookUpInMessage: Shortcut = {
  callbackId: shortcutIds.inMessage,
  needs: 'read.customer',
  async run(interaction, message) {
    const { kit } = interaction;
    const findings = findingsIn(message?.text ?? '', kit.policy.dashboardLink);
    const viewId = await openOver(interaction, waitingView({ title }));
    const view = inView(interaction, viewId, title);
    await answerWith(view, async () => {
      const branchId = await usualBranch(kit);
      const found = await customersOf(interaction, findings, branchId);
      const [only] = found;
      if (only === undefined) {
        await askInstead(interaction, viewId, findings);
        return undefined;
      }
      if (found.length === 1) return profileFor(view, { customerId: only.id, branchId });
      return foundInMessage({ customers: found, branchId, show: showFor(kit) });
    });
  },
};

/** Everybody whom the findings name, each once. Throws the first fault where nobody was found and something could not be looked up. */
async function customersOf({ kit }: Interaction, findings: readonly string[], branchId: number): Promise<Customer[]> {
  const looked = await Promise.allSettled(findings.map((text) => findCustomer(kit, text, { branchId })));
  const hits = looked.flatMap((result): Customer[] => {
    if (result.status === 'rejected' || result.value.kind === 'none') return [];
    return result.value.kind === 'one' ? [result.value.customer] : result.value.hits;
  });
  const each = [...new Map(hits.map((customer) => [customer.id, customer])).values()];
  const failed = looked.find((result) => result.status === 'rejected');
  if (each.length === 0 && failed !== undefined) throw failed.reason;
  return each;
}

/** The form to look somebody up, filled in with what the message says, if it says anything. */
async function askInstead(interaction: Interaction, viewId: string, findings: readonly string[]): Promise<void> {
  const [search] = findings;
  const problem =
    search === undefined
      ? 'There is no e-mail address, phone number or id in this message.'
      : `No customer for ${listed(
          findings.map((text) => `“${cut(oneLine(text), 60)}”`),
          'or',
        )}.`;
  await drawForm(interaction, viewId, lookupTitle, async (branches, branch) =>
    lookupFormView({ branches, branch, problem, ...(search === undefined ? {} : { search }) }),
  );
}
