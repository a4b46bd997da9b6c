import type { z } from 'zod';
import type { tagAccount } from '../../actions/account/tag.ts';
import { tagsText } from '../../actions/vocabulary/tags.ts';
import { defineForm, filledId } from '../form/action-form.ts';
import { finderField, names } from '../form/common-fields.ts';
import { accountById, fill, homeBranch } from '../form/filling.ts';
import { tagsField, tagsFromWords, tagsName, tagsOf } from '../form/tags-field.ts';
import type { Kit } from '../kit.ts';
import { chooseAccount } from './people-form.ts';
import { splitAccount } from './words.ts';

/** `/account tags <account> [+tag] [-tag]`: the field holds the whole list as it is to be. */
export const tagAccountForm = defineForm<z.output<(typeof tagAccount)['input']>>({
  action: 'account.tag',
  title: 'Change tags',
  submit: 'Change',
  names: [names.account, tagsName],
  async fromWords(kit, _who, words) {
    const branch = homeBranch(kit);
    const { account, rest } = await splitAccount(kit, words, branch);
    if (rest.length === 0) return fill(branch, { account });
    if (account?.value === undefined)
      return fill(branch, { account, [tagsName]: { problem: `Then change the tags: ${rest.join(' ')}.` } });
    const text = tagsText(tagsFromWords(await tagsNow(kit, Number(account.value.value)), rest));
    return fill(branch, { account, [tagsName]: { value: { value: text, text } } });
  },
  async fromPointer(kit, _who, { account, branch = homeBranch(kit) }) {
    return fill(branch, account === undefined ? {} : { account: { value: await accountById(kit, account) } });
  },
  async fromInput(kit, _who, { accountId, tags }) {
    const text = tagsText(tags);
    return fill(homeBranch(kit), {
      account: { value: await accountById(kit, accountId) },
      [tagsName]: { value: { value: text, text } },
    });
  },
  async fields(kit, _who, filled) {
    const accountId = filledId(filled, names.account);
    return [
      finderField(filled, 'account'),
      ...(accountId === undefined ? [] : [tagsField(filled, accountId, await tagsNow(kit, accountId))]),
    ];
  },
  read(filled) {
    const accountId = filledId(filled, names.account);
    if (accountId === undefined) return { ok: false, errors: { [names.account]: chooseAccount } };
    const tags = tagsOf(filled, accountId);
    if (tags === undefined)
      return { ok: false, errors: { [names.account]: 'Wait until this account’s tags are shown, then change them.' } };
    return { ok: true, input: { accountId, tags } };
  },
});

async function tagsNow(kit: Kit, id: number): Promise<readonly string[]> {
  return (await kit.readers.operations.accounts.get({ params: { userGroupId: id } })).tags ?? [];
}
