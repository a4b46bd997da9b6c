import type { Customer } from '../../api/operations/index.ts';
import { speak } from '../../lib/language/speak.ts';
import { cut, inQuotes, listed, oneLine } from '../../lib/text.ts';
import { comparable } from '../../lib/typed.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { foundInMessage } from '../../views/customer/found-in-message.ts';
import { fieldNames, shortcutIds } from '../../views/ids.ts';
import { answerWith, inView, openOver } from '../answer.ts';
import type { Interaction, Shortcut } from '../context.ts';
import { lookupRead, profileFor } from '../customer/lookup.ts';
import type { Filled } from '../engine/action-form.ts';
import { usualBranch } from '../subjects/find-branches.ts';
import { findCustomer } from '../subjects/find-customers.ts';
import { offeredOf } from '../subjects/found-customer.ts';
import { type LookupContext, redactorFor } from '../subjects/look-up.ts';
import { toldApart } from '../subjects/tell-apart.ts';
import { type Clue, findingsIn } from './in-message.ts';

const title = 'Customer';

/**
 * *Look up customer* on a message, in a thread, too: looks up the addresses, numbers and ids in it. One customer is shown, several are
 * offered; if it names none, the form asks.
 */
export const lookUpInMessage: Shortcut = {
  callbackId: shortcutIds.inMessage,
  needs: 'read.customer',
  async run(interaction, message) {
    const { app } = interaction;
    const findings = findingsIn(message?.text ?? '', app.policy.dashboardLink);
    const viewId = await openOver(interaction, waitingView({ title: speak(title) }));
    const view = inView(interaction, viewId, speak(title));
    await answerWith(view, async () => {
      const branchId = await usualBranch(app);
      const found = await customersOf(interaction, findings, branchId);
      const [only] = found;
      if (only === undefined) {
        await askInstead(interaction, viewId, findings);
        return undefined;
      }
      if (found.length === 1) return profileFor(view, { customerId: only.id, branchId });
      return foundInMessage({ customers: await toldApart(app, found), branchId, redactor: redactorFor(app) });
    });
  },
};

/** Everybody whom the findings name, each once. Throws the first fault if nobody was found and something could not be looked up. */
async function customersOf({ app }: Interaction, findings: readonly Clue[], branchId: number): Promise<Customer[]> {
  const looked = await Promise.allSettled(findings.map((finding) => findMeant(app, finding, branchId)));
  const hits = looked.flatMap((result): readonly Customer[] => {
    if (result.status === 'rejected') return [];
    return result.value;
  });
  const each = [...new Map(hits.map((customer) => [customer.id, customer])).values()];
  const failed = looked.find((result) => result.status === 'rejected');
  if (each.length === 0 && failed !== undefined) throw failed.reason;
  return each;
}

/** Whom a finding means. */
async function findMeant(app: LookupContext, { text, called }: Clue, branchId: number): Promise<readonly Customer[]> {
  const found = await findCustomer(app, text, { branchId });
  const customers = found.kind === 'one' ? [found.customer] : offeredOf(found);
  return called === undefined ? customers : customers.filter((customer) => isCalled(customer, called));
}

function isCalled({ firstName = '', lastName = '' }: Customer, called: string): boolean {
  const names = comparable(`${firstName} ${lastName}`).split(' ');
  const words = comparable(called).split(' ');
  return names.some((name) => name.length >= 2 && words.includes(name));
}

/** The form to look somebody up, filled in with what the message says, if it says anything. */
async function askInstead(interaction: Interaction, viewId: string, findings: readonly Clue[]): Promise<void> {
  const [first] = findings;
  const values: Filled['values'] = first === undefined ? {} : { [fieldNames.search]: { value: first.text, text: first.text } };
  const filled = { branch: await usualBranch(interaction.app), values, problem: whyAsked(findings) };
  await interaction.app.screen.update(viewId, await lookupRead.form(interaction, filled));
}

function whyAsked(findings: readonly Clue[]): string {
  const [first] = findings;
  if (first === undefined) return speak('There is no e-mail address, phone number or id in this message.');
  const quoted = (text: string) => inQuotes(cut(oneLine(text), 60));
  const sure = findings.filter(({ called }) => called === undefined);
  if (sure.length > 0)
    return speak('No customer matches {sure}.', {
      sure: listed(
        sure.map(({ text }) => quoted(text)),
        'or',
      ),
    });
  return speak('{first} is beside {called}, so it may be a postcode. Is it the customer’s id?', {
    first: quoted(first.text),
    called: quoted(first.called ?? ''),
  });
}
