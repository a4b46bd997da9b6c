import { asFault, type FaultCode } from '../errors.ts';
import { speak } from '../lib/language/speak.ts';
import { within } from '../lib/within.ts';
import { type Message, modal } from '../views/common/blocks.ts';
import { noteMessage } from '../views/common/note.ts';
import { problemMessage } from '../views/common/problem.ts';
import { waitingView } from '../views/common/waiting.ts';
import { callbackIds } from '../views/ids.ts';
import type { Interaction, Press } from './context.ts';

/** How long somebody looks at what was there before they are told that it takes a moment. */
const patienceMs = 1_500;
/** The same if what they are told stays. */
const longPatienceMs = 3_000;

/** Faults after which the same may work in a moment. */
const passing: ReadonlySet<FaultCode> = new Set([
  'upstream_unreachable',
  'upstream_timeout',
  'upstream_down',
  'upstream_busy',
  'upstream_malformed',
  'upstream_sign_in',
  'slack_unavailable',
  'database_unavailable',
]);

/** Faults that are an answer, and no trouble to look into. */
const plain: ReadonlySet<FaultCode> = new Set(['bad_input', 'not_allowed', 'refused', 'not_found']);

export type AnswerOptions = {
  /** Draws the message again in which the button was pressed. */
  replace?: boolean;
  /** The command that does it again, without its slash: `customer lookup 4711`. */
  tryAgain?: string;
};

/**
 * Answers with what `make` finds, or with what went wrong. Where it takes long, says so first and puts the answer into that place.
 * `make` gives nothing if it has answered by itself, by opening a form.
 */
export async function answerWith(
  interaction: Interaction | Press,
  make: () => Promise<Message | undefined>,
  { replace = false, tryAgain }: AnswerOptions = {},
): Promise<void> {
  // What can't be replaced stays above the answer, so it is reported later and worded to be true afterwards, too.
  const isReplaced = interaction.replaces === 'always' || (interaction.replaces === 'when asked' && replace);
  const making = attempt(interaction, make, tryAgain);
  const first = await within(interaction.app.clock, isReplaced ? patienceMs : longPatienceMs, making, () => 'late' as const);
  if (first !== 'late') {
    if (first !== undefined) await interaction.reply(first, { replace });
    return;
  }
  // The answer is what counts: it is still given when this could not be said.
  const meanwhile = isReplaced
    ? speak('Looking…')
    : speak('Checking with the back office… This takes longer than usual; the answer follows below.');
  await interaction.reply(noteMessage(meanwhile), { replace }).catch(() => undefined);
  await interaction.reply((await making) ?? noteMessage(speak('Go on in the form that has opened.')), { replace });
}

async function attempt(
  { log }: Interaction,
  make: () => Promise<Message | undefined>,
  tryAgain: string | undefined,
): Promise<Message | undefined> {
  try {
    return await make();
  } catch (error) {
    const fault = asFault(error);
    log[plain.has(fault.code) ? 'info' : 'warn']({ code: fault.code, err: fault }, 'an answer could not be given');
    return problemMessage({
      say: fault.say,
      ref: plain.has(fault.code) ? undefined : fault.ref,
      tryAgain: tryAgain !== undefined && passing.has(fault.code) ? tryAgain : undefined,
    });
  }
}

/** The same interaction, answered in a modal that is open: what is replied is drawn there. */
export function inView<T extends Interaction>(interaction: T, viewId: string, title: string): Interaction {
  const draw = async ({ blocks }: Message) => {
    await interaction.app.screen.update(viewId, modal({ title, callbackId: callbackIds.information, blocks }));
  };
  return { ...withoutPlace(interaction), replaces: 'always', reply: draw, share: interaction.share, channel: undefined };
}

/** A press answered where it was made: in its modal, beside its message, or from the Home in a modal that opens at once. */
export async function whereItWas(press: Press, title: string): Promise<Interaction> {
  if (press.place.kind === 'modal') return inView(press, press.place.viewId, title);
  if (press.place.kind === 'message') return press;
  return inView(press, await press.app.screen.open(press.triggerId, waitingView({ title })), title);
}

/** A press whose message makes room for the answer; also for *Looking…*, which the answer then replaces. */
export async function inItsPlace(press: Press, title: string): Promise<Interaction> {
  if (press.place.kind !== 'message') return whereItWas(press, title);
  return { ...withoutPlace(press), replaces: 'always', reply: (message) => press.reply(message, { replace: true }) };
}

/** Opens a modal at once, on top of the one that the button is in, if it is in one. Returns its id. */
export function openOver(
  interaction: Interaction | Press,
  view: Parameters<Interaction['app']['screen']['open']>[1],
): Promise<string> {
  const from = 'place' in interaction && interaction.place.kind === 'modal' ? 'modal' : 'message';
  return interaction.app.screen.open(interaction.triggerId, view, from);
}

/** Opens a modal at once; a press in a modal takes that one instead, since Slack stacks no more than three. Returns its id. */
export async function openInPlace(interaction: Interaction | Press, view: Parameters<typeof openOver>[1]): Promise<string> {
  if (!('place' in interaction) || interaction.place.kind !== 'modal') return openOver(interaction, view);
  await interaction.app.screen.update(interaction.place.viewId, view);
  return interaction.place.viewId;
}

function withoutPlace(interaction: Interaction): Interaction {
  const { app, who, log, ref, triggerId, origin, channel, replaces, reply, share } = interaction;
  return { app, who, log, ref, triggerId, origin, channel, replaces, reply, share };
}
