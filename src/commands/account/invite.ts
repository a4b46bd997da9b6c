import { z } from 'zod';
import type { inviteMembers } from '../../actions/account/invite.ts';
import { mostPeople } from '../../actions/account/shared/membership.ts';
import { speak } from '../../lib/language/speak.ts';
import { listed, oneLine, short } from '../../lib/text.ts';
import { plain, sameCode } from '../../lib/typed.ts';
import { defineForm, filledId } from '../engine/action-form.ts';
import { finderField, names } from '../engine/common-fields.ts';
import { accountById, fill, homeBranch } from '../subjects/understand.ts';
import { chooseAccount } from './people-form.ts';
import { splitAccount } from './words.ts';

const emailsName = 'emails';

/**
 * What somebody typed or pasted, each once: addresses between blanks, commas, semicolons or on lines of their own, and lists as mail
 * programs write them (`Anna Huber <anna@example.org>; "Huber, Max" <max@example.org>`), whose names are left out. A word that is no
 * address and nobody's name stays, so that the form can say so.
 */
function emailsIn(text: string): string[] {
  const all = plain(text)
    .split(/[;\n]|(?<=>)/)
    .flatMap((entry) => {
      const open = entry.lastIndexOf('<');
      const words = entry.replace(/[<>"]/g, ' ').split(/[\s,]+/);
      // In front of an address in angle brackets is its owner's name; addresses before that are entries of their own.
      return open < 0 ? words : words.filter((word) => word.includes('@'));
    })
    .map((word) => word.replace(/^[('.]+|[)'.:]{1,99}$/g, ''))
    .filter((word) => word !== '');
  return all.filter((word, index) => all.findIndex((other) => sameCode(other, word)) === index);
}

/** `/account invite <account> <e-mail …>`: people become members when they accept. */
export const inviteMembersForm = defineForm<z.output<(typeof inviteMembers)['input']>>({
  action: 'account.invite',
  title: 'Invite by e-mail',
  submit: 'Invite',
  names: [names.account, emailsName],
  async fromWords(app, _who, words) {
    const branch = homeBranch(app);
    const { account, rest } = await splitAccount(app, words, branch);
    const text = emailsIn(rest.join(' ')).join('\n');
    return fill(branch, { account, [emailsName]: text === '' ? undefined : { value: { value: text, text } } });
  },
  async fromPointer(app, _who, { account, branch = homeBranch(app) }) {
    return fill(branch, account === undefined ? {} : { account: { value: await accountById(app, account) } });
  },
  async fromInput(app, _who, { accountId, emails }) {
    const text = emails.join('\n');
    return fill(homeBranch(app), {
      account: { value: await accountById(app, accountId) },
      [emailsName]: { value: { value: text, text } },
    });
  },
  fields: async (_app, _who, filled) => [
    finderField(filled, 'account'),
    {
      kind: 'multiline',
      name: emailsName,
      label: speak('E-mail addresses'),
      hint: speak('One on each line, or with commas between. Each person is written to and decides.'),
      initial: filled.values[emailsName]?.value,
    },
  ],
  read(filled) {
    const accountId = filledId(filled, names.account);
    const emails = emailsIn(filled.values[emailsName]?.value ?? '');
    const problem = problemOf(emails);
    if (accountId !== undefined && problem === undefined) return { ok: true, input: { accountId, emails } };
    return {
      ok: false,
      errors: {
        [names.account]: accountId === undefined ? speak(chooseAccount) : undefined,
        [emailsName]: problem,
      },
    };
  },
});

function problemOf(emails: readonly string[]): string | undefined {
  if (emails.length === 0) return speak('Type at least one e-mail address.');
  const wrong = emails.filter((email) => !z.email().safeParse(email).success).map((email) => short(oneLine(email), 60));
  if (wrong.length > 0) {
    const rest = wrong.length > 5 ? [speak('{wrong} more', { wrong: wrong.length - 5 })] : [];
    return `${wrong.length === 1 ? speak('That’s not a valid e-mail address') : speak('Those aren’t valid e-mail addresses')}: ${listed([...wrong.slice(0, 5), ...rest])}.`;
  }
  return emails.length > mostPeople
    ? speak('These are {emails}: invite at most {mostPeople} at once.', { emails: emails.length, mostPeople })
    : undefined;
}
