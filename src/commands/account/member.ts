import { accountName } from '../../actions/vocabulary/accounts.ts';
import { Fault } from '../../errors.ts';
import { membershipMessage } from '../../views/account/membership.ts';
import type { Message } from '../../views/common/blocks.ts';
import { problemMessage } from '../../views/common/problem.ts';
import { type RowButton, startButton } from '../../views/common/rows.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { formView } from '../../views/form/form.ts';
import { actionIds, callbackIds } from '../../views/ids.ts';
import { readPointer, writePointer } from '../../views/pointer.ts';
import { answerWith, inView, openOver, whereItWas } from '../answer.ts';
import type { Button, Command, Form, Interaction } from '../context.ts';
import { showFor } from '../find/look-up.ts';
import { type Filled, filledFrom, filledId } from '../form/action-form.ts';
import { finderField, names } from '../form/common-fields.ts';
import { fill, homeBranch, understandCustomer } from '../form/filling.ts';
import { mustHold, whoIs } from '../rights.ts';
import { memberOf } from './members.ts';
import { chooseAccount } from './people-form.ts';
import { accountOf, pointedAccount } from './read.ts';
import { splitAccount } from './words.ts';

const title = 'Membership';
const needs = 'read.account';

/** `/account member <account> <customer>` */
export const memberCommand: Command = {
  command: 'account',
  verb: 'member',
  usage: '<account> <customer>',
  description: 'What somebody is in a business account',
  needs,
  async run(interaction, words) {
    const { kit } = interaction;
    const branch = homeBranch(kit);
    if (words.length === 0) {
      await openOver(interaction, formOf({ branch, values: {} }));
      return;
    }
    const tryAgain = `account member ${words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ')}`;
    await answerWith(
      interaction,
      async () => {
        const { account, rest } = await splitAccount(kit, words, branch);
        const customer = rest.length === 0 ? undefined : await understandCustomer(kit, rest.join(' '), branch);
        const filled = fill(branch, { account, customer });
        const [accountId, customerId] = [filledId(filled, names.account), filledId(filled, names.customer)];
        if (accountId !== undefined && customerId !== undefined) return showMember(interaction, accountId, customerId);
        return askWho(interaction, filled, tryAgain);
      },
      { tryAgain },
    );
  },
};

/** Something lacks or fits several: the form has what was understood. */
async function askWho(interaction: Interaction, filled: Filled, tryAgain: string): Promise<Message | undefined> {
  try {
    await openOver(interaction, formOf(filled));
    return undefined;
  } catch (error) {
    // The back office took longer than a trigger lives (3 s): the person presses for a new one.
    if (!(error instanceof Fault) || error.code !== 'slack_unavailable') throw error;
    return problemMessage({ say: filled.problem ?? 'Say which business account and which customer.', tryAgain });
  }
}

export const memberButton: Button = {
  id: actionIds.accountMember,
  needs,
  async run(press) {
    const where = await whereItWas(press, title);
    await answerWith(where, async () => {
      const { member, customer = member } = readPointer(press.value);
      if (customer === undefined)
        throw new Fault('bad_input', 'This button does not say which member is meant. Look the account up again.');
      return showMember(where, pointedAccount(press.value), customer);
    });
    return undefined;
  },
};

/** The sent form: answered in its own modal. */
export const memberSent: Form = {
  callbackId: callbackIds.accountMember,
  needs,
  async run(submission) {
    const { kit } = submission;
    const filled = filledFrom(submission.values, [names.account, names.customer], homeBranch(kit));
    const [accountId, customerId] = [filledId(filled, names.account), filledId(filled, names.customer)];
    if (accountId === undefined || customerId === undefined)
      return {
        answer: {
          kind: 'errors',
          errors: {
            ...(accountId === undefined ? { [names.account]: chooseAccount } : {}),
            ...(customerId === undefined ? { [names.customer]: 'Choose the member.' } : {}),
          },
        },
      };
    const view = inView(submission, submission.viewId, title);
    return {
      answer: { kind: 'update', view: waitingView({ title, say: 'Looking…' }) },
      after: () =>
        answerWith(view, async () => {
          const who = await whoIs(kit, submission.who.id);
          mustHold(who, needs);
          return showMember({ ...view, who }, accountId, customerId);
        }),
    };
  },
};

function formOf(filled: Filled) {
  return formView({
    callbackId: callbackIds.accountMember,
    title,
    submit: 'Show',
    metadata: JSON.stringify({ branch: filled.branch }),
    fields: [
      { ...finderField(filled, 'account'), dispatch: false },
      { ...finderField(filled, 'customer'), dispatch: false },
    ],
    ...(filled.problem === undefined ? {} : { problem: filled.problem }),
  });
}

async function showMember({ kit, who }: Interaction, accountId: number, customerId: number): Promise<Message> {
  const [account, membership] = await Promise.all([
    accountOf(kit, accountId),
    kit.readers.operations.accounts.member({ params: { userGroupId: accountId, userId: customerId } }).catch((error: unknown) => {
      if (error instanceof Fault && error.code === 'not_found') return undefined;
      throw error;
    }),
  ]);
  if (membership === undefined)
    return problemMessage({
      say: `Customer ${customerId} is no member of ${accountName(account)}. \`/account add ${accountId} ${customerId}\` adds them.`,
    });
  const branch = account.branchId ?? homeBranch(kit);
  const about = { account: accountId, member: customerId, branch };
  const starts: readonly [string, string][] =
    membership.role === 'OWNER'
      ? []
      : [
          ['account.update-member', 'Change'],
          ['account.remove-members', 'Remove'],
        ];
  const open: RowButton = {
    text: 'Open customer',
    actionId: actionIds.openCustomer,
    value: writePointer({ customer: customerId, branch }),
  };
  return membershipMessage({
    account: accountName(account),
    member: memberOf(account, membership),
    show: showFor(kit),
    buttons: [
      ...(who.may('read.customer') ? [open] : []),
      ...starts
        .filter(([action]) => who.may(action) && Object.hasOwn(kit.actions, action))
        .map(([action, text]) => startButton(action, text, about, customerId)),
    ],
  });
}
