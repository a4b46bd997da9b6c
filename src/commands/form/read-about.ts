import type { ModalView } from '@slack/types';
import { asFault } from '../../errors.ts';
import { cut } from '../../lib/text.ts';
import type { Message } from '../../views/common/blocks.ts';
import { problemMessage } from '../../views/common/problem.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { formView } from '../../views/form/form.ts';
import { answerWith, inView, openOver } from '../answer.ts';
import type { Command, Form, Interaction } from '../context.ts';
import { mustHold, whoIs } from '../rights.ts';
import { type Filled, filledFrom } from './action-form.ts';
import { finderField, names } from './common-fields.ts';
import { fill, homeBranch, understandCustomer } from './filling.ts';
import { readTarget, type Target, targetFields, understandTarget } from './target.ts';

/** A read about one customer, or about a customer or a business account. */
export type ReadAbout = {
  command: string;
  verb: string;
  description: string;
  needs: string;
  /** Of the form that asks about whom; at most 24 characters. */
  title: string;
  callbackId: string;
  /** Whether a business account can stand in the customer's place. */
  accounts: boolean;
  /** Throws the reader's faults. */
  show(interaction: Interaction, target: Target, branchId: number): Promise<Message>;
};

/** The command that reads at once when it is told about whom, and the form that asks when it is not, or when several are meant. */
export function defineReadAbout(read: ReadAbout): { command: Command; sent: Form } {
  return { command: commandOf(read), sent: sentOf(read) };
}

function commandOf(read: ReadAbout): Command {
  return {
    command: read.command,
    verb: read.verb,
    usage: read.accounts ? '<customer | account:…>' : '<customer>',
    description: read.description,
    needs: read.needs,
    async run(interaction, words) {
      const { kit } = interaction;
      const branch = homeBranch(kit);
      const text = cut(words.join(' '), 200).trim();
      if (text === '') {
        await openOver(interaction, formOf(read, { branch, values: {} }));
        return;
      }
      const tryAgain = `${read.command} ${read.verb} ${text}`;
      await answerWith(
        interaction,
        async () => {
          const filled = read.accounts
            ? fill(branch, await understandTarget(kit, text, branch))
            : fill(branch, { customer: await understandCustomer(kit, text, branch) });
          const { target } = readTarget(filled, 'one');
          return target === undefined ? askFor(interaction, read, filled, tryAgain) : read.show(interaction, target, branch);
        },
        { tryAgain },
      );
    },
  };
}

/** Several fit: the form has what was typed turned into a choice. Nobody does: a button opens the empty form. */
async function askFor(interaction: Interaction, read: ReadAbout, filled: Filled, tryAgain: string): Promise<Message | undefined> {
  const fits = Object.keys(filled.offers ?? {}).length > 0;
  if (!fits)
    return problemMessage({
      say: filled.problem ?? 'Nobody was found. Try an id or an e-mail address.',
      tryAgain: `${read.command} ${read.verb}`,
      tryAgainText: 'Search again',
    });
  try {
    await openOver(interaction, formOf(read, filled));
    return undefined;
  } catch (error) {
    // The back office took longer than a trigger lives (3 s): the person presses for a new one.
    if (asFault(error).code !== 'slack_unavailable') throw error;
    return problemMessage({ say: `${filled.problem ?? ''} Try again to choose.`.trim(), tryAgain });
  }
}

function formOf(read: ReadAbout, filled: Filled): ModalView {
  return formView({
    callbackId: read.callbackId,
    title: read.title,
    submit: 'Show',
    metadata: JSON.stringify({ branch: filled.branch }),
    fields: read.accounts ? targetFields(filled) : [finderField(filled, 'customer')],
    ...(filled.problem === undefined ? {} : { problem: filled.problem }),
  });
}

/** The sent form: answered in its own modal. */
function sentOf(read: ReadAbout): Form {
  return {
    callbackId: read.callbackId,
    needs: read.needs,
    async run(submission) {
      const { kit } = submission;
      const filled = filledFrom(submission.values, [names.customer, names.account], homeBranch(kit));
      const { target, errors } = readTarget(filled, 'one');
      if (target === undefined)
        return { answer: { kind: 'errors', errors: read.accounts ? errors : { [names.customer]: 'Choose the customer.' } } };
      const view = inView(submission, submission.viewId, read.title);
      return {
        answer: { kind: 'update', view: waitingView({ title: read.title }) },
        after: () =>
          answerWith(view, async () => {
            const who = await whoIs(kit, submission.who.id);
            mustHold(who, read.needs);
            return read.show({ ...view, who }, target, filled.branch);
          }),
      };
    },
  };
}
