import { z } from 'zod';
import { defineAction } from '../define.ts';
import { accountName, seenAccount } from '../vocabulary/accounts.ts';
import { sameTags, tagChangeOf, tagFact, tagListShape, tagPreview, tagResult, tagRisk } from '../vocabulary/tags.ts';

/** Puts another list of tags in the place of the one that a business account has. */
export const tagAccount = defineAction({
  name: 'account.tag',
  label: 'Change tags',
  risk: 'routine',
  reason: 'optional',
  input: z.object({ accountId: z.number().int(), ...tagListShape }),
  subjects: ({ accountId }) => [`account:${accountId}`],
  async precheck({ operations }, { accountId, ...wanted }) {
    const found = await operations.accounts.get({ params: { userGroupId: accountId } });
    return { account: seenAccount(found), branchId: found.branchId, ...tagChangeOf(found.tags, wanted) };
  },
  riskOf: (seen) => tagRisk(seen),
  branches: ({ branchId }) => [branchId],
  fingerprint: ({ account, before }) => ({ 'Business account': account.id, Tags: tagFact(before) }),
  preview: (seen, _input, show) => tagPreview(seen, accountName(seen.account, show)),
  execute: ({ operations }, { accountId }, _told, { after }) =>
    operations.accounts.putTags({ params: { id: accountId }, body: after }),
  async settled({ operations }, { accountId }, { after }) {
    const now = await operations.accounts.get({ params: { userGroupId: accountId } });
    return sameTags(now.tags ?? [], after) ? 'done' : 'not-done';
  },
  render: (seen, _input, show) => tagResult(seen, accountName(seen.account, show)),
});
