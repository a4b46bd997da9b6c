import { type Account, assignableRoles, type Membership } from '../../api/operations/index.ts';
import { asFault, Fault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { oneLine } from '../../lib/text.ts';
import { chooseAccount } from '../account/people-form.ts';
import { splitAccount } from '../account/words.ts';
import type { AppContext } from '../app-context.ts';
import type { Who } from '../context.ts';
import { type Filled, filledFrom, filledId } from '../engine/action-form.ts';
import { finderField, names } from '../engine/common-fields.ts';
import type { EditSubject } from '../engine/edit-form.ts';
import type { ReadSubject } from '../engine/subject.ts';
import { accountOf, pointedAccount } from './account.ts';
import { accountById, customerById, fill, homeBranch, understandCustomer } from './understand.ts';

/** What a customer is in a business account. */
export type Member = { accountId: number; customerId: number };

export const oneMember: ReadSubject<Member> = {
  usage: '<account> <customer>',
  async understand(app, words, who) {
    const filled = await understandMember(app, words, who);
    const about = memberIn(filled);
    return about === undefined ? { kind: 'unclear', filled } : { kind: 'known', about };
  },
  fields: (_app, filled) => [
    { ...finderField(filled, 'account'), dispatch: false },
    { ...finderField(filled, 'customer'), dispatch: false },
  ],
  fromSubmission({ app, values }) {
    const filled = filledFrom(values, [names.account, names.customer], homeBranch(app));
    const about = memberIn(filled);
    if (about === undefined) return { ok: false, errors: missingOf(filled) };
    return { ok: true, words: `${about.accountId} ${about.customerId}`, find: async () => ({ kind: 'known', about }) };
  },
  pointed: {
    async find(_app, pointer) {
      const { member, customer = member } = pointer;
      if (customer === undefined)
        throw new Fault('bad_input', speak('This button does not say which member is meant. Look the account up again.'));
      return { accountId: pointedAccount(pointer), customerId: customer };
    },
    words: ({ account, member, customer = member }) => `${account ?? ''} ${customer ?? ''}`.trim(),
  },
};

export type MemberAt = { account: Account; now: Membership };

/** A member of a business account: `7001.1016`. */
export const editedMember: EditSubject<MemberAt> = {
  names: [names.account, names.customer],
  async fromWords(app, who, words) {
    const wanted = words.length > 2 ? roleIn(words.at(-1) ?? '') : undefined;
    const filled = await understandMember(app, wanted === undefined ? words : words.slice(0, -1), who);
    if (wanted !== 'OWNER') return { filled, rest: wanted === undefined ? [] : [wanted] };
    const say = speak('The owner’s role cannot be given here: choose another role, or change the owner in the back office.');
    return { filled: { ...filled, problem: [filled.problem, say].filter((one) => one !== undefined).join(' ') }, rest: [] };
  },
  fromPointer: (app, { account, customer, member = customer, branch }) => membersAt(app, account, member, branch),
  fromHolder(app, holder) {
    const [account, customer] = holder.split('.').map(Number);
    return membersAt(app, account, customer);
  },
  fields: (_app, filled, then) => [
    finderField(filled, 'account'),
    finderField(filled, 'customer', then === undefined ? {} : { hint: then }),
  ],
  holder(filled) {
    const member = memberIn(filled);
    return member && `${member.accountId}.${member.customerId}`;
  },
  missing: missingOf,
  async read(app, _who, holder) {
    const [account = 0, customer = 0] = holder.split('.').map(Number);
    const [found, now] = await Promise.all([
      accountOf(app, account),
      app.readers.operations.accounts.member({ params: { userGroupId: account, userId: customer } }).catch((error: unknown) => {
        const { code, say } = asFault(error);
        // The form stays: another customer or another account may be meant.
        throw code === 'not_found'
          ? new Fault('not_found', speak('This customer isn’t a member of this business account. {say}', { say }))
          : error;
      }),
    ]);
    return { account: found, now };
  },
};

async function membersAt(app: AppContext, account: number | undefined, customer: number | undefined, branch = homeBranch(app)) {
  const [accountChoice, customerChoice] = await Promise.all([
    account === undefined ? undefined : accountById(app, account),
    customer === undefined ? undefined : customerById(app, customer),
  ]);
  return fill(branch, {
    account: accountChoice && { value: accountChoice },
    customer: customerChoice && { value: customerChoice },
  });
}

async function understandMember(app: AppContext, words: readonly string[], who: Who): Promise<Filled> {
  const branch = homeBranch(app);
  const { account, rest } = await splitAccount(app, words, branch);
  const customer = rest.length === 0 ? undefined : await understandCustomer(app, rest.join(' '), branch, who);
  return fill(branch, { account, customer });
}

function memberIn(filled: Filled): Member | undefined {
  const [accountId, customerId] = [filledId(filled, names.account), filledId(filled, names.customer)];
  return accountId === undefined || customerId === undefined ? undefined : { accountId, customerId };
}

function missingOf(filled: Filled): Record<string, string> {
  return {
    ...(filledId(filled, names.account) === undefined ? { [names.account]: speak(chooseAccount) } : undefined),
    ...(filledId(filled, names.customer) === undefined ? { [names.customer]: speak('Choose the member.') } : undefined),
  };
}

function roleIn(word: string): (typeof assignableRoles)[number] | 'OWNER' | undefined {
  const wanted = oneLine(word).toUpperCase();
  if (wanted === 'OWNER') return 'OWNER';
  if (wanted === 'ADMINISTRATOR') return 'ADMIN';
  return assignableRoles.find((known) => known === wanted);
}
