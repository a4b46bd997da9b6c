import { z } from 'zod';
import { membershipStateWord } from '../../actions/account/shared/membership.ts';
import type { updateMember } from '../../actions/account/update-member.ts';
import { assignableRoles, membershipStates } from '../../api/operations/index.ts';
import { speak } from '../../lib/language/speak.ts';
import { labels } from '../../views/form/form.ts';
import { shownText } from '../engine/edit-field.ts';
import { defineEditForm, type Edit } from '../engine/edit-form.ts';
import { redactorFor } from '../subjects/look-up.ts';
import { editedMember, type MemberAt } from '../subjects/member.ts';
import { costCenterChoices, roleChoices } from './add.ts';

const role = 'role';
const state = 'state';
const costCenter = 'cost-center';
const superior = 'superior';

type Input = z.output<(typeof updateMember)['input']>;

/** `/account role <account> <customer> [role]` */
export const updateMemberForm = defineEditForm<MemberAt>({
  action: 'account.update-member',
  title: 'Change a membership',
  about: editedMember,
  fields: [
    {
      name: role,
      shown: ({ now }) => assignableRoles.find((one) => one === now.role) ?? '',
      look: () => ({ kind: 'radio', label: labels.role, choices: Object.values(roleChoices) }),
    },
    {
      name: state,
      shown: ({ now }) => now.state ?? 'ACTIVE',
      look: ({ now }) => ({
        kind: 'radio',
        label: labels.state,
        choices: [...new Set([...membershipStates, now.state ?? 'ACTIVE'])].map((one) => ({ value: one, text: stateText(one) })),
      }),
    },
    {
      name: costCenter,
      optional: true,
      shown: ({ now }) => (now.costCenterId === undefined ? '' : String(now.costCenterId)),
      look: ({ account, now }) => {
        const choices = costCenterChoices(account.costCenters ?? []);
        // One that the account does not list any more can still be taken away.
        const kept = now.costCenterId === undefined ? [] : [{ id: now.costCenterId }];
        const all = choices.length === 0 ? costCenterChoices(kept) : choices;
        return all.length === 0 ? undefined : { kind: 'select', label: speak('Cost centre'), choices: all };
      },
    },
    {
      name: superior,
      optional: true,
      shown: ({ now }, app) => (now.superiorEmail === undefined ? '' : shownText(redactorFor(app).email(now.superiorEmail))),
      isMasked: (app) => app.policy.privacy.mask,
      look: () => ({ kind: 'text', label: speak('Superior’s e-mail'), hint: speak('The person who approves their bookings.') }),
    },
  ],
  wanted: { toDo: 'choose the role', edit: (_member, [wanted = '']) => ({ [role]: wanted }) },
  wrong({ [superior]: email, [costCenter]: center }): Record<string, string> {
    const isNoEmail = typeof email === 'string' && !z.email().safeParse(email).success;
    const isNoId = typeof center === 'string' && !/^\d{1,15}$/.test(center);
    return {
      ...(isNoEmail ? { [superior]: speak('That’s not a valid e-mail address.') } : undefined),
      ...(isNoId ? { [costCenter]: speak('Choose the cost centre from the list.') } : undefined),
    };
  },
  input(holder, edit) {
    const [accountId, customerId] = holder.split('.').map(Number);
    const center = edit[costCenter];
    return {
      accountId,
      customerId,
      role: edit[role] ?? undefined,
      state: edit[state] ?? undefined,
      costCenterId: typeof center === 'string' ? Number(center) : center,
      superiorEmail: edit[superior],
    };
  },
  asked(input) {
    const { accountId, customerId, costCenterId, ...asked } = input as Input; // safe: the action's own input, as it was stored
    const given = {
      [role]: asked.role,
      [state]: asked.state,
      [costCenter]: typeof costCenterId === 'number' ? String(costCenterId) : costCenterId,
      [superior]: asked.superiorEmail,
    };
    const edit: Edit = Object.fromEntries(
      Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
    return { holder: `${accountId}.${customerId}`, edit: () => edit };
  },
});

function stateText(one: string): string {
  const word = membershipStateWord(one);
  return word.charAt(0).toUpperCase() + word.slice(1);
}
