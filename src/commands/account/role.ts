import { z } from 'zod';
import type { updateMember } from '../../actions/account/update-member.ts';
import { membershipStateWord } from '../../actions/vocabulary/membership.ts';
import { type Account, assignableRoles, type Membership, membershipStates } from '../../api/operations/index.ts';
import { asFault } from '../../errors.ts';
import type { Show } from '../../lib/mask.ts';
import { oneLine } from '../../lib/text.ts';
import { type Choice, type Field, labels } from '../../views/form/form.ts';
import { showFor } from '../find/look-up.ts';
import { defineForm, type Filled, filledId } from '../form/action-form.ts';
import { finderField, names } from '../form/common-fields.ts';
import { accountById, customerById, fill, homeBranch, understandCustomer } from '../form/filling.ts';
import type { Kit } from '../kit.ts';
import { costCenterChoices, roleChoices } from './add.ts';
import { heldBy, heldName, idFrom } from './held-fields.ts';
import { chooseAccount } from './people-form.ts';
import { splitAccount } from './words.ts';

const role = 'role';
const state = 'state';
const costCenter = 'cost-center';
const superior = 'superior';
const heldNames = [role, state, costCenter, superior];
/** Taking a cost centre away is a choice, since a list that was chosen from cannot be emptied. */
const none = 'none';

type Input = z.output<(typeof updateMember)['input']>;

/** `/account role <account> <customer> [role]`: the whole membership, as it is and as it is to be. */
export const updateMemberForm = defineForm<Input>({
  action: 'account.update-member',
  title: 'Change a membership',
  submit: 'Change',
  names: [names.account, names.customer, ...heldNames],
  async fromWords(kit, _who, words) {
    const branch = homeBranch(kit);
    const { account, rest } = await splitAccount(kit, words, branch);
    const wanted = rest.length > 1 ? roleIn(rest.at(-1) ?? '') : undefined;
    const person = (wanted === undefined ? rest : rest.slice(0, -1)).join(' ');
    const customer = person === '' ? undefined : await understandCustomer(kit, person, branch);
    const filled = fill(branch, { account, customer });
    if (wanted === undefined) return filled;
    if (wanted === 'OWNER')
      return withProblem(
        filled,
        'The owner’s role cannot be given here: choose another role, or change the owner in the back office.',
      );
    return this.complete?.(kit, { ...filled, waiting: wanted }) ?? filled;
  },
  async fromPointer(kit, _who, { account, customer, member = customer, branch = homeBranch(kit) }) {
    const [accountChoice, customerChoice] = await Promise.all([
      account === undefined ? undefined : accountById(kit, account),
      member === undefined ? undefined : customerById(kit, member),
    ]);
    return fill(branch, {
      ...(accountChoice && { account: { value: accountChoice } }),
      ...(customerChoice && { customer: { value: customerChoice } }),
    });
  },
  async fromInput(kit, who, { accountId, customerId, costCenterId, superiorEmail, ...rest }) {
    const filled = await this.fromPointer(kit, who, { account: accountId, customer: customerId });
    const given: Partial<Record<string, string>> = {
      [role]: rest.role,
      [state]: rest.state,
      [costCenter]: costCenterId === null ? none : costCenterId?.toString(),
      [superior]: superiorEmail ?? undefined,
    };
    const values = Object.entries(given).flatMap(([name, value]): [string, Choice][] =>
      value === undefined ? [] : [[name, { value, text: value }]],
    );
    return { ...filled, values: { ...filled.values, ...Object.fromEntries(values) } };
  },
  /** The role that was typed is chosen once it is known whose it is. */
  async complete(_kit, filled) {
    const [accountId, customerId] = [filledId(filled, names.account), filledId(filled, names.customer)];
    const wanted = filled.waiting === undefined ? undefined : roleIn(filled.waiting);
    if (accountId === undefined || customerId === undefined || wanted === undefined || wanted === 'OWNER') return filled;
    if (heldBy(filled, holderOf(accountId, customerId), heldNames) !== undefined) return filled;
    // What another member's fields hold is not this one's.
    const { account, customer } = filled.values;
    const chosen = { ...(account && { account }), ...(customer && { customer }) };
    return { branch: filled.branch, values: { ...chosen, [role]: roleChoices[wanted] }, waiting: wanted };
  },
  async fields(kit, _who, filled) {
    const [accountId, customerId] = [filledId(filled, names.account), filledId(filled, names.customer)];
    const isKnown = accountId !== undefined && customerId !== undefined;
    const hint = isKnown || filled.waiting === undefined ? {} : { hint: `Then choose the role: ${oneLine(filled.waiting)}.` };
    const finders = [finderField(filled, 'account'), finderField(filled, 'customer', hint)];
    if (!isKnown) return finders;
    try {
      const [account, membership] = await Promise.all([
        kit.readers.operations.accounts.get({ params: { userGroupId: accountId } }),
        membershipNow(kit, accountId, customerId),
      ]);
      return [...finders, ...membershipFields(filled, account, membership, shownOf(membership, showFor(kit)))];
    } catch (error) {
      const { code, say } = asFault(error);
      if (code !== 'not_found') throw error;
      // The form stays: another customer or another account may be meant.
      return [
        ...finders,
        {
          kind: 'select',
          name: role,
          label: labels.role,
          choices: [],
          none: `this customer is no member of this business account. ${say}`,
        },
      ];
    }
  },
  read(filled) {
    const [accountId, customerId] = [filledId(filled, names.account), filledId(filled, names.customer)];
    if (accountId === undefined || customerId === undefined)
      return {
        ok: false,
        errors: {
          ...(accountId === undefined ? { [names.account]: chooseAccount } : {}),
          ...(customerId === undefined ? { [names.customer]: 'Choose the member.' } : {}),
        },
      };
    const holder = holderOf(accountId, customerId);
    const held = heldBy(filled, holder, heldNames);
    if (held === undefined)
      return { ok: false, errors: { [names.customer]: 'Wait until this membership is shown, then change it.' } };
    const given = (name: string) => (held.isTouched(name) ? (held.value(name) ?? null) : undefined);
    const email = given(superior);
    const errors = {
      ...(given(role) === null ? { [heldName(filled, role, holder)]: 'Choose the role.' } : {}),
      ...(given(state) === null ? { [heldName(filled, state, holder)]: 'Choose the state.' } : {}),
      ...(typeof email === 'string' && !z.email().safeParse(email).success
        ? { [heldName(filled, superior, holder)]: 'This is no e-mail address.' }
        : {}),
    };
    if (Object.keys(errors).length > 0) return { ok: false, errors };
    const input = {
      accountId,
      customerId,
      ...(held.isTouched(role) ? { role: held.value(role) } : {}),
      ...(held.isTouched(state) ? { state: held.value(state) } : {}),
      ...(held.isTouched(costCenter) ? { costCenterId: idFrom(held.value(costCenter)) ?? null } : {}),
      ...(email === undefined ? {} : { superiorEmail: email }),
    };
    return { ok: true, input };
  },
});

function holderOf(accountId: number, customerId: number): string {
  return `${accountId}.${customerId}`;
}

async function membershipNow(kit: Kit, accountId: number, customerId: number): Promise<Membership> {
  return kit.readers.operations.accounts.member({ params: { userGroupId: accountId, userId: customerId } });
}

/** What each field shows of what is there now. */
type Shown = { role: string; state: string; costCenter: string; superior: string };

function shownOf({ role: given, state: now, costCenterId, superiorEmail }: Membership, show: Pick<Show, 'email'>): Shown {
  return {
    role: assignableRoles.find((one) => one === given) ?? '',
    state: now ?? 'ACTIVE',
    costCenter: costCenterId === undefined ? none : String(costCenterId),
    superior: superiorEmail === undefined ? '' : show.email(superiorEmail),
  };
}

function membershipFields(filled: Filled, account: Account, now: Membership, shown: Shown): Field[] {
  const holder = holderOf(account.id, now.userId);
  const held = heldBy(filled, holder, heldNames);
  const field = (name: string, value: string) => {
    const initial = held?.isTouched(name) === true ? held.value(name) : value;
    return {
      name: heldName(filled, name, holder, value),
      dispatch: true,
      ...(initial === undefined || initial === '' ? {} : { initial }),
    };
  };
  const states = [...new Set([...membershipStates, shown.state])];
  return [
    { kind: 'radio', ...field(role, shown.role), label: labels.role, choices: Object.values(roleChoices) },
    {
      kind: 'radio',
      ...field(state, shown.state),
      label: labels.state,
      choices: states.map((one) => ({ value: one, text: stateText(one) })),
    },
    {
      kind: 'select',
      ...field(costCenter, shown.costCenter),
      label: 'Cost centre',
      choices: [{ value: none, text: 'No cost centre' }, ...costCenterChoices(account.costCenters ?? [])],
    },
    {
      kind: 'text',
      ...field(superior, shown.superior),
      label: 'Superior’s e-mail',
      optional: true,
      hint: 'Who approves what they book. Left as it is, it stays; empty is nobody.',
    },
  ];
}

function stateText(one: string): string {
  const word = membershipStateWord(one);
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function roleIn(word: string): (typeof assignableRoles)[number] | 'OWNER' | undefined {
  const wanted = oneLine(word).toUpperCase();
  if (wanted === 'OWNER') return 'OWNER';
  if (wanted === 'ADMINISTRATOR') return 'ADMIN';
  return assignableRoles.find((known) => known === wanted);
}

function withProblem(filled: Filled, problem: string): Filled {
  return { ...filled, problem: filled.problem === undefined ? problem : `${filled.problem} ${problem}` };
}
