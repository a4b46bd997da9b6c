import { createHash } from 'node:crypto';
import { asFault, Fault } from '../../errors.ts';
import { interactionLog, type Log } from '../../lib/log.ts';
import type { Message } from '../../views/common/blocks.ts';
import { problemMessage } from '../../views/common/problem.ts';
import type { AppContext } from '../app-context.ts';
import { boundedReplies } from '../bounded.ts';
import type { Interaction, Replies, Who } from '../context.ts';
import { ownApp } from '../own-app.ts';

/** What is known of something that somebody did before anybody was asked about it. */
export type Act = { ref: string; log: Log; origin: string; person: string; triggerId: string };

export function actOf(app: AppContext, act: { person: string; team: string | undefined; triggerId: string; what: string }): Act {
  const ref = app.ids.reference().slice(0, 6);
  const log = interactionLog(app.log, {
    ref,
    user: act.person,
    command: act.what,
    team: act.team,
  });
  return { ref, log, origin: originOf(act.triggerId), person: act.person, triggerId: act.triggerId };
}

/** An act of somebody whose rights are known, as the commands take it. */
export function interactionOf(
  app: AppContext,
  { ref, log, origin, triggerId }: Act,
  replies: Replies,
  who: Who,
  needs: string | undefined,
  channel?: string,
): Interaction {
  return { ...boundedReplies(app, replies, who, needs), app: ownApp(app, who, needs), who, log, ref, triggerId, origin, channel };
}

/** A trigger's hash: the trigger itself could open a modal for the person who reads it. */
export function originOf(triggerId: string): string {
  return createHash('sha256').update(triggerId).digest('base64url').slice(0, 22);
}

/**
 * Answers over a response_url: five times, half an hour (Slack). Only a press has a message that an answer can replace: what a command's
 * response_url has said once stays as it is.
 */
export function repliesBy(
  app: AppContext,
  place: { responseUrl: string; person: string; channel: string | undefined },
  from: 'command' | 'press',
): Replies {
  return {
    replaces: from === 'press' ? 'when asked' : 'never',
    reply: (message, { replace = false } = {}) =>
      app.screen.respond(place, { message, replace: replace && from === 'press', inChannel: false }),
    share: (message) => app.screen.respond(place, { message, replace: false, inChannel: true }),
  };
}

/** Answers as a direct message, if Slack gives no response_url. */
export function repliesByWhisper(app: AppContext, person: string, channel: string | undefined): Replies {
  const say = (message: Message) => app.screen.whisper(channel ?? person, person, message);
  return { replaces: 'never', reply: say, share: say };
}

/** Somebody who presses from elsewhere is looked up before anything is shown to them; what they ask or decide is looked up again then. */
const look = { freshMs: 60_000, withinMs: 700 } as const;

/**
 * Throws Fault('not_allowed') for people of other workspaces, who can press buttons in shared channels: Bolt does not stop them. Whom the
 * delivery names as of another workspace may be ours all the same (Enterprise Grid), so the directory decides. Until it is known which
 * workspace is home, it is nobody's: Fault('slack_unavailable').
 */
export async function mustBeOfHome(
  app: Pick<AppContext, 'home' | 'directory'>,
  { id, team_id: team }: { id: string; team_id?: string },
): Promise<void> {
  const home = app.home();
  if (home !== undefined && (team === undefined || team === home.teamId)) return;
  const { barred } = await app.directory.standing(id, look);
  if (barred !== undefined) throw new Fault('not_allowed', barred);
}

/** Logs what went wrong and tells the person; never throws. */
export async function tellFault(act: Act, error: unknown, tell: (message: Message) => Promise<void>): Promise<void> {
  const fault = asFault(error);
  const level =
    fault.code === 'internal'
      ? 'error'
      : fault.code === 'not_allowed' || fault.code === 'bad_input' || fault.code === 'refused'
        ? 'info'
        : 'warn';
  act.log[level]({ code: fault.code, err: fault }, 'an interaction ended with a fault');
  const needsReference = level !== 'info';
  try {
    await tell(problemMessage({ say: fault.say, ref: needsReference ? fault.ref : undefined }));
  } catch (untold) {
    act.log.warn({ err: asFault(untold) }, 'a fault could not be told to the person');
  }
}
