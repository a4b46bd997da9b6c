import { waitingView } from '../../views/common/waiting.ts';
import { callbackIds, fieldNames } from '../../views/ids.ts';
import { answerWith, inView } from '../answer.ts';
import type { Form, Submission } from '../context.ts';
import { usualBranch } from '../find/branches.ts';
import { idOf, textOf } from '../form/values.ts';
import { mustHold, whoIs } from '../rights.ts';
import { lookUp } from './lookup.ts';

const title = 'Customer';

/** Both forms that search: they ask the same and show what they find in their own modal. */
export const searchForms: readonly Form[] = [callbackIds.lookup, callbackIds.searchElsewhere].map((callbackId) => ({
  callbackId,
  async run(submission) {
    const search = textOf(submission.values, fieldNames.search)?.slice(0, 200);
    if (search === undefined) {
      return {
        answer: { kind: 'errors', errors: { [fieldNames.search]: 'Type a name, an e-mail address, a phone number or an id.' } },
      };
    }
    return {
      answer: { kind: 'update', view: waitingView({ title, say: 'Looking…' }) },
      after: () => searchInView(submission, search),
    };
  },
}));

async function searchInView(submission: Submission, search: string): Promise<void> {
  const { kit, viewId } = submission;
  const view = inView(submission, viewId, title);
  await answerWith(
    view,
    async () => {
      const who = await whoIs(kit, submission.who.id);
      mustHold(who, 'read.customer');
      const branch = idOf(submission.values, fieldNames.branch) ?? (await usualBranch(kit));
      return lookUp({ ...view, who }, { search, branch, page: 0 });
    },
    { tryAgain: `customer lookup ${search}` },
  );
}
