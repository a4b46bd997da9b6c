import type { WebClient } from '@slack/web-api';
import { mayStart } from '../approvals/policy/grants.ts';
import type { Policy } from '../approvals/policy/types.ts';
import type { Directory } from '../approvals/ports.ts';
import { requestByOrigin } from '../approvals/store/one.ts';
import { originOfStep } from '../approvals/workflow-origin.ts';
import type { Db } from '../db/schema.ts';
import type { JobResult } from '../jobs/jobs.ts';
import { type Clock, mayErase } from '../lib/clock.ts';
import { speaking } from '../lib/language/language.ts';
import { speak } from '../lib/language/speak.ts';
import type { Deliver } from '../slack/deliver.ts';
import { inForm, posting } from '../slack/post.ts';
import { readerOf } from '../slack/reader.ts';
import { isUserId } from '../views/common/rich.ts';
import { endedStepMessage, stepMessage } from '../views/workflow-step/messages.ts';
import { endOfRequest } from './end.ts';
import { steps } from './steps.ts';
import {
  countOthersOf,
  forgetSteps,
  keepMessage,
  lockStep,
  noteTold,
  putAway,
  type StepEnd,
  type StepRow,
  setEnd,
  stepOf,
} from './store.ts';

export type StepWatchDeps = {
  db: Db;
  client: WebClient;
  deliver: Deliver;
  directory: Directory;
  policy: Policy;
  clock: Clock;
  home(): { teamId: string; enterpriseId: string | undefined } | undefined;
};

/** A workflow that starts itself over and over fills nobody's messages. */
export const mostWaiting = 20;
const lookAgainMs = 15 * 60_000;
/** Slack delivers an event again within hours. */
const keptMs = 7 * 24 * 3_600_000;
const look = { freshMs: 60_000, withinMs: 5_000 };

/** What Slack says of a step that it has ended by itself, or of a workflow that is gone: there is nobody left to tell. */
const overWords: ReadonlySet<string> = new Set(['execution_not_in_running_state', 'function_execution_not_found']);
/** The message was deleted, or can't be changed any more. */
const goneWords: ReadonlySet<string> = new Set(['message_not_found', 'cant_update_message', 'channel_not_found']);

/** The job of one step, from its private message to Slack's word that it has ended. It may come at any time, and more than once. */
export async function watchStep(deps: StepWatchDeps, execution: string): Promise<JobResult> {
  const step = await stepOf(deps.db, execution);
  if (step === undefined) return 'done';
  if (step.isTold) return putMessageAway(deps, step);
  if (step.end !== undefined) return tellSlack(deps, step, step.end);
  if (step.message === undefined) return askPerson(deps, step);
  const end = await endOf(deps, execution);
  if (end !== undefined) return tellSlack(deps, step, end);
  return { againInMs: Math.max(1_000, Math.min(lookAgainMs, step.endsAt.getTime() - deps.clock.now().getTime())) };
}

/** Asks the person that the step names, unless that person can't do it. */
async function askPerson(deps: StepWatchDeps, step: StepRow): Promise<JobResult> {
  const line = {
    method: 'chat.postMessage',
    place: step.person,
    about: aboutOf(step),
    isKept: true,
    what: 'what a workflow asks',
  } as const;
  const isLate = step.endsAt <= deps.clock.now();
  const waitMs = isLate ? 0 : deps.deliver.waitMs(line);
  if (waitMs > 0) return { againInMs: waitMs };
  const whyNot = isLate
    ? speak('Slack could not deliver the message to the person of this step within 24 hours.')
    : await whyNotFor(deps, step);
  if (whyNot !== undefined) return endWith(deps, step, { error: whyNot });
  const { language } = await readerOf(deps.directory, step.person);
  const outcome = await deps.deliver.once(
    line,
    posting(
      deps.client,
      step.person,
      speaking(language, () => stepMessage(step)),
    ),
  );
  if (outcome.kind === 'again') return { againInMs: outcome.againInMs };
  const { channel, ts } = outcome.kind === 'sent' ? outcome.value : {};
  if (channel === undefined || ts === undefined)
    return endWith(deps, step, { error: speak('Wheelhouse can’t write to the person of this step.') });
  await keepMessage(deps.db, step.execution, { channel, ts });
  return { againInMs: lookAgainMs };
}

/** Why this step can't be this person's, for the workflow's author; undefined if it can. */
async function whyNotFor(deps: StepWatchDeps, step: StepRow): Promise<string | undefined> {
  const home = deps.home();
  if (step.team !== undefined && home !== undefined && step.team !== home.teamId && step.team !== home.enterpriseId)
    return speak('This workflow belongs to another workspace than Wheelhouse.');
  if (!isUserId(step.person)) return speak('The step’s Person must be one person of this workspace.');
  const standing = await deps.directory.standing(step.person, look);
  if (standing.barred !== undefined)
    return speak('The step’s Person can’t use Wheelhouse. Choose a colleague who is a full member of this workspace.');
  const roles = await deps.directory.rolesOf(step.person, look);
  if (!mayStart(deps.policy, roles, steps[step.step].needs))
    return step.step === 'wheelhouse_customer'
      ? speak('The step’s Person isn’t allowed to look up customers.')
      : speak('The step’s Person isn’t allowed to request vouchers.');
  if ((await countOthersOf(deps.db, step)) >= mostWaiting)
    return speak('{mostWaiting} steps of workflows already wait for the step’s Person.', { mostWaiting });
  return undefined;
}

/** How it ends, if it ends now: with the request that was asked for from it, or because its time is up. */
async function endOf({ db, clock }: StepWatchDeps, execution: string): Promise<StepEnd | undefined> {
  return db.transaction().execute(async (tx) => {
    const step = await lockStep(tx, execution);
    if (step === undefined || step.end !== undefined) return step?.end;
    const request =
      step.step === 'wheelhouse_voucher'
        ? await requestByOrigin(tx, `${step.person}:voucher.apply:${originOfStep(execution)}`)
        : undefined;
    const isLate = request === undefined && step.endsAt <= clock.now();
    const end = request === undefined ? (isLate ? { error: notPressed(step) } : undefined) : endOfRequest(request);
    if (end !== undefined) await setEnd(tx, execution, end);
    return end;
  });
}

function notPressed({ step }: StepRow): string {
  return step === 'wheelhouse_customer'
    ? speak('Nobody looked the customer up within 24 hours.')
    : speak('Nobody requested the voucher within 24 hours.');
}

async function endWith(deps: StepWatchDeps, step: StepRow, end: StepEnd): Promise<JobResult> {
  await setEnd(deps.db, step.execution, end);
  return tellSlack(deps, step, end);
}

async function tellSlack(deps: StepWatchDeps, step: StepRow, end: StepEnd): Promise<JobResult> {
  const { functions } = deps.client;
  const id = { function_execution_id: step.execution };
  const outcome = await deps.deliver.once(
    {
      method: 'outputs' in end ? 'functions.completeSuccess' : 'functions.completeError',
      place: step.execution,
      about: aboutOf(step),
      what: 'the end of a step of a workflow',
      expected: overWords,
    },
    async () =>
      'outputs' in end
        ? functions.completeSuccess({ ...id, outputs: { ...end.outputs } })
        : functions.completeError({ ...id, error: end.error }),
  );
  if (outcome.kind === 'again') return { againInMs: outcome.againInMs };
  await noteTold(deps.db, step.execution, deps.clock.now());
  return putMessageAway(deps, { ...step, end });
}

/** The private message loses its button and says how it ended; then nothing is kept of what the step was about. */
async function putMessageAway(deps: StepWatchDeps, step: StepRow): Promise<JobResult> {
  const { message, end, person, execution } = step;
  if (message !== undefined && end !== undefined) {
    const { language } = await readerOf(deps.directory, person);
    const ended = speaking(language, () => endedStepMessage({ ...step, end }));
    const outcome = await deps.deliver.once(
      {
        method: 'chat.update',
        place: message.channel,
        about: aboutOf(step),
        what: 'how a step of a workflow ended',
        expected: goneWords,
      },
      (form) => deps.client.chat.update({ ...message, ...inForm(ended, form) }),
    );
    if (outcome.kind === 'again') return { againInMs: outcome.againInMs };
  }
  await putAway(deps.db, execution);
  if (mayErase(deps.clock)) await forgetSteps(deps.db, new Date(deps.clock.now().getTime() - keptMs));
  return 'done';
}

const aboutOf = ({ execution }: StepRow) => `step ${execution}`;
