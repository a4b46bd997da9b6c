import type { Account } from '../../api/operations/index.ts';
import { asFault, Fault } from '../../errors.ts';
import { cut, oneLine } from '../../lib/text.ts';
import type { Message } from '../../views/common/blocks.ts';
import { problemMessage } from '../../views/common/problem.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { formView } from '../../views/form/form.ts';
import { readPointer } from '../../views/pointer.ts';
import { answerWith, inView, openOver, whereItWas } from '../answer.ts';
import type { Button, Command, Form, Interaction } from '../context.ts';
import { accountChoice, findAccount } from '../find/accounts.ts';
import { type Filled, filledFrom, filledId } from '../form/action-form.ts';
import { finderField, names } from '../form/common-fields.ts';
import { homeBranch } from '../form/filling.ts';
import type { Kit } from '../kit.ts';
import { mustHold, whoIs } from '../rights.ts';
import { chooseAccount } from './people-form.ts';

/** Something that can be read about one business account: `/account billing <account>`. */
export type AccountRead = {
  verb: string;
  description: string;
  /** The grant it takes. */
  needs: string;
  /** At most 24 characters; of its form and of the modal it answers in. */
  title: string;
  actionId: string;
  callbackId: string;
  /** Throws the reader's faults. */
  show(interaction: Interaction, account: Account): Promise<Message>;
};

/** As many choices as anybody reads. */
const mostOffers = 25;

/** The command, the button and the form of such a read: typed whole it runs at once; without an account, or with several, it asks. */
export function accountRead(read: AccountRead): { command: Command; button: Button; sent: Form } {
  return {
    command: {
      command: 'account',
      verb: read.verb,
      usage: '<account>',
      description: read.description,
      needs: read.needs,
      async run(interaction, words) {
        const text = cut(words.join(' '), 200).trim();
        if (text === '') {
          await openOver(interaction, formOf(read, { branch: homeBranch(interaction.kit), values: {} }));
          return;
        }
        const tryAgain = `account ${read.verb} ${text}`;
        await answerWith(interaction, () => answer(interaction, read, text, tryAgain), { tryAgain });
      },
    },
    button: {
      id: read.actionId,
      needs: read.needs,
      async run(press) {
        const where = await whereItWas(press, read.title);
        await answerWith(where, async () => read.show(where, await accountOf(press.kit, pointedAccount(press.value))));
        return undefined;
      },
    },
    sent: {
      callbackId: read.callbackId,
      needs: read.needs,
      async run(submission) {
        const accountId = filledId(filledFrom(submission.values, [names.account], homeBranch(submission.kit)), names.account);
        if (accountId === undefined) return { answer: { kind: 'errors', errors: { [names.account]: chooseAccount } } };
        const view = inView(submission, submission.viewId, read.title);
        return {
          answer: { kind: 'update', view: waitingView({ title: read.title, say: 'Looking…' }) },
          after: () =>
            answerWith(view, async () => {
              const who = await whoIs(submission.kit, submission.who.id);
              mustHold(who, read.needs);
              return read.show({ ...view, who }, await accountOf(submission.kit, accountId));
            }),
        };
      },
    },
  };
}

/** Throws Fault('bad_input') where a button names no account. */
export function pointedAccount(value: string): number {
  const { account } = readPointer(value);
  if (account === undefined)
    throw new Fault('bad_input', 'This button does not say which business account is meant. Look the account up again.', {
      message: 'an account button came without an account',
    });
  return account;
}

export function accountOf(kit: Kit, id: number): Promise<Account> {
  return kit.readers.operations.accounts.get({ params: { userGroupId: id } });
}

async function answer(interaction: Interaction, read: AccountRead, text: string, tryAgain: string): Promise<Message | undefined> {
  const branch = homeBranch(interaction.kit);
  const found = await findAccount(interaction.kit, text, branch);
  if (found.kind === 'one') return read.show(interaction, found.account);
  if (found.kind === 'none') {
    const { name } = await interaction.kit.catalogue.branch(branch);
    return problemMessage({
      say: `No business account for “${oneLine(text)}” in ${oneLine(name)}. Try its id, its code or another part of its name.`,
    });
  }
  const problem = `${found.total ?? found.hits.length} business accounts fit “${oneLine(text)}”: choose one.`;
  try {
    const offers = { [names.account]: found.hits.slice(0, mostOffers).map(accountChoice) };
    await openOver(interaction, formOf(read, { branch, values: {}, offers, problem }));
    return undefined;
  } catch (error) {
    // The back office took longer than a trigger lives (3 s): the person presses for a new one.
    if (asFault(error).code !== 'slack_unavailable') throw error;
    return problemMessage({ say: `${problem} Try again to choose.`, tryAgain });
  }
}

function formOf(read: AccountRead, filled: Filled) {
  return formView({
    callbackId: read.callbackId,
    title: read.title,
    submit: 'Show',
    metadata: JSON.stringify({ branch: filled.branch }),
    fields: [{ ...finderField(filled, 'account'), dispatch: false }],
    ...(filled.problem === undefined ? {} : { problem: filled.problem }),
  });
}
