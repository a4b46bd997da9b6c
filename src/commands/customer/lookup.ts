import { speak } from '../../lib/language/speak.ts';
import { cut, inQuotes, oneLine, short } from '../../lib/text.ts';
import type { Message } from '../../views/common/blocks.ts';
import { noteMessage } from '../../views/common/note.ts';
import type { WayOn } from '../../views/common/ways-on.ts';
import { candidatesMessage, type SearchScope } from '../../views/customer/candidates.ts';
import { noneFoundMessage } from '../../views/customer/none-found.ts';
import { type ProfileProps, profileMessage } from '../../views/customer/profile.ts';
import { actionIds } from '../../views/ids.ts';
import { accountLookup } from '../account/lookup.ts';
import type { Command, Interaction } from '../context.ts';
import { defineRead } from '../engine/read.ts';
import { mustHold } from '../rights.ts';
import { type CustomerFilters, filterWords, findFiltered, hasFilters, isEverywhere } from '../subjects/filtered.ts';
import { isAccountWord } from '../subjects/find-accounts.ts';
import { findCustomer } from '../subjects/find-customers.ts';
import { customersAPage, type FoundCustomer } from '../subjects/found-customer.ts';
import { idIn, isCode, redactorFor } from '../subjects/look-up.ts';
import { looksLike } from '../subjects/looks-like.ts';
import { toldApart } from '../subjects/tell-apart.ts';
import { customerSearch } from './lookup-subject.ts';
import { loadProfile, type ProfileAbout } from './profile.ts';
import { type Search, writeSearch } from './search-value.ts';

/** `/customer lookup`: one hit opens the profile, several are offered, none says where was looked. */
export const lookupRead = defineRead({
  command: 'customer',
  verb: 'lookup',
  description: 'Who it is, whether they can drive and pay, and what to do about it',
  needs: 'read.customer',
  title: 'Customer',
  formTitle: 'Look up a customer',
  submit: 'Look up',
  about: customerSearch,
  opens: actionIds.openCustomer,
  turns: [actionIds.previousPage, actionIds.nextPage, actionIds.searchEverywhere, actionIds.refreshCustomer],
  changes: actionIds.searchElsewhere,
  fetch: (interaction, about) => (about.kind === 'customer' ? profileFor(interaction, about) : lookUp(interaction, about.search)),
  // How many there are decides which view it is.
  view: (message) => message,
});

/** A business account that is looked up as a customer is shown as what it is. */
export const lookupCommand: Command = {
  ...lookupRead.command,
  async run(interaction, words, text) {
    const isAccount = isAccountWord(words.join(' '));
    if (isAccount) mustHold(interaction.who, accountLookup.command.needs);
    return (isAccount ? accountLookup : lookupRead).command.run(interaction, words, text);
  },
};

/** What *Try again* types for somebody. */
function againOf(search: string): string {
  return speak('customer lookup {search}', { search });
}

/** What a search finds, as a message. Throws the reader's faults. */
async function lookUp(interaction: Interaction, search: Search): Promise<Message> {
  const { app } = interaction;
  const { branch: branchId, page, filters } = search;
  const [found, branch]: [Found, { id: number; name: string }] = await Promise.all([
    hasFilters(filters)
      ? findFiltered(app, search.search, filters, { branchId, page, size: customersAPage })
      : findCustomer(app, search.search, { ...search, branchId }),
    app.catalogue.branch(branchId),
  ]);
  switch (found.kind) {
    case 'one':
      return profileFor(
        interaction,
        { customerId: found.customer.id, branchId, contact: found.customer },
        hasFilters(filters) ? undefined : foundNote(search, branch.name, found),
      );
    case 'none':
      return noneFoundMessage({
        search: search.search,
        branch,
        elsewhere: writeSearch({ ...search, page: 0 }),
        hint: interaction.ifNothing,
        ...(hasFilters(filters)
          ? filteredBy(filters, found)
          : { scope: 'everywhere', ...(await instead(interaction, search.search)) }),
      });
    case 'alike':
      return candidatesMessage({
        search: search.search,
        branch,
        alike: true,
        hits: await toldApart(app, found.hits),
        first: 1,
        redactor: redactorFor(app),
        elsewhere: writeSearch({ ...search, page: 0 }),
        spelling: found.as === undefined ? undefined : { text: found.as, command: againOf(found.as) },
      });
    case 'several':
      if (found.hits.length > 0) return listOf(interaction, search, branch, found);
      // The list has become shorter since its button was drawn.
      return page > 0 ? lookUp(interaction, { ...search, page: 0 }) : noteMessage(speak('Nobody is on this page any more.'));
  }
}

/** What the words are if they are nobody’s. */
async function instead(interaction: Interaction, text: string): Promise<{ ways: readonly WayOn[]; isCode: boolean }> {
  return { ways: await looksLike(interaction, text, 'customer'), isCode: isCode(text) };
}

/** Where somebody was found who was looked for by name, e-mail address or phone number, and who else is called so. */
function foundNote(
  search: Search,
  branch: string,
  { place, others }: Extract<FoundCustomer, { kind: 'one' }>,
): ProfileProps['found'] {
  const what = inQuotes(cut(oneLine(search.search), 100));
  if (place === 'elsewhere')
    return {
      say: speak('No customer matches {what} among those who accepted {branch}’s terms. Found in another branch.', {
        what,
        branch: oneLine(branch),
      }),
      elsewhere: writeSearch({ ...search, page: 0 }),
    };
  if (place === 'everywhere')
    return idIn(search.search) === undefined ? { say: speak('Found in a search of all branches.') } : undefined;
  if (others === undefined)
    return { say: speak('Found in {branch}. Nobody else matches {what}.', { branch: oneLine(branch), what }) };
  return {
    say: speak(
      'Found in {branch}. {count, plural, one {# other customer matches} other {# other customers match}} {what} in other branches.',
      { branch: oneLine(branch), count: others.count, what },
    ),
    others: writeSearch({ ...search, page: 0, everywhere: true }),
  };
}

async function listOf(
  { app }: Interaction,
  search: Search,
  branch: { id: number; name: string },
  found: Extract<Found, { kind: 'several' }>,
): Promise<Message> {
  const { hits, total, page, others = 0 } = found;
  const seen = page * customersAPage + hits.length;
  const hasNext = total === undefined ? hits.length === customersAPage : total > seen;
  // Pages go on where this one was found: in the branch, whose others were counted with the first page, or everywhere.
  const turned: Search =
    hasFilters(search.filters) || found.place !== 'everywhere'
      ? { ...search, others: page === 0 ? others : search.others }
      : { ...search, everywhere: true };
  return candidatesMessage({
    search: search.search,
    branch,
    hits: await toldApart(app, hits),
    first: page * customersAPage + 1,
    total,
    others: others === 0 ? undefined : others,
    everywhere: others === 0 ? undefined : writeSearch({ ...search, page: 0, everywhere: true }),
    redactor: redactorFor(app),
    elsewhere: writeSearch({ ...search, page: 0 }),
    ...filteredBy(search.filters, found),
    previous: page > 0 ? writeSearch({ ...turned, page: page - 1 }) : undefined,
    next: hasNext ? writeSearch({ ...turned, page: page + 1 }) : undefined,
  });
}

type Found = FoundCustomer & { isCut?: true };

/** What the answer says of filters, and of whom it can know. */
function filteredBy(filters: CustomerFilters | undefined, found: Found): { filters?: string; scope?: SearchScope } {
  if (!hasFilters(filters)) return found.kind === 'several' && found.place === 'everywhere' ? { scope: 'everywhere' } : {};
  const scope = found.isCut === true ? 'cut' : isEverywhere(filters) ? 'everywhere' : 'branch';
  return { filters: filterWords(filters), scope };
}

/** The profile, worded for the one who asks. Throws the reader's fault when there is nothing to show. */
export async function profileFor(interaction: Interaction, about: ProfileAbout, found?: ProfileProps['found']): Promise<Message> {
  const props = await loadProfile(interaction, about, redactorFor(interaction.app));
  const { id, firstName = '', lastName = '' } = props.customer;
  void interaction.app.recent.note(interaction.who.id, {
    id,
    name: short(`${firstName} ${lastName}`, 60) || speak('customer {id}', { id }),
  });
  return profileMessage(found === undefined ? props : { ...props, found });
}
