import type { Customer } from '../../api/operations/index.ts';
import { cut } from '../../lib/text.ts';
import type { Message } from '../../views/common/blocks.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { candidatesMessage } from '../../views/customer/candidates.ts';
import { noneFoundMessage } from '../../views/customer/none-found.ts';
import { formView, labels } from '../../views/form/form.ts';
import { fieldNames } from '../../views/ids.ts';
import { answerWith, inView, openOver, whereItWas } from '../answer.ts';
import type { Button, Command, Form, Interaction } from '../context.ts';
import { usualBranch } from '../find/branches.ts';
import { findCustomer } from '../find/customers.ts';
import { showFor } from '../find/look-up.ts';
import { textOf } from '../form/values.ts';
import { mustHold, whoIs } from '../rights.ts';
import { pointedCustomer } from './pointed.ts';
import { writeSearch } from './search-value.ts';

/** Something that can be read about one customer: `/customer payment <customer>`. */
export type ReadOfOne = {
  verb: string;
  description: string;
  /** The grant it takes. */
  needs: string;
  /** At most 24 characters; of its form and of the modal it answers in. */
  title: string;
  /** Of the button beside each candidate where several fit. */
  pick: string;
  actionId: string;
  callbackId: string;
  /** What is found. Throws the reader's faults. */
  show(interaction: Interaction, customer: Customer, branchId: number): Promise<Message>;
};

/** The command, the button and the form of such a read: typed whole it runs at once, without a customer it asks for one. */
export function readOfOne(read: ReadOfOne): { command: Command; button: Button; form: Form } {
  const answer = async (interaction: Interaction, search: string): Promise<Message> => {
    const { kit } = interaction;
    const branchId = await usualBranch(kit);
    const found = await findCustomer(kit, search, { branchId });
    if (found.kind === 'one') return read.show(interaction, found.customer, branchId);
    const branch = await kit.catalogue.branch(branchId);
    if (found.kind === 'none')
      return noneFoundMessage({ search, branch, elsewhere: writeSearch({ search, branch: branchId, page: 0 }) });
    return candidatesMessage({
      search,
      branch,
      hits: found.hits,
      first: 1,
      total: found.total,
      ...(found.isEverywhere ? { scope: 'everywhere' as const } : {}),
      show: showFor(kit),
      pick: { text: read.pick, actionId: read.actionId },
    });
  };
  const again = (search: string) => ({ tryAgain: `customer ${read.verb} ${search}` });
  return {
    command: {
      command: 'customer',
      verb: read.verb,
      usage: '<customer>',
      description: read.description,
      needs: read.needs,
      async run(interaction, words) {
        const search = cut(words.join(' '), 200);
        if (search.trim() === '') {
          await openOver(interaction, askFor(read));
          return;
        }
        await answerWith(interaction, () => answer(interaction, search), again(search));
      },
    },
    button: {
      id: read.actionId,
      needs: read.needs,
      async run(press) {
        const where = await whereItWas(press, read.title);
        await answerWith(where, async () => {
          const { customerId, branchId } = await pointedCustomer(press.kit, press.value);
          const customer = await press.kit.readers.operations.customers.get({ params: { id: customerId } });
          return read.show(where, customer, branchId);
        });
        return undefined;
      },
    },
    form: {
      callbackId: read.callbackId,
      needs: read.needs,
      async run(submission) {
        const typed = textOf(submission.values, fieldNames.search);
        const search = typed === undefined ? undefined : cut(typed, 200);
        if (search === undefined)
          return {
            answer: {
              kind: 'errors',
              errors: { [fieldNames.search]: 'Type a name, an e-mail address, a phone number or an id.' },
            },
          };
        const view = inView(submission, submission.viewId, read.title);
        return {
          answer: { kind: 'update', view: waitingView({ title: read.title, say: 'Looking…' }) },
          after: () =>
            answerWith(
              view,
              async () => {
                const who = await whoIs(submission.kit, submission.who.id);
                mustHold(who, read.needs);
                return answer({ ...view, who }, search);
              },
              again(search),
            ),
        };
      },
    },
  };
}

function askFor({ callbackId, title }: ReadOfOne) {
  return formView({
    callbackId,
    title,
    submit: 'Show',
    fields: [
      {
        kind: 'text',
        name: fieldNames.search,
        label: labels.customer,
        hint: 'A name, an e-mail address, a phone number or an id.',
        maxLength: 200,
      },
    ],
  });
}
