import type { Account } from '../../api/operations/index.ts';
import { Fault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { cut, oneLine } from '../../lib/text.ts';
import type { Pointer } from '../../views/pointer.ts';
import { chooseAccount } from '../account/people-form.ts';
import type { AppContext } from '../app-context.ts';
import { filledFrom, filledId } from '../engine/action-form.ts';
import { finderField, names } from '../engine/common-fields.ts';
import type { ReadSubject } from '../engine/subject.ts';
import { accountChoice, findAccount } from './find-accounts.ts';
import { filledAt, homeBranch } from './understand.ts';

/** As many choices as anybody reads. */
const mostOffers = 25;

/** One business account. */
export const oneAccount: ReadSubject<Account> = {
  usage: '<account>',
  async understand(app, words) {
    const text = cut(words.join(' '), 200).trim();
    const branch = homeBranch(app);
    const found = await findAccount(app, text, branch);
    if (found.kind === 'one') return { kind: 'known', about: found.account };
    if (found.kind === 'none') {
      const { name } = await app.catalogue.branch(branch);
      const say = speak('No business account for “{text}” in {name}. Try its id, its code or another part of its name.', {
        text: oneLine(text),
        name: oneLine(name),
      });
      return { kind: 'none', say, sought: { text, as: 'account' } };
    }
    const problem = speak('{total} business accounts fit “{text}”: choose one.', {
      total: found.total ?? found.hits.length,
      text: oneLine(text),
    });
    const offers = { [names.account]: found.hits.slice(0, mostOffers).map(accountChoice) };
    return { kind: 'unclear', filled: { ...filledAt(app), offers, problem } };
  },
  fields: (_app, filled) => [{ ...finderField(filled, 'account'), dispatch: false }],
  fromSubmission({ app, values }) {
    const id = filledId(filledFrom(values, [names.account], homeBranch(app)), names.account);
    if (id === undefined) return { ok: false, errors: { [names.account]: speak(chooseAccount) } };
    return { ok: true, words: String(id), find: async () => ({ kind: 'known', about: await accountOf(app, id) }) };
  },
  pointed: {
    find: (app, pointer) => accountOf(app, pointedAccount(pointer)),
    words: ({ account }) => String(account ?? ''),
  },
};

export function accountOf(app: AppContext, id: number): Promise<Account> {
  return app.readers.operations.accounts.get({ params: { userGroupId: id } });
}

/** Throws Fault('bad_input') when a button names no account. */
export function pointedAccount({ account }: Pointer): number {
  if (account === undefined)
    throw new Fault('bad_input', speak('This button does not say which business account is meant. Look the account up again.'), {
      message: 'an account button came without an account',
    });
  return account;
}
