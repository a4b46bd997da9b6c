import { z } from 'zod';
import { defineAction } from '../define.ts';
import { sameTags, tagChangeOf, tagFact, tagListShape, tagPreview, tagResult, tagRisk } from '../shared/tags.ts';
import { accountName, seenAccount } from './shared/names.ts';

/** Puts another list of tags in the place of the one that a business account has. */
export const tagAccount = defineAction({
  name: 'account.tag',
  label: 'Change tags',
  risk: 'routine',
  input: z.object({ accountId: z.number().int(), ...tagListShape }),
  subjects: ({ accountId }) => [`account:${accountId}`],
  async precheck({ operations }, { accountId, ...wanted }) {
    const found = await operations.accounts.get({ params: { userGroupId: accountId } });
    return { account: seenAccount(found), branchId: found.branchId, ...tagChangeOf(found.tags, wanted) };
  },
  riskOf: (snapshot) => tagRisk(snapshot),
  branches: ({ branchId }) => [branchId],
  fingerprint: ({ account, before }) => ({ 'Business account': account.id, Tags: tagFact(before) }),
  preview: (snapshot, _input, redactor) => tagPreview(snapshot, accountName(snapshot.account, redactor)),
  execute: ({ operations }, { accountId }, _context, { after }) =>
    operations.accounts.putTags({ params: { id: accountId }, body: after }),
  async verify({ operations }, { accountId }, { after }) {
    const now = await operations.accounts.get({ params: { userGroupId: accountId } });
    return sameTags(now.tags ?? [], after) ? 'done' : 'not-done';
  },
  render: (snapshot, _input, redactor) => tagResult(snapshot, accountName(snapshot.account, redactor)),
});
