import type { z } from 'zod';
import { readSmartmoveId } from '../../actions/smartmove/shared/id.ts';
import {
  dayOf,
  type FieldGroup,
  factsOf,
  fieldsOfGroup,
  type SmartmoveField,
  smartmoveFieldNames,
  unreadable,
  valuesOf,
  wordOf,
} from '../../actions/smartmove/shared/user.ts';
import type { updateSmartmoveUser } from '../../actions/smartmove/update.ts';
import type { SmartmoveUser } from '../../api/smartmove/index.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import type { AppContext } from '../app-context.ts';
import type { Filled } from '../engine/action-form.ts';
import { type EditField, shownText } from '../engine/edit-field.ts';
import { defineEditForm, type Edit, type EditSubject } from '../engine/edit-form.ts';
import { mustHold } from '../rights.ts';
import { redactorFor } from '../subjects/look-up.ts';
import { filledAt } from '../subjects/understand.ts';
import { mustBeConfigured } from './configured.ts';
import { userLook } from './fields.ts';

const userId = 'user';

const moreChoices: Readonly<Record<Exclude<FieldGroup, 'main'>, string>> = spoken({
  billing: 'Billing address',
  licence: 'Driving licence',
  identity: 'Identity document',
  accounts: 'Customer accounts',
});

/** A user by their id, which is typed. */
const editedUser: EditSubject<SmartmoveUser> = spoken({
  names: [userId],
  mustWork: mustBeConfigured,
  async fromWords(app, _who, words) {
    const text = words.join(' ').trim();
    if (text === '') return { filled: filledAt(app), rest: [] };
    const read = readSmartmoveId(text);
    return { filled: { ...chosen(app, read.ok ? read.id : text), problem: read.ok ? undefined : read.why }, rest: [] };
  },
  fromPointer: async (app, { user }) => (user === undefined ? filledAt(app) : chosen(app, user)),
  fromHolder: async (app, holder) => chosen(app, holder),
  fields: (_app, { values }) => [
    {
      kind: 'text',
      name: userId,
      label: speak('User'),
      dispatch: true,
      maxLength: 100,
      hint: speak('The user’s id in Smartmove: a UUID. Press Enter to load the user.'),
      initial: values[userId]?.value,
    },
  ],
  holder({ values }) {
    const read = readSmartmoveId(values[userId]?.value ?? '');
    return read.ok ? read.id : undefined;
  },
  waits: 'Press Enter to load the user.',
  missing({ values }): Record<string, string> {
    const read = readSmartmoveId(values[userId]?.value ?? '');
    return read.ok ? {} : { [userId]: read.why };
  },
  /** The form shows what the user is, so it takes the right to see that. */
  async read(app, who, holder) {
    mustHold(who, 'read.smartmove');
    return app.readers.smartmove.users.get({ params: { customerId: holder } });
  },
});

function chosen(app: AppContext, id: string): Filled {
  return { ...filledAt(app), values: { [userId]: { value: id, text: id } } };
}

/** `/smartmove edit <id>` */
export const editUserForm = defineEditForm<SmartmoveUser>({
  action: 'smartmove.update',
  title: 'Edit a Smartmove user',
  about: editedUser,
  note: 'Smartmove replaces the whole user: this app sends all that it could read. It cannot read the customer accounts (customerAccounts: payment account, payer, cost centre): give them again below, or they may be lost. The e-mail address cannot be changed.',
  fields: smartmoveFieldNames.map(userField),
  groups: {
    name: 'more',
    label: 'Also change',
    choices: Object.entries(moreChoices).map(([value, text]) => ({ value, text })),
    // What Smartmove needs and does not have is there to be filled in.
    openAtFirst(user) {
      const values = valuesOf(user);
      return fieldsOfGroup('billing').some((field) => values[field] !== undefined) ? [] : ['billing'];
    },
  },
  input: (holder, edit) => ({ userId: holder, edit }),
  asked(input) {
    const { userId: holder, edit } = input as z.output<(typeof updateSmartmoveUser)['input']>; // safe: the action's own input, as it was stored
    return { holder, edit: () => edit as Edit }; // safe: texts, or null
  },
});

function userField(name: SmartmoveField): EditField<SmartmoveUser> {
  const { group, needed, kind } = factsOf(name);
  return {
    name,
    group: group === 'main' ? undefined : group,
    optional: needed === true ? undefined : true,
    isMasked: (app) => isMasked(name, app),
    shown(user, app) {
      const value = valuesOf(user)[name];
      if (value === undefined) return '';
      return shownText(isMasked(name, app) ? wordOf(name, value, redactorFor(app)) : kind === 'date' ? dayOf(value) : value);
    },
    look: (user) => ({
      ...userLook(name, valuesOf(user)[name]),
      hint: unreadable.includes(name) ? speak('Cannot be read. Empty, none is sent.') : undefined,
    }),
  };
}

function isMasked(field: SmartmoveField, { policy }: Pick<AppContext, 'policy'>): boolean {
  const { kept } = factsOf(field);
  return policy.privacy.mask && (kept === 'phone' || kept === 'number' || kept === 'birthdate');
}
