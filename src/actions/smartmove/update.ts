import { z } from 'zod';
import { SmartmoveUserId, SmartmoveUserWrite } from '../../api/smartmove/index.ts';
import { refuse } from '../../errors.ts';
import type { Json } from '../../lib/json.ts';
import { sealed } from '../../lib/sealed.ts';
import { listed } from '../../lib/text.ts';
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
} from '../vocabulary/smartmove-user.ts';
import { missingFor, wholeUser, whyNot } from '../vocabulary/smartmove-whole.ts';

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
  reason: 'required',
  input: z.object({ userId: SmartmoveUserId, edit: Edit }),
  subjects: ({ userId }) => [`smartmove:${userId.toLowerCase()}`],
  async precheck({ smartmove }, { userId, edit }) {
    const user = await smartmove.users.get({ params: { customerId: userId } });
    const before = valuesOf(user);
    const changes = changesOf(before, edit);
    if (changes.length === 0) throw refuse('Nothing would change: the user has these values already.');
    const after = merged(before, changes);
    const missing = missingFor(after);
    if (missing.length > 0)
      throw refuse(
        `A Smartmove user is written whole, and ${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} lacking: Smartmove gave none. Fill it in.`,
      );
    const wrong = smartmoveFieldNames.flatMap((field) => {
      const value = after[field];
      const why = value === undefined ? undefined : whyNot(field, value);
      return why === undefined ? [] : [why];
    });
    if (wrong.length > 0) throw refuse(`A Smartmove user is written whole. ${wrong.join(' ')} Correct it here.`);
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
  preview({ user, before, changes }, _input, show) {
    const given = changes.some(({ field }) => unreadable.includes(field));
    const count = Object.keys(merged(before, changes)).length;
    return {
      title: `Change ${fieldsIn(changes)} of ${userName(user, show)}`,
      lines: [`The whole user is replaced: ${count} fields go out, ${changes.length} of them changed.`],
      changes: changes.map(({ field, before: was, after }) => ({
        label: factsOf(field).label,
        before: unreadable.includes(field) ? 'cannot be read' : wordOf(field, was, show),
        after: wordOf(field, after ?? undefined, show),
      })),
      warning: `Smartmove does not show the customer accounts (customerAccounts: payment account, payer, cost centre). ${
        given ? 'Those not given here may be lost.' : 'None are given here, so those that are there may be lost.'
      } The e-mail address is not part of a change and stays.`,
      undo: 'Another edit can change it back, except for customer accounts that were lost.',
    };
  },
  execute: ({ smartmove }, { userId }, _told, { before, changes }) =>
    smartmove.users.update({
      params: { customerId: userId },
      body: SmartmoveUserWrite.parse(wholeUser(merged(before, changes))),
    }),
  async settled({ smartmove }, { userId }, { before, changes }, _told, result) {
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
  render: ({ user, changes }, _input, show) => ({ title: `${userName(user, show)}: ${fieldsIn(changes)} changed` }),
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
  const labels = changes.map(({ field }) => factsOf(field).label.toLowerCase());
  return labels.length > 4 ? `${labels.length} fields` : listed(labels);
}
