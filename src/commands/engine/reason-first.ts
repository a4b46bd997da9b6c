import { asFault } from '../../errors.ts';
import type { Json } from '../../lib/json.ts';
import { speak } from '../../lib/language/speak.ts';
import { problemView } from '../../views/common/problem.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { shortestReason } from '../../views/form/reason.ts';
import { fieldNames } from '../../views/ids.ts';
import type { AppContext } from '../app-context.ts';
import type { Form, Submission } from '../context.ts';
import { mustHold, whoIs } from '../rights.ts';
import { textOf } from './values.ts';

/** What is shown to somebody who says why: personal data in full. */
type Revealing<About> = {
  callbackId: string;
  /** The grant that it takes, looked up again when the form is sent. */
  needs: string;
  title: string;
  waiting?: string;
  /** What the form's metadata points at. */
  about(app: AppContext, metadata: string): About | Promise<About>;
  /** What the journal holds of it; the reason is kept beside it as personal. */
  entry(about: About): { kind: string; data: Json };
  /** Reads and shows it; a Fault that it throws is shown in its place. */
  show(submission: Submission, about: About): Promise<void>;
};

/** Shows something to the one who asked, once it is in the journal that and why they did: before that, nothing is even read. */
export function reasonFirst<About>(of: Revealing<About>): Form {
  return {
    callbackId: of.callbackId,
    needs: of.needs,
    async run(submission) {
      const { app } = submission;
      const reason = textOf(submission.values, fieldNames.reason);
      if (reason === undefined || reason.length < shortestReason)
        return {
          answer: {
            kind: 'errors',
            errors: { [fieldNames.reason]: speak('Say why, in a few words or with the number of a ticket.') },
          },
        };
      const who = await whoIs(app, submission.who.id);
      mustHold(who, of.needs);
      const about = await of.about(app, submission.metadata);
      await app.approvals.record({ ...of.entry(about), actor: who.id, personal: { reason } });
      return {
        answer: {
          kind: 'update',
          view: waitingView({ title: of.title, say: of.waiting }),
        },
        after: () => showOrSay(of, { ...submission, who }, about),
      };
    },
  };
}

async function showOrSay<About>(of: Revealing<About>, submission: Submission, about: About): Promise<void> {
  const { app, viewId, log } = submission;
  try {
    await of.show(submission, about);
  } catch (error) {
    const fault = asFault(error);
    log.warn({ code: fault.code, err: fault, title: of.title }, 'what was asked for with a reason could not be shown');
    await app.screen.update(viewId, problemView({ title: of.title, say: fault.say, ref: fault.ref }));
  }
}
