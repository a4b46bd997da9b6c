import type { ApprovalDeps } from './approvals/deps.ts';
import { eraseAgain } from './approvals/erase-again.ts';
import { sendDigest } from './approvals/figures/digest.ts';
import { forget } from './approvals/forget.ts';
import { createRouting } from './approvals/routing.ts';
import type { Approvals } from './approvals/service.ts';
import type { AppContext } from './commands/app-context.ts';
import { drawHome } from './commands/home/home.ts';
import type { Database } from './db/database.ts';
import type { JobKind } from './jobs/classes.ts';
import type { JobHandler } from './jobs/jobs.ts';
import { publishHeads } from './journal/heads.ts';
import { isRestored } from './journal/restore.ts';
import { speaking } from './lib/language/language.ts';
import type { Secret } from './lib/secret.ts';
import { awayNote } from './slack/away-note.ts';
import { draw } from './slack/draw.ts';
import { nudge } from './slack/nudge.ts';
import type { createOutbound } from './slack/outbound.ts';
import { postDigest, postHead } from './slack/post-to-channel.ts';
import { deleteFile } from './slack/private-file.ts';
import { readerOf } from './slack/reader.ts';
import { redact } from './slack/redact.ts';
import { remind } from './slack/remind.ts';
import { publishHome } from './slack/screen.ts';
import { tell, tellHeld } from './slack/tell.ts';
import type { TellOwners } from './slack/tell-owners.ts';
import { tellWhatChanged } from './slack/tell-what-changed.ts';
import { createWebhooks } from './webhooks/deliver.ts';
import { createWebhookSender } from './webhooks/send.ts';
import { watchStep } from './workflow-steps/watch.ts';

export type JobHandlerDeps = {
  approval: ApprovalDeps;
  approvals: Approvals;
  /** What jobs write to Slack with: they can come again, and leave room for what people wait for. */
  outbound: ReturnType<typeof createOutbound>['jobs'];
  tellOwners: TellOwners;
  database: Database;
  app: AppContext;
  headFile: string | undefined;
  secretOf: ((name: string) => Secret | undefined) | undefined;
};

/** What each kind of job does. Every handler may run twice without harm. */
export function jobHandlers(deps: JobHandlerDeps): Record<JobKind, JobHandler> {
  // What a job says to nobody in particular is in the language of the policy; what it says to one person, in theirs.
  const { language } = deps.approval.policy;
  const handlers = Object.entries(handlersOf(deps)).map(([kind, handler]): [string, JobHandler] => [
    kind,
    (ref, lease) => speaking(language, () => handler(ref, lease)),
  ]);
  return Object.fromEntries(handlers) as Record<JobKind, JobHandler>; // safe: the same kinds
}

function handlersOf(deps: JobHandlerDeps): Record<JobKind, JobHandler> {
  const { approval, approvals, outbound, tellOwners, database, app: context, headFile, secretOf = () => undefined } = deps;
  const { directory, jobs, policy, clock, log } = approval;
  const labelOf = (action: string) => context.actions[action]?.label ?? action;
  const { postedMessages } = approvals;
  const telling = { ...outbound, postedMessages, routing: createRouting(approval), directory, policy, clock, labelOf };
  // Before anything is erased for good: nobody may have asked /readyz, which holds the database's clock against this machine's, too.
  const lookAtClock = () => database.state(2_000);
  return {
    ...approvals.jobs,
    tidy: async (...job) => {
      await lookAtClock();
      return approvals.jobs.tidy(...job);
    },
    draw: (id) => draw({ ...outbound, postedMessages, directory, policy, clock, log, labelOf }, id),
    remind: (ref) => remind({ ...outbound, postedMessages, directory, policy, clock, labelOf }, ref),
    notify: (ref) => tell(telling, ref),
    quiet: (channel) => tellHeld(telling, channel),
    head: (ref) =>
      publishHeads(
        {
          db: database.db,
          clock,
          log,
          channels: [...new Set(policy.notifications.map(({ channel }) => channel))],
          post: (channel, head) => postHead(outbound, channel, head),
          schedule: (tx, next) => jobs.schedule(tx, 'head', next),
        },
        ref,
      ),
    digest: () =>
      sendDigest({
        db: database.db,
        find: approval.keys.find,
        clock,
        policy,
        post: (channel, digest) => postDigest({ ...outbound, policy }, channel, digest),
      }),
    webhook: createWebhooks({
      ...{ db: database.db, find: approval.keys.find, clock, log, policy, secretOf },
      sender: createWebhookSender(),
      tellOwners: approval.tellOwners,
      observe: approval.observe?.webhook,
    }),
    nudge: (ref) => nudge({ ...outbound, nudges: approvals.nudges, directory, policy, labelOf }, ref),
    'workflow-step': (execution) =>
      watchStep({ ...outbound, db: database.db, directory, policy, clock, home: context.home }, execution),
    redact: (ref) => redact({ ...outbound, forgetMessage: postedMessages.forgetMessage }, ref),
    'delete-file': (fileId) => deleteFile(outbound, fileId),
    'away-note': (ref) => awayNote({ ...outbound, directory, tellOwners, postedMessages, awayNotes: approvals.awayNotes }, ref),
    owners: (ref) => tellWhatChanged({ postedMessages, tellOwners, labelOf, isRestored: () => isRestored(database.db) }, ref),
    async forget(ref) {
      if (ref.startsWith('again:')) return eraseAgain(approval, { headFile, actor: ref.slice('again:'.length) });
      await lookAtClock();
      return forget(approval, policy.privacy.forgetAfterMs);
    },
    home: async (person) => {
      const { language } = await readerOf(directory, person);
      return publishHome(outbound, person, await speaking(language, () => drawHome(context, person)));
    },
  };
}
