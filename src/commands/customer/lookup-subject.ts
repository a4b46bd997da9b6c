import { speak } from '../../lib/language/speak.ts';
import { cut } from '../../lib/text.ts';
import type { Choice } from '../../views/common/blocks.ts';
import { recentBlocks } from '../../views/customer/recent.ts';
import { type Field, labels } from '../../views/form/form.ts';
import { fieldNames } from '../../views/ids.ts';
import type { AppContext } from '../app-context.ts';
import type { Filled } from '../engine/action-form.ts';
import type { FoundSubject, ReadSubject } from '../engine/subject.ts';
import { idOf, textOf } from '../engine/values.ts';
import { customerIn } from '../subjects/customer-of-pointer.ts';
import { type CustomerFilters, hasFilters } from '../subjects/filtered.ts';
import { choicesOf, usualBranch } from '../subjects/find-branches.ts';
import { accountById } from '../subjects/understand.ts';
import { filterFields, filtersIn, filtersShown } from './filter-fields.ts';
import { recentFor } from './recent.ts';
import { readSearch, type Search } from './search-value.ts';

/** One who is pointed at, or whom to look for, and where. */
export type LookedUp = { kind: 'customer'; customerId: number; branchId: number } | { kind: 'search'; search: Search };

export const customerSearch: ReadSubject<LookedUp> = {
  usage: '<id | e-mail | phone | name>',
  asksFirst: (words) => words.length === 0,
  async understand(app, words) {
    const branch = await usualBranch(app);
    if (words.length === 0) return { kind: 'unclear', filled: { branch, values: {} } };
    return known({ search: cut(words.join(' '), 200), branch, page: 0 });
  },
  fields: searchFields,
  below: async (app, who) => recentBlocks(await recentFor(app, who)),
  fromSubmission({ values }) {
    const search = cut(textOf(values, fieldNames.search) ?? '', 200);
    const filters = filtersIn(values);
    if (search === '' && !hasFilters(filters))
      return { ok: false, errors: { [fieldNames.search]: speak('Type whom to look for, or choose a filter.') } };
    return {
      ok: true,
      words: hasFilters(filters) ? '' : search,
      async find(app) {
        const branch = idOf(values, fieldNames.branch) ?? (await usualBranch(app));
        return known({ search, branch, page: 0, filters: hasFilters(filters) ? filters : undefined });
      },
    };
  },
  pointed: {
    async find(app, pointer, value) {
      const search = searchIn(value);
      return search === undefined ? { kind: 'customer', ...(await customerIn(app, pointer)) } : { kind: 'search', search };
    },
    words: ({ customer }, value) => searchIn(value)?.search ?? String(customer ?? ''),
    async fill(app, _who, value) {
      const { search, branch, filters = {} } = readSearch(value);
      return { branch, values: { ...typed(search), ...(await chosenFilters(app, filters)) } };
    },
  },
};

function known(search: Search): FoundSubject<LookedUp> {
  return { kind: 'known', about: { kind: 'search', search } };
}

/** Lists and pages keep a search as their button's value; all else is a pointer. */
function searchIn(value: string): Search | undefined {
  return value.startsWith('{') ? readSearch(value) : undefined;
}

function typed(search: string): Record<string, Choice> {
  return search === '' ? {} : { [fieldNames.search]: { value: search, text: search } };
}

async function chosenFilters(app: AppContext, filters: CustomerFilters): Promise<Record<string, Choice>> {
  const account = typeof filters.account === 'number' ? await accountById(app, filters.account) : undefined;
  return filtersShown(filters, account);
}

/** Where the branches cannot be listed the form still opens, without them. */
async function searchFields(app: AppContext, { branch, values }: Filled): Promise<Field[]> {
  const branches = await app.catalogue.branches().catch(() => []);
  return [
    {
      kind: 'text',
      name: fieldNames.search,
      label: labels.customer,
      hint: speak('A name, an e-mail address, a phone number or an id.'),
      maxLength: 200,
      // With a filter, words are not needed.
      optional: true,
      initial: values[fieldNames.search]?.value,
    },
    {
      kind: 'select',
      name: fieldNames.branch,
      label: labels.branch,
      choices: choicesOf(branches, speak('Branch')),
      source: 'branch',
      initial: String(branch),
      none: speak('the branches could not be loaded; the usual one is searched.'),
    },
    ...filterFields(values),
  ];
}
