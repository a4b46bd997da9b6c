import { createHash } from 'node:crypto';
import { asFault, Fault } from '../../errors.ts';
import { interactionLog, type Log } from '../../lib/log.ts';
import type { Message } from '../../views/common/blocks.ts';
import { problemMessage } from '../../views/common/problem.ts';
import { boundedKit, boundedReplies } from '../bounded.ts';
import type { Interaction, Replies, Who } from '../context.ts';
import type { Kit } from '../kit.ts';
import { readOnce } from '../read-once.ts';

/** What is known of something that somebody did before anybody was asked about it. */
export type Act = { ref: string; log: Log; origin: string; person: string; triggerId: string };

export function actOf(kit: Kit, act: { person: string; team: string | undefined; triggerId: string; what: string }): Act {
  const ref = kit.ids.reference().slice(0, 6);
  const log = interactionLog(kit.log, {
    ref,
    user: act.person,
    command: act.what,
    ...(act.team === undefined ? {} : { team: act.team }),
  });
  return { ref, log, origin: originOf(act.triggerId), person: act.person, triggerId: act.triggerId };
}

/** An act of somebody whose rights are known, as the commands take it. */
export function interactionOf(
  kit: Kit,
  { ref, log, origin, triggerId }: Act,
  replies: Replies,
  who: Who,
  needs: string | undefined,
  channel?: string,
): Interaction {
  const own = boundedKit(readOnce(kit), needs, () => Promise.resolve(who.roles));
  return { ...boundedReplies(kit, replies, who, needs), kit: own, who, log, ref, triggerId, origin, channel };
}

/** A trigger's hash: the trigger itself could open a modal for whoever reads it. */
export function originOf(triggerId: string): string {
  return createHash('sha256').update(triggerId).digest('base64url').slice(0, 22);
}

/**
 * Answers over a response_url: five times, half an hour (Slack). Only a press has a message that an answer can replace: what a command's
 * response_url has said once stays as it is.
 */
export function repliesBy(
  kit: Kit,
  place: { responseUrl: string; person: string; channel: string | undefined },
  from: 'command' | 'press',
): Replies {
  return {
    replaces: from === 'press' ? 'when asked' : 'never',
    reply: (message, { replace = false } = {}) =>
      kit.screen.respond(place, { message, replace: replace && from === 'press', inChannel: false }),
    share: (message) => kit.screen.respond(place, { message, replace: false, inChannel: true }),
  };
}

/** Answers as a direct message, where Slack gives no response_url. */
export function repliesByWhisper(kit: Kit, person: string, channel: string | undefined): Replies {
  const say = (message: Message) => kit.screen.whisper(channel ?? person, person, message);
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
  kit: Pick<Kit, 'home' | 'directory'>,
  { id, team_id: team }: { id: string; team_id?: string },
): Promise<void> {
  const home = kit.home();
  if (home !== undefined && (team === undefined || team === home.teamId)) return;
  const { barred } = await kit.directory.standing(id, look);
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
    await tell(problemMessage({ say: fault.say, ...(needsReference ? { ref: fault.ref } : {}) }));
  } catch (untold) {
    act.log.warn({ err: asFault(untold) }, 'a fault could not be told to the person');
  }
}
