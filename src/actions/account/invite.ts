import { z } from 'zod';
import { showToOne } from '../../lib/mask.ts';
import { defineAction } from '../define.ts';
import { accountName, seenAccount } from '../vocabulary/accounts.ts';
import { EmailAddress } from '../vocabulary/contact-fields.ts';
import { failedOf, failureLines, howMany, nameLines, noneDone } from '../vocabulary/in-part.ts';
import { mostPeople } from '../vocabulary/membership.ts';

/** Sends requests to join a business account to e-mail addresses. Who was asked cannot be read back, so the answer is all the proof. */
export const inviteMembers = defineAction({
  name: 'account.invite',
  label: 'Invite by e-mail',
  risk: 'routine',
  reason: 'optional',
  input: z.object({ accountId: z.number().int(), emails: z.array(EmailAddress).min(1).max(mostPeople) }),
  subjects: ({ accountId }) => [`account:${accountId}`],
  async precheck({ operations }, { accountId }) {
    const account = await operations.accounts.get({ params: { userGroupId: accountId } });
    return { account: seenAccount(account), branchId: account.branchId };
  },
  count: ({ emails }) => emails.length,
  branches: ({ branchId }) => [branchId],
  fingerprint: ({ account }) => ({ 'Business account': account.id }),
  preview({ account }, { emails }, show) {
    const where = accountName(account, show);
    return {
      title:
        emails.length === 1
          ? `Invite ${show.email(emails[0])} to ${where}`
          : `Invite ${emails.length} e-mail addresses to ${where}`,
      lines: emails.length === 1 || show.audience === 'many' ? [] : nameLines(emails.map(show.email)),
      warning: 'They are written to at once.',
      undo: 'An e-mail that was sent cannot be taken back.',
    };
  },
  async execute({ operations }, { accountId, emails }) {
    const result = await operations.accounts.invite({ params: { userGroupId: accountId }, body: { emails } });
    if (failedOf(emails, result).length === emails.length) throw noneDone(result, 'Nobody was invited.', showToOne().email);
    return result;
  },
  render(seen, { emails }, show, result) {
    const done = emails.length - failedOf(emails, result).length;
    const title = `${howMany(done, emails.length, 'e-mail address', 'e-mail addresses')} invited to ${accountName(seen.account, show)}`;
    return { title, lines: result === undefined ? [] : failureLines(result, show.email, show, seen) };
  },
  again({ accountId, emails }, result) {
    const failed = failedOf(emails, result);
    return failed.length === 0 ? undefined : { accountId, emails: failed };
  },
});
