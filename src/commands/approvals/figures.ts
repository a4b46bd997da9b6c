import { Fault } from '../../errors.ts';
import { typedDuration } from '../../lib/duration.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import { plainLine } from '../../lib/typed.ts';
import { figuresMessage } from '../../views/figures/figures.ts';
import { answerWith } from '../answer.ts';
import type { Command } from '../context.ts';

const usual = '7d';
/** The whole journal of a year is read in about a second. */
const longestMs = 366 * 24 * 3_600_000;

/** `/approvals figures [7d]`: what was asked, decided and given in that time, until now. */
export const figuresCommand: Command = spoken({
  command: 'approvals',
  verb: 'figures',
  usage: '[7d]',
  description: 'What was asked, decided and given in a time',
  needs: 'read.figures',
  run: (interaction, words) => {
    const { app, who } = interaction;
    return answerWith(
      interaction,
      async () => {
        const ms = typedDuration(plainLine(words.join(' ')) || usual);
        if (ms === null || ms > longestMs)
          throw new Fault('bad_input', speak('Write a time of at most a year, such as /approvals figures 7d or 24h.'));
        const now = app.clock.now();
        // The journal's times are the database's: what is written in this moment is told with it.
        const span = { from: new Date(now.getTime() - ms), to: new Date(now.getTime() + 1) };
        const { byPerson } = app.policy.figures;
        return figuresMessage({ ...(await app.figures(span)), ...span, to: now, now, timeZone: who.timeZone, byPerson });
      },
      { tryAgain: 'approvals figures' },
    );
  },
});
