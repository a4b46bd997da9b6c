import type { Customer } from '../../api/operations/index.ts';
import { speak } from '../../lib/language/speak.ts';
import { cut } from '../../lib/text.ts';
import type { Message } from '../../views/common/blocks.ts';
import { candidatesMessage } from '../../views/customer/candidates.ts';
import { noneFoundMessage } from '../../views/customer/none-found.ts';
import { labels } from '../../views/form/form.ts';
import { fieldNames } from '../../views/ids.ts';
import type { AppContext } from '../app-context.ts';
import { writeSearch } from '../customer/search-value.ts';
import type { FoundSubject, ReadSubject } from '../engine/subject.ts';
import { textOf } from '../engine/values.ts';
import { customerIn } from './customer-of-pointer.ts';
import { usualBranch } from './find-branches.ts';
import { findCustomer } from './find-customers.ts';
import { offeredOf } from './found-customer.ts';
import { redactorFor } from './look-up.ts';
import { toldApart } from './tell-apart.ts';

/** A customer as found, and the branch that they are looked at from. */
export type CustomerAt = { customer: Customer; branchId: number };

/** A customer who is searched for; several are listed, each with the button `pick`. */
export function searchedCustomer(pick: { text: string; actionId: string }): ReadSubject<CustomerAt> {
  return {
    usage: '<customer>',
    understand: (app, words) => understand(app, cut(words.join(' '), 200), pick),
    fields: () => [
      {
        kind: 'text',
        name: fieldNames.search,
        label: labels.customer,
        hint: speak('A name, an e-mail address, a phone number or an id.'),
        maxLength: 200,
      },
    ],
    fromSubmission({ values }) {
      const typed = textOf(values, fieldNames.search);
      if (typed === undefined)
        return { ok: false, errors: { [fieldNames.search]: speak('Type a name, an e-mail address, a phone number or an id.') } };
      const search = cut(typed, 200);
      return { ok: true, words: search, find: (app) => understand(app, search, pick) };
    },
    pointed: {
      async find(app, pointer) {
        const { customerId, branchId } = await customerIn(app, pointer);
        return { customer: await app.readers.operations.customers.get({ params: { id: customerId } }), branchId };
      },
      words: ({ customer }) => String(customer ?? ''),
    },
  };
}

async function understand(
  app: AppContext,
  search: string,
  pick: { text: string; actionId: string },
): Promise<FoundSubject<CustomerAt>> {
  const branchId = await usualBranch(app);
  const found = await findCustomer(app, search, { branchId });
  const hits = offeredOf(found);
  const [only] = hits;
  if (found.kind === 'one' && only !== undefined && hits.length === 1)
    return { kind: 'known', about: { customer: found.customer, branchId } };
  const branch = await app.catalogue.branch(branchId);
  const answered = (message: Message): FoundSubject<CustomerAt> => ({ kind: 'answered', message });
  if (only === undefined) {
    const elsewhere = writeSearch({ search, branch: branchId, page: 0 });
    const message = noneFoundMessage({ search, branch, scope: 'everywhere', elsewhere });
    return { kind: 'answered', message, sought: { text: search, as: 'customer' } };
  }
  return answered(
    candidatesMessage({
      search,
      branch,
      hits: await toldApart(app, hits),
      first: 1,
      alike: found.kind === 'alike' ? true : undefined,
      total: found.kind === 'one' ? hits.length : found.kind === 'several' ? found.total : undefined,
      others: found.kind === 'several' ? found.others : undefined,
      scope: found.kind === 'several' && found.place === 'branch' ? undefined : 'everywhere',
      redactor: redactorFor(app),
      pick,
    }),
  );
}
