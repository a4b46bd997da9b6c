import { z } from 'zod';
import { unchanged } from '../../errors.ts';
import { defineAction } from '../define.ts';
import { accountName, seenAccount } from '../vocabulary/accounts.ts';
import { sameTags, tagChanges, tagLines, tagSummary, tidyTags } from '../vocabulary/tags.ts';

/** Puts another list of tags in the place of the one that a business account has. */
export const tagAccount = defineAction({
  name: 'account.tag',
  label: 'Change tags',
  risk: 'routine',
  reason: 'optional',
  input: z.object({ accountId: z.number().int(), tags: z.array(z.string()).transform(tidyTags) }),
  subjects: ({ accountId }) => [`account:${accountId}`],
  async precheck({ operations }, { accountId, tags }) {
    const found = await operations.accounts.get({ params: { userGroupId: accountId } });
    const before = tidyTags(found.tags ?? []);
    if (sameTags(before, tags))
      throw unchanged('These are the tags as they are now. Add some or take some away; commas stand between them.');
    return { account: seenAccount(found), branchId: found.branchId, before };
  },
  riskOf: ({ before }, { tags }) => (tagChanges(before, tags).removed.length === 0 ? 'routine' : 'destructive'),
  branch: ({ branchId }) => branchId,
  fingerprint: ({ account, before }) => ({ 'Business account': account.id, Tags: [...before].sort().join(', ') }),
  preview({ account, before }, { tags }, show) {
    const changes = tagChanges(before, tags);
    return {
      title: `${tagSummary(changes)}: ${accountName(account, show)}`,
      lines: tagLines(changes),
      ...(changes.removed.length === 0 ? {} : { warning: 'A tag that goes may take something with it that depends on it.' }),
      undo: 'Can be undone by writing the old list again.',
    };
  },
  execute: ({ operations }, { accountId, tags }) => operations.accounts.putTags({ params: { id: accountId }, body: tags }),
  async settled({ operations }, { accountId, tags }) {
    const now = await operations.accounts.get({ params: { userGroupId: accountId } });
    return sameTags(now.tags ?? [], tags) ? 'done' : 'not-done';
  },
  render: ({ account, before }, { tags }, show) => ({
    title: `Tags of ${accountName(account, show)} are changed`,
    lines: tagLines(tagChanges(before, tags)),
  }),
});
