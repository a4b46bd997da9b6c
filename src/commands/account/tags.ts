import type { z } from 'zod';
import type { tagAccount } from '../../actions/account/tag.ts';
import { accountById } from '../form/filling.ts';
import { tagsForm } from '../form/tags-form.ts';
import { chooseAccount } from './people-form.ts';
import { splitAccount } from './words.ts';

/** `/account tags <account> [+tag] [-tag]`. */
export const tagAccountForm = tagsForm<z.output<(typeof tagAccount)['input']>>({
  kind: 'account',
  action: 'account.tag',
  choose: chooseAccount,
  async understand(kit, words, branch) {
    const { account, rest } = await splitAccount(kit, words, branch);
    return { holder: account, rest };
  },
  byId: accountById,
  pointed: ({ account }) => account,
  tagsNow: async (kit, id) => (await kit.readers.operations.accounts.get({ params: { userGroupId: id } })).tags ?? [],
  input: (accountId, list) => ({ accountId, ...list }),
  asked: ({ accountId, ...list }) => ({ id: accountId, list }),
});
