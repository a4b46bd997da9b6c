import { Fault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { cut } from '../../lib/text.ts';
import type { Pointer } from '../../views/pointer.ts';
import { type Filled, filledFrom } from '../engine/action-form.ts';
import { finderField, names } from '../engine/common-fields.ts';
import type { FoundSubject, Pointed, ReadSubject } from '../engine/subject.ts';
import { readTarget, type Target, targetFields, understandTarget } from './customer-or-account-field.ts';
import { fill, homeBranch, understandCustomer } from './understand.ts';

/** Who it is, by id, and the branch that they are looked at from. */
export type TargetAt = Target & { branch: number };

/** A customer or a business account. `whose` completes the sentence of a button that names nobody: `whose vouchers are`. */
export function customerOrAccount(whose: string): ReadSubject<TargetAt> {
  return {
    usage: '<customer | account:…>',
    async understand(app, words, who) {
      const branch = homeBranch(app);
      return understood(fill(branch, await understandTarget(app, typed(words), branch, who)), typed(words));
    },
    fields: (_app, filled) => targetFields(filled),
    fromSubmission({ app, values }) {
      const filled = filledFrom(values, [names.customer, names.account], homeBranch(app));
      const { target, errors } = readTarget(filled, 'one');
      return target === undefined
        ? { ok: false, errors }
        : { ok: true, words: wordsOf(target), find: async () => known(filled, target) };
    },
    pointed: pointedTarget(whose),
  };
}

/** A customer, found as somebody types, of whom the id is enough. */
export const oneCustomer: ReadSubject<TargetAt> = {
  usage: '<customer>',
  async understand(app, words, who) {
    const branch = homeBranch(app);
    return understood(fill(branch, { customer: await understandCustomer(app, typed(words), branch, who) }), typed(words));
  },
  fields: (_app, filled) => [finderField(filled, 'customer')],
  fromSubmission({ app, values }) {
    const filled = filledFrom(values, [names.customer], homeBranch(app));
    const { target } = readTarget(filled, 'one');
    if (target === undefined) return { ok: false, errors: { [names.customer]: speak('Choose the customer.') } };
    return { ok: true, words: wordsOf(target), find: async () => known(filled, target) };
  },
  pointed: pointedTarget('which customer is'),
};

function pointedTarget(whose: string): Pointed<TargetAt> {
  return {
    async find(app, pointer) {
      const target = targetIn(pointer);
      if (target === undefined)
        throw new Fault(
          'bad_input',
          speak('This button does not say {whose} meant. Look the customer or the account up again.', { whose }),
        );
      return { ...target, branch: pointer.branch ?? homeBranch(app) };
    },
    words(pointer) {
      const target = targetIn(pointer);
      return target === undefined ? '' : wordsOf(target);
    },
  };
}

function typed(words: readonly string[]): string {
  return cut(words.join(' '), 200).trim();
}

function understood(filled: Filled, text: string): FoundSubject<TargetAt> {
  const { target } = readTarget(filled, 'one');
  if (target !== undefined) return known(filled, target);
  const fits = Object.keys(filled.offers ?? {}).length > 0;
  return fits
    ? { kind: 'unclear', filled }
    : {
        kind: 'none',
        say: filled.problem ?? speak('Nobody was found. Try an id or an e-mail address.'),
        sought: { text, as: 'customer' },
      };
}

function known({ branch }: Filled, target: Target): Extract<FoundSubject<TargetAt>, { kind: 'known' }> {
  return { kind: 'known', about: { ...target, branch } };
}

function targetIn({ customer, account }: Pointer): Target | undefined {
  if (customer !== undefined) return { kind: 'customer', id: customer };
  return account === undefined ? undefined : { kind: 'account', id: account };
}

function wordsOf({ kind, id }: Target): string {
  return kind === 'account' ? `account:${id}` : String(id);
}
