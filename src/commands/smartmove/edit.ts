import type { z } from 'zod';
import type { updateSmartmoveUser } from '../../actions/smartmove/update.ts';
import { readSmartmoveId } from '../../actions/vocabulary/smartmove-id.ts';
import {
  dayOf,
  type FieldGroup,
  factsOf,
  fieldsOfGroup,
  type SmartmoveField,
  type SmartmoveValues,
  smartmoveFieldNames,
  unreadable,
  userName,
  valuesOf,
  wordOf,
} from '../../actions/vocabulary/smartmove-user.ts';
import type { SmartmoveUser } from '../../api/smartmove/index.ts';
import { asFault } from '../../errors.ts';
import { markOf } from '../../lib/mark.ts';
import { oneLine } from '../../lib/text.ts';
import type { Choice, Field } from '../../views/form/form.ts';
import type { Who } from '../context.ts';
import { showFor } from '../find/look-up.ts';
import { defineForm, type Filled } from '../form/action-form.ts';
import { homeBranch } from '../form/filling.ts';
import type { Kit } from '../kit.ts';
import { mustHold } from '../rights.ts';
import { mustBeConfigured } from './configured.ts';
import { userField } from './fields.ts';

type Input = z.output<(typeof updateSmartmoveUser)['input']>;

/** Typed until the user is read, and then said by name: values of one are not sent for another. */
const typedId = 'user-id';
const known = 'user';
const more = 'more';

const moreChoices: Readonly<Record<Exclude<FieldGroup, 'main'>, string>> = {
  billing: 'Billing address',
  licence: 'Driving licence',
  identity: 'Identity document',
  accounts: 'Customer accounts',
};

/** The mark of a field that is not filled in with what is there: personal, or not to be read. Empty, it changes nothing. */
const kept = 'kept';
/** Longer than `kept`, so that no mark can read as it. */
const longMark = 16;

/**
 * `/smartmove edit <id>`: filled in with what Smartmove has. Each field's block carries a mark of the value that it was filled in with,
 * so that only what somebody changed is sent, and nothing of a part that was never drawn.
 */
export const editUserForm = defineForm<Input>({
  action: 'smartmove.update',
  title: 'Edit a Smartmove user',
  submit: 'Change',
  names: [typedId, known, more, ...smartmoveFieldNames],
  intro: ({ values }) =>
    values[known] === undefined
      ? undefined
      : 'Filled in with what Smartmove has. Change what is to change; what you empty is taken away. Smartmove replaces the whole user: this app sends all that it could read. It cannot read the customer accounts (customerAccounts: payment account, payer, cost centre): give them again below, or they may be lost. The e-mail address cannot be changed.',
  async fromWords(kit, who, words) {
    mustBeConfigured(kit);
    const text = words.join(' ').trim();
    if (text === '') return empty(kit);
    const read = readSmartmoveId(text);
    if (read.ok) return filledWith(kit, await loadUser(kit, who, read.id));
    return { ...empty(kit), values: { [typedId]: { value: text, text } }, problem: read.why };
  },
  async fromPointer(kit, who, { user }) {
    mustBeConfigured(kit);
    return user === undefined ? empty(kit) : filledWith(kit, await loadUser(kit, who, user));
  },
  fromInput: async (kit, who, { userId, edit }) => filledWith(kit, await loadUser(kit, who, userId), edit),
  async fields(kit, who, filled) {
    const id = filled.values[known]?.value ?? readId(filled.values[typedId]?.value);
    if (id === undefined) return [idField(filled.values[typedId]?.value)];
    try {
      return userFields(kit, await loadUser(kit, who, id), filled);
    } catch (error) {
      // What is typed in the form stays in it; the user alone could not be read.
      if (filled.values[known] !== undefined) throw error;
      return [idField(filled.values[typedId]?.value, asFault(error).say)];
    }
  },
  read(filled) {
    const id = filled.values[known]?.value;
    if (id === undefined) return { ok: false, errors: { [typedId]: whyNoUser(filled.values[typedId]?.value) } };
    const edit = Object.fromEntries(
      smartmoveFieldNames.flatMap((field): [string, string | null][] => {
        const mark = filled.drawnFor?.[field];
        const value = filled.values[field]?.value;
        if (mark === undefined || (mark === kept ? value === undefined : mark === markOf(value, longMark))) return [];
        return [[field, value ?? null]];
      }),
    );
    if (Object.keys(edit).length > 0) return { ok: true, input: { userId: id, edit } };
    return { ok: false, errors: { [more]: 'Change something first: all of this is so already.' } };
  },
});

function empty(kit: Kit): Filled {
  return { branch: homeBranch(kit), values: {} };
}

function readId(text: string | undefined): string | undefined {
  const read = readSmartmoveId(text ?? '');
  return read.ok ? read.id : undefined;
}

function whyNoUser(text: string | undefined): string {
  const read = readSmartmoveId(text ?? '');
  return read.ok ? 'Press Enter after the id: the user is then read, and stands here to be changed.' : read.why;
}

/** The form shows what the user is, so it takes the right to see that. */
async function loadUser(kit: Kit, who: Who, id: string): Promise<SmartmoveUser> {
  mustHold(who, 'read.smartmove');
  return kit.readers.smartmove.users.get({ params: { customerId: id } });
}

function filledWith(kit: Kit, user: SmartmoveUser, edit: Input['edit'] = {}): Filled {
  const held = heldIn(kit, user);
  const groups = [
    ...openAtFirst(user),
    ...smartmoveFieldNames.filter((field) => field in edit).map((field) => factsOf(field).group),
  ];
  const drawn = smartmoveFieldNames.filter((field) => factsOf(field).group === 'main' || groups.includes(factsOf(field).group));
  const values = drawn.flatMap((field): [string, Choice][] => {
    const value = edit[field] === undefined ? held[field] : edit[field];
    return value === undefined || value === null ? [] : [[field, { value, text: value }]];
  });
  return {
    ...empty(kit),
    values: { [known]: knownChoice(kit, user), ...Object.fromEntries(values) },
    lists: { [more]: [...new Set(groups)].map((group) => ({ value: group, text: group })) },
    drawnFor: Object.fromEntries(drawn.map((field) => [field, markFor(field, held, kit)])),
  };
}

function knownChoice(kit: Kit, user: SmartmoveUser): Choice {
  return { value: user.id, text: userName(user, showFor(kit)) };
}

/** What Smartmove needs and does not have stands there to be filled in. */
function openAtFirst(user: SmartmoveUser): FieldGroup[] {
  const values = valuesOf(user);
  return fieldsOfGroup('billing').some((field) => values[field] !== undefined) ? [] : ['billing'];
}

/** What fields are filled in with: nothing that is masked elsewhere, a day where an instant came. */
function heldIn(kit: Kit, user: SmartmoveUser): SmartmoveValues {
  const values = valuesOf(user);
  const shown = smartmoveFieldNames.flatMap((field) => {
    const value = values[field];
    if (value === undefined || isKept(field, kit)) return [];
    return [[field, factsOf(field).kind === 'date' ? dayOf(value) : oneLine(value)]];
  });
  return Object.fromEntries(shown) as SmartmoveValues; // safe: keys are fields, values their texts
}

function isKept(field: SmartmoveField, { policy }: Pick<Kit, 'policy'>): boolean {
  const { kept: how } = factsOf(field);
  return unreadable.includes(field) || (policy.privacy.mask && (how === 'phone' || how === 'number' || how === 'birthdate'));
}

function markFor(field: SmartmoveField, held: SmartmoveValues, kit: Kit): string {
  return isKept(field, kit) ? kept : markOf(held[field], longMark);
}

function idField(
  text: string | undefined,
  why = 'The user’s id in Smartmove: a UUID. Press Enter, and the user is read.',
): Field {
  return {
    kind: 'text',
    name: typedId,
    label: 'User',
    dispatch: true,
    maxLength: 100,
    hint: why,
    ...(text === undefined ? {} : { initial: text }),
  };
}

function userFields(kit: Kit, user: SmartmoveUser, filled: Filled): Field[] {
  const held = heldIn(kit, user);
  const open = filled.lists?.[more]?.map(({ value }) => value) ?? openAtFirst(user);
  const choice = knownChoice(kit, user);
  const groups = Object.entries(moreChoices);
  const draw = (field: SmartmoveField) => drawField(kit, field, user, held, filled);
  return [
    { kind: 'select', name: known, label: 'User', choices: [choice], initial: choice.value },
    ...fieldsOfGroup('main').map(draw),
    {
      kind: 'checkboxes',
      name: more,
      label: 'Also change',
      optional: true,
      dispatch: true,
      choices: groups.map(([value, text]) => ({ value, text })),
      initial: open,
    },
    ...smartmoveFieldNames.filter((field) => factsOf(field).group !== 'main' && open.includes(factsOf(field).group)).map(draw),
  ];
}

function drawField(kit: Kit, field: SmartmoveField, user: SmartmoveUser, held: SmartmoveValues, filled: Filled): Field {
  const mark = filled.drawnFor?.[field];
  const now = valuesOf(user)[field];
  const isDrawn = mark !== undefined;
  return userField(field, {
    // As long as it stands in the form, a field is held against what it was filled in with, and not against what came since.
    name: `${field}:${mark ?? markFor(field, held, kit)}`,
    initial: isDrawn ? filled.values[field]?.value : held[field],
    optional: factsOf(field).needed !== true || (isKept(field, kit) && now !== undefined),
    ...hintFor(kit, field, now),
  });
}

function hintFor(kit: Kit, field: SmartmoveField, now: string | undefined): { hint?: string } {
  if (unreadable.includes(field)) return { hint: 'Cannot be read. Empty, none is sent.' };
  if (!isKept(field, kit)) return {};
  return now === undefined ? {} : { hint: `Now ${wordOf(field, now, showFor(kit))}. Empty keeps it.` };
}
