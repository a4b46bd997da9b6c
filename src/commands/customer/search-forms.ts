import { z } from 'zod';
import { cut } from '../../lib/text.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { callbackIds, fieldNames } from '../../views/ids.ts';
import { answerWith, inView } from '../answer.ts';
import type { Form, Submission } from '../context.ts';
import { usualBranch } from '../find/branches.ts';
import { type CustomerFilters, hasFilters } from '../find/filtered.ts';
import { idOf, textOf } from '../form/values.ts';
import { mustHold, whoIs } from '../rights.ts';
import { filtersIn } from './filter-fields.ts';
import { lookUp } from './lookup.ts';
import { Search } from './search-value.ts';

const title = 'Customer';

/** Both forms that search: they ask the same and show what they find in their own modal. */
export const searchForms: readonly Form[] = [callbackIds.lookup, callbackIds.searchElsewhere].map((callbackId) => ({
  callbackId,
  needs: 'read.customer',
  async run(submission) {
    const search = cut(textOf(submission.values, fieldNames.search) ?? '', 200);
    const filters = callbackId === callbackIds.lookup ? filtersIn(submission.values) : kept(submission.metadata);
    if (search === '' && !hasFilters(filters)) {
      return {
        answer: {
          kind: 'errors',
          errors: {
            [fieldNames.search]:
              callbackId === callbackIds.lookup
                ? 'Type whom to look for, or choose a filter.'
                : 'Type a name, an e-mail address, a phone number or an id.',
          },
        },
      };
    }
    return {
      answer: { kind: 'update', view: waitingView({ title, say: 'Looking…' }) },
      after: () => searchInView(submission, search, filters),
    };
  },
}));

/** What *Search elsewhere* was opened with. */
function kept(metadata: string): CustomerFilters {
  try {
    return Kept.parse(JSON.parse(metadata)).search?.filters ?? {};
  } catch {
    return {};
  }
}

const Kept = z.object({ search: Search.optional() });

async function searchInView(submission: Submission, search: string, filters: CustomerFilters): Promise<void> {
  const { kit, viewId } = submission;
  const view = inView(submission, viewId, title);
  await answerWith(
    view,
    async () => {
      const who = await whoIs(kit, submission.who.id);
      mustHold(who, 'read.customer');
      const branch = idOf(submission.values, fieldNames.branch) ?? (await usualBranch(kit));
      return lookUp({ ...view, who }, { search, branch, page: 0, ...(hasFilters(filters) ? { filters } : {}) });
    },
    search === '' || hasFilters(filters) ? {} : { tryAgain: `customer lookup ${search}` },
  );
}
