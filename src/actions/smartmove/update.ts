import { z } from 'zod';
import { SmartmoveUserId, SmartmoveUserWrite } from '../../api/smartmove/index.ts';
import { refuse } from '../../errors.ts';
import type { Json } from '../../lib/json.ts';
import { speak } from '../../lib/language/speak.ts';
import { sealed } from '../../lib/sealed.ts';
import { inSentence, listed } from '../../lib/text.ts';
import { defineAction } from '../define.ts';
import {
  factsOf,
  isSameValue,
  type SmartmoveField,
  type SmartmoveValues,
  smartmoveFieldNames,
  unreadable,
  userName,
  valuesOf,
  wordOf,
} from './shared/user.ts';
import { missingFor, wholeUser, whyNot } from './shared/whole.ts';

/** By field: the new value, or null to take it away. Only what changes. */
const Edit = z.partialRecord(z.enum(smartmoveFieldNames), z.string().trim().min(1).nullable());
type Change = { field: SmartmoveField; before?: string | undefined; after: string | null };

/**
 * Changes a Smartmove user. The PUT replaces the whole user: it is read first, what changes is put into it, and all of it goes out; all
 * of it is also what a yes is tied to, so that it does not go out over what somebody else has changed meanwhile.
 */
export const updateSmartmoveUser = defineAction({
  name: 'smartmove.update',
  label: 'Edit a Smartmove user',
  risk: 'destructive',
  input: z.object({ userId: SmartmoveUserId, edit: Edit }),
  subjects: ({ userId }) => [`smartmove:${userId.toLowerCase()}`],
  async precheck({ smartmove }, { userId, edit }) {
    const user = await smartmove.users.get({ params: { customerId: userId } });
    const before = valuesOf(user);
    const changes = changesOf(before, edit);
    if (changes.length === 0) throw refuse(speak('Nothing would change: the user has these values already.'));
    const after = merged(before, changes);
    const missing = missingFor(after);
    if (missing.length > 0)
      throw refuse(
        speak('A Smartmove user is written whole, and {missing} {rest} lacking: Smartmove gave none. Fill it in.', {
          missing: listed(missing),
          rest: missing.length === 1 ? 'is' : 'are',
        }),
      );
    const wrong = smartmoveFieldNames.flatMap((field) => {
      const value = after[field];
      const why = value === undefined ? undefined : whyNot(field, value);
      return why === undefined ? [] : [why];
    });
    if (wrong.length > 0)
      throw refuse(speak('A Smartmove user is written whole. {wrong} Correct it here.', { wrong: wrong.join(' ') }));
    return { user: { id: user.id, firstName: user.firstName, lastName: user.lastName }, email: user.email, before, changes };
  },
  branches: () => [],
  // Every field that goes out. Where it is personal, it is compared and not shown.
  fingerprint: ({ user, email, before }) => ({
    'Smartmove user': user.id,
    'E-mail': sealed(email),
    ...Object.fromEntries(
      smartmoveFieldNames
        .filter((field) => !unreadable.includes(field))
        .map((field): [string, Json] => {
          const { label, kept } = factsOf(field);
          return [label, kept === 'plain' ? (before[field] ?? null) : sealed(before[field])];
        }),
    ),
  }),
  preview({ user, before, changes }, _input, redactor) {
    const given = changes.some(({ field }) => unreadable.includes(field));
    const count = Object.keys(merged(before, changes)).length;
    return {
      title: speak('Change {fields} of {user}', { fields: fieldsIn(changes), user: userName(user, redactor) }),
      lines: [
        speak('The whole user is replaced: {count} fields go out, {changes} of them changed.', {
          count,
          changes: changes.length,
        }),
      ],
      changes: changes.map(({ field, before: was, after }) => ({
        label: factsOf(field).label,
        before: unreadable.includes(field) ? speak('cannot be read') : wordOf(field, was, redactor),
        after: wordOf(field, after ?? undefined, redactor),
      })),
      warning: speak(
        'Smartmove does not show the customer accounts (customerAccounts: payment account, payer, cost centre). {rest} The e-mail address is not part of a change and stays.',
        {
          rest: given
            ? speak('Those not given here may be lost.')
            : speak('None are given here, so those that are there may be lost.'),
        },
      ),
      undo: speak('Another edit can change it back, except for customer accounts that were lost.'),
    };
  },
  execute: ({ smartmove }, { userId }, _context, { before, changes }) =>
    smartmove.users.update({
      params: { customerId: userId },
      body: SmartmoveUserWrite.parse(wholeUser(merged(before, changes))),
    }),
  async verify({ smartmove }, { userId }, { before, changes }, _context, result) {
    const now = valuesOf(await smartmove.users.get({ params: { customerId: userId } }));
    const wanted = merged(before, changes);
    const readable = smartmoveFieldNames.filter((field) => !unreadable.includes(field));
    const removed = changes.filter(({ after }) => after === null).map(({ field }) => field);
    const isThere = readable.every((field) =>
      wanted[field] === undefined
        ? !removed.includes(field) || now[field] === undefined
        : isSameValue(field, now[field], wanted[field]),
    );
    if (!isThere) return 'not-done';
    // What cannot be read shows nothing: then only the answer tells.
    const isVisible = changes.some(({ field }) => !unreadable.includes(field));
    return isVisible || result !== undefined ? 'done' : 'cannot-tell';
  },
  render: ({ user, changes }, _input, redactor) => ({
    title: speak('{user}: {fields} changed', { user: userName(user, redactor), fields: fieldsIn(changes) }),
  }),
});

function changesOf(before: SmartmoveValues, edit: z.output<typeof Edit>): Change[] {
  return smartmoveFieldNames.flatMap((field): Change[] => {
    const after = edit[field];
    if (after === undefined || isSameValue(field, before[field], after ?? undefined)) return [];
    return [{ field, before: before[field], after }];
  });
}

function merged(before: SmartmoveValues, changes: readonly Change[]): SmartmoveValues {
  const after = { ...before };
  for (const { field, after: value } of changes) {
    if (value === null) delete after[field];
    else after[field] = value;
  }
  return after;
}

function fieldsIn(changes: readonly Change[]): string {
  const labels = changes.map(({ field }) => inSentence(factsOf(field).label));
  return labels.length > 4 ? speak('{labels} fields', { labels: labels.length }) : listed(labels);
}
