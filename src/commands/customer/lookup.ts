import { cut } from '../../lib/text.ts';
import type { Message } from '../../views/common/blocks.ts';
import { noteMessage } from '../../views/common/note.ts';
import { candidatesMessage, type SearchScope } from '../../views/customer/candidates.ts';
import { noneFoundMessage } from '../../views/customer/none-found.ts';
import { profileMessage } from '../../views/customer/profile.ts';
import { answerWith } from '../answer.ts';
import type { Command, Interaction } from '../context.ts';
import { usualBranch } from '../find/branches.ts';
import { customersAPage, type FoundCustomer, findCustomer } from '../find/customers.ts';
import { type CustomerFilters, filterWords, findFiltered, hasFilters, isEverywhere } from '../find/filtered.ts';
import { showFor } from '../find/look-up.ts';
import { openLookupForm } from './lookup-form.ts';
import { loadProfile } from './profile.ts';
import { type Search, writeSearch } from './search-value.ts';

/** `/customer lookup`: one hit opens the profile, several are offered, none says where was looked. */
export const lookupCommand: Command = {
  command: 'customer',
  verb: 'lookup',
  usage: '<id | e-mail | phone | name>',
  description: 'Who it is, whether they can drive and pay, and what to do about it',
  needs: 'read.customer',
  async run(interaction, words) {
    const search = cut(words.join(' '), 200);
    if (search.trim() === '') return openLookupForm(interaction);
    await answerWith(
      interaction,
      async () => lookUp(interaction, { search, branch: await usualBranch(interaction.kit), page: 0 }),
      { tryAgain: againOf(search) },
    );
  },
};

/** What *Try again* types for somebody. */
export function againOf(search: string): string {
  return `customer lookup ${search}`;
}

/** What a search finds, as a message. Throws the reader's faults. */
export async function lookUp(interaction: Interaction, search: Search): Promise<Message> {
  const { kit } = interaction;
  const { branch: branchId, page, filters } = search;
  const [found, branch]: [Found, { id: number; name: string }] = await Promise.all([
    hasFilters(filters)
      ? findFiltered(kit, search.search, filters, { branchId, page, size: customersAPage })
      : findCustomer(kit, search.search, { branchId, page }),
    kit.catalogue.branch(branchId),
  ]);
  switch (found.kind) {
    case 'one':
      return profileFor(interaction, { customerId: found.customer.id, branchId });
    case 'none':
      return noneFoundMessage({
        search: search.search,
        branch,
        elsewhere: writeSearch({ ...search, page: 0 }),
        ...filteredBy(filters, found),
      });
    case 'several':
      if (found.hits.length > 0) return listOf(interaction, search, branch, found);
      // The list has become shorter since its button was drawn.
      return page > 0 ? lookUp(interaction, { ...search, page: 0 }) : noteMessage('There is nobody on this page any more.');
  }
}

function listOf(
  { kit }: Interaction,
  search: Search,
  branch: { id: number; name: string },
  found: Extract<Found, { kind: 'several' }>,
): Message {
  const { hits, total, page } = found;
  const seen = page * customersAPage + hits.length;
  const hasNext = total === undefined ? hits.length === customersAPage : total > seen;
  return candidatesMessage({
    search: search.search,
    branch,
    hits,
    first: page * customersAPage + 1,
    total,
    show: showFor(kit),
    elsewhere: writeSearch({ ...search, page: 0 }),
    ...filteredBy(search.filters, found),
    ...(page > 0 ? { previous: writeSearch({ ...search, page: page - 1 }) } : {}),
    ...(hasNext ? { next: writeSearch({ ...search, page: page + 1 }) } : {}),
  });
}

type Found = FoundCustomer & { isCut?: true };

/** What the answer says of filters, and of whom it can know. */
function filteredBy(filters: CustomerFilters | undefined, found: Found): { filters?: string; scope?: SearchScope } {
  if (!hasFilters(filters)) return found.kind === 'several' && found.isEverywhere ? { scope: 'everywhere' } : {};
  const scope = found.isCut === true ? 'cut' : isEverywhere(filters) ? 'everywhere' : 'branch';
  return { filters: filterWords(filters), scope };
}

/** The profile, worded for the one who asks. Throws the reader's fault when there is nothing to show. */
export async function profileFor(interaction: Interaction, about: { customerId: number; branchId: number }): Promise<Message> {
  return profileMessage(await loadProfile(interaction, about, showFor(interaction.kit)));
}
