import type { Policy } from './approvals/policy/types.ts';
import type { Directory } from './approvals/ports.ts';
import type { Approvals } from './approvals/service.ts';
import { drawHome } from './commands/home/home.ts';
import type { Kit } from './commands/kit.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import type { JobHandler, JobKind, Jobs } from './jobs/jobs.ts';
import { forget } from './journal/forget.ts';
import { publishHeads } from './journal/heads.ts';
import type { Journal } from './journal/journal.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { draw } from './slack/draw.ts';
import { postHead } from './slack/head.ts';
import type { createOutbound } from './slack/outbound.ts';
import { deleteFile } from './slack/private-file.ts';
import { remind } from './slack/remind.ts';
import { publishHome } from './slack/screen.ts';
import { tell } from './slack/tell.ts';
import type { TellOwners } from './slack/tell-owners.ts';
import { tellWhatChanged } from './slack/tell-what-changed.ts';

export type JobHandlerDeps = {
  approvals: Approvals;
  /** What jobs write to Slack with: they can come again, and leave room for what people wait for. */
  outbound: ReturnType<typeof createOutbound>['jobs'];
  tellOwners: TellOwners;
  directory: Directory;
  database: Database;
  journal: Journal;
  jobs: Jobs;
  kit: Kit;
  config: Config;
  policy: Policy;
  clock: Clock;
  log: Log;
};

/** What each kind of job does. Every handler may run twice without harm. */
export function jobHandlers(deps: JobHandlerDeps): Record<JobKind, JobHandler> {
  const { approvals, outbound, tellOwners, directory, database, journal, jobs, kit, config, policy, clock, log } = deps;
  const labelOf = (action: string) => kit.actions[action]?.label ?? action;
  const { gallery } = approvals;
  return {
    ...approvals.jobs,
    draw: (id) => draw({ ...outbound, gallery, directory, clock, log, labelOf }, id),
    remind: (ref) => remind({ ...outbound, gallery, labelOf }, ref),
    notify: (ref) => tell({ ...outbound, gallery, directory, labelOf }, ref),
    head: (ref) =>
      publishHeads(
        {
          db: database.db,
          clock,
          log,
          channels: [...new Set(policy.notifications.map(({ channel }) => channel))],
          file: config.auditHeadFile,
          post: (channel, head) => postHead(outbound, channel, head),
          schedule: (tx, next) => jobs.schedule(tx, 'head', next),
        },
        ref,
      ),
    'delete-file': (fileId) => deleteFile(outbound, fileId),
    owners: (ref) => tellWhatChanged({ gallery, tellOwners, labelOf }, ref),
    forget: () => forget({ db: database.db, clock, journal, forgetAfterMs: policy.privacy.forgetAfterMs }),
    home: async (person) => publishHome(outbound, person, await drawHome(kit, person)),
  };
}
