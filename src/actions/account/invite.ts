import { z } from 'zod';
import { speak } from '../../lib/language/speak.ts';
import { redactorForOne } from '../../lib/mask.ts';
import { defineAction } from '../define.ts';
import { EmailAddress } from '../shared/contact-fields.ts';
import { failedOf, failureLines, howMany, nameLines, noneDone } from './shared/in-part.ts';
import { mostPeople } from './shared/membership.ts';
import { accountName, seenAccount } from './shared/names.ts';

/** Sends requests to join a business account to e-mail addresses. Who was asked cannot be read back, so the answer is all the proof. */
export const inviteMembers = defineAction({
  name: 'account.invite',
  label: 'Invite by e-mail',
  risk: 'routine',
  input: z.object({ accountId: z.number().int(), emails: z.array(EmailAddress).min(1).max(mostPeople) }),
  subjects: ({ accountId }) => [`account:${accountId}`],
  async precheck({ operations }, { accountId }) {
    const account = await operations.accounts.get({ params: { userGroupId: accountId } });
    return { account: seenAccount(account), branchId: account.branchId };
  },
  count: ({ emails }) => emails.length,
  branches: ({ branchId }) => [branchId],
  fingerprint: ({ account }) => ({ 'Business account': account.id }),
  preview({ account }, { emails }, redactor) {
    const where = accountName(account, redactor);
    return {
      title:
        emails.length === 1
          ? speak('Invite {email} to {where}', { email: redactor.email(emails[0]), where })
          : speak('Invite {emails} e-mail addresses to {where}', { emails: emails.length, where }),
      lines: emails.length === 1 || redactor.audience === 'many' ? [] : nameLines(emails.map(redactor.email)),
      warning: speak('They get an e-mail immediately.'),
      undo: speak('Can’t be recalled once it’s sent.'),
    };
  },
  async execute({ operations }, { accountId, emails }) {
    const result = await operations.accounts.invite({ params: { userGroupId: accountId }, body: { emails } });
    if (failedOf(emails, result).length === emails.length)
      throw noneDone(result, speak('Nobody was invited.'), redactorForOne().email);
    return result;
  },
  render(snapshot, { emails }, redactor, result) {
    const done = emails.length - failedOf(emails, result).length;
    const title = speak('{howMany} invited to {account}', {
      howMany: howMany(done, emails.length, speak('e-mail address'), speak('e-mail addresses')),
      account: accountName(snapshot.account, redactor),
    });
    return { title, lines: result === undefined ? [] : failureLines(result, redactor.email, redactor, snapshot) };
  },
  again({ accountId, emails }, result) {
    const failed = failedOf(emails, result);
    return failed.length === 0 ? undefined : { accountId, emails: failed };
  },
});
