import { asFault, Fault } from '../../errors.ts';
import type { Message } from '../../views/common/blocks.ts';
import { problemMessage } from '../../views/common/problem.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { answerWith, inView, openOver } from '../answer.ts';
import type { Command, Interaction } from '../context.ts';
import { checkEligibility } from './check.ts';
import { eligibilityForm, eligibilityTitle } from './form.ts';
import { type Understood, understand } from './words.ts';

/** `/eligibility`: complete words are answered at once, all others open the form with what was understood. */
export const eligibilityCommand: Command = {
  command: 'eligibility',
  verb: '',
  usage: '<customer> [branch] [category]',
  description: 'Whether a customer may start, what is missing, and who can fix it',
  needs: 'read.eligibility',
  async run(interaction, words) {
    // Three words may say everything; fewer need the form, which has to be opened before anything is looked up.
    if (words.length >= 3) {
      await answerWith(interaction, () => answerOrForm(interaction, words), { tryAgain: againOf(words) });
      return;
    }
    const viewId = await openOver(interaction, waitingView({ title: eligibilityTitle }));
    const view = inView(interaction, viewId, eligibilityTitle);
    await answerWith(view, async () => formOrAnswer(view, viewId, await understand(interaction.kit, words)), {
      tryAgain: againOf(words),
    });
  },
};

function againOf(words: readonly string[]): string {
  return `eligibility ${words.map((word) => (/\s/.test(word) ? `"${word.replaceAll('"', '')}"` : word)).join(' ')}`.slice(
    0,
    1_000,
  );
}

async function formOrAnswer(view: Interaction, viewId: string, understood: Understood): Promise<Message | undefined> {
  if (understood.kind === 'question') return checkEligibility(view, understood.question);
  await view.kit.screen.update(viewId, await eligibilityForm(view.kit, view.who.timeZone, understood.filled));
  return undefined;
}

/** The words seemed to say everything: the answer is a message, and the form only opens where they did not. */
async function answerOrForm(interaction: Interaction, words: readonly string[]): Promise<Message | undefined> {
  const { kit, who } = interaction;
  const understood = await understand(kit, words);
  if (understood.kind === 'question') return checkEligibility(interaction, understood.question);
  const view = await eligibilityForm(kit, who.timeZone, understood.filled);
  try {
    await openOver(interaction, view);
    return undefined;
  } catch (error) {
    // The back office took longer than a trigger lives (3 s): the person presses for a new one.
    const fault = asFault(error);
    if (!(error instanceof Fault) || fault.code !== 'slack_unavailable') throw error;
    const problem = understood.filled.problem ?? 'Something is missing.';
    return problemMessage({ say: `${problem} Try again to fill in the form.`, tryAgain: againOf(words) });
  }
}
