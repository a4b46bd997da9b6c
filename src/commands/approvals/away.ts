import { max } from 'date-fns';
import type { Left } from '../../approvals/away/away.ts';
import { readerSpeaks } from '../../lib/language/language.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import { oneLine } from '../../lib/text.ts';
import { formatInstant } from '../../lib/when.ts';
import { awayForm } from '../../views/approvals/away-form.ts';
import { untilWords } from '../../views/approvals/away-notes.ts';
import { noteMessage } from '../../views/common/note.ts';
import { actionIds, callbackIds, fieldNames } from '../../views/ids.ts';
import { openOver } from '../answer.ts';
import { afresh, type Button, type Command, type Form, type Interaction, type Press, type Submission } from '../context.ts';
import { personOf, textOf } from '../engine/values.ts';
import { momentOf, notATime } from './away-time.ts';

/** `/approvals away <until> [@stand-in]`: its form, filled in. */
const awayCommand: Command = spoken({
  command: 'approvals',
  verb: 'away',
  usage: '<until> [@stand-in]',
  description: 'Say that you are away, and who stands in',
  needs: undefined,
  run: async (interaction, words) => {
    const why = whyNot(interaction);
    if (why !== undefined) return interaction.reply(noteMessage(why));
    const people = words.flatMap((word) => /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(word.trim())?.[1] ?? []);
    const until = words.filter((word) => word.trim() !== '' && !/^<@/.test(word.trim()) && !word.trim().startsWith('@'));
    // A name behind an @ that Slack made no mention of names nobody.
    const unknown = people.length > 0 ? undefined : words.map((word) => word.trim()).find((word) => /^@./.test(word));
    const filled = { until: until.join(' '), standIn: people[0], unknown };
    await interaction.app.screen.open(interaction.triggerId, await form(interaction, filled), 'message');
  },
});

/** `/approvals back`. */
const backCommand: Command = spoken({
  command: 'approvals',
  verb: 'back',
  usage: '',
  description: 'Say that you are back',
  needs: undefined,
  run: (interaction) => back(interaction),
});

async function back({ app, who, reply }: Interaction): Promise<void> {
  const wasAway = await app.approvals.away.comeBack(who.id);
  await reply(
    noteMessage(
      wasAway
        ? speak('You are back. You get a list of what was decided in your place.')
        : speak('You had not said that you are away.'),
    ),
  );
}

/** Why somebody can't say here that they are away, in words. */
function whyNot({ app, who }: Interaction): string | undefined {
  const { away } = app.policy;
  if (away === null) return speak('This policy allows no absences. Ask your admin.');
  if (away.roles.some((role) => who.roles.includes(role))) return undefined;
  return speak('This is for people who decide requests (the role {roles}). You can be away without it.', {
    roles: away.roles.join(` ${speak('or')} `),
  });
}

type Typed = { until: string; standIn?: string | undefined; unknown?: string | undefined };

/** Says at once what is wrong: a trigger is valid for three seconds, and looking up rights takes less than one. */
async function form({ app, who }: Interaction, { until: typed, standIn, unknown }: Typed) {
  const now = app.clock.now();
  const until = typed === '' ? undefined : momentOf(typed, { now, timeZone: who.timeZone, edge: 'end' });
  const refused = until && (await app.approvals.away.whyNot({ person: who.id, from: now, until, standIn }));
  const problems = [
    ...(typed !== '' && until === undefined ? [notATime(oneLine(typed))] : []),
    ...(refused === undefined ? [] : [refused.why]),
    ...(unknown === undefined
      ? []
      : [speak('“{text}” is nobody’s name in Slack. Choose the stand-in below.', { text: oneLine(unknown) })]),
  ];
  const said = speak('Nobody asks you or reminds you then, but you can still decide.');
  return awayForm({
    until: typed === '' ? undefined : typed,
    standIn,
    intro:
      until === undefined || refused !== undefined
        ? said
        : `${speak('You are away until {until}.', { until: untilWords(until, who.timeZone) })} ${said}`,
    problem: problems.length === 0 ? undefined : problems.join(' '),
  });
}

/** **I am away**, in the Home. */
const leaveButton: Button = {
  id: actionIds.leave,
  needs: undefined,
  async run(press) {
    const why = whyNot(press);
    if (why === undefined) await openOver(press, await form(press, { until: '' }));
    else await press.reply(noteMessage(why));
    return undefined;
  },
};

/** **I am back**. */
const backButton: Button = {
  id: actionIds.comeBack,
  needs: undefined,
  async run(press) {
    await back(press);
    return undefined;
  },
};

/** **Decline**, for a stand-in. */
const declineButton: Button = {
  id: actionIds.declineStandIn,
  needs: undefined,
  async run(press: Press) {
    const declined = await press.app.approvals.away.decline({ id: press.value.slice(0, 40), person: press.who.id });
    await press.reply(
      noteMessage(
        declined
          ? speak('You don’t stand in. The person who is away gets a message.')
          : speak('You don’t stand in there any more.'),
      ),
    );
    return undefined;
  },
};

const awaySent: Form = {
  callbackId: callbackIds.away,
  needs: afresh,
  async run(submission) {
    const { app, who, values, origin } = submission;
    const timeZone = await timeZoneOf(submission);
    const now = app.clock.now();
    const typed = { from: textOf(values, fieldNames.from), until: textOf(values, fieldNames.until) };
    if (typed.until === undefined) return errors({ [fieldNames.until]: speak('Write until when you are away.') });
    const from = typed.from === undefined ? now : momentOf(typed.from, { now, timeZone, edge: 'begin' });
    if (from === undefined) return errors({ [fieldNames.from]: notATime(oneLine(typed.from ?? '')) });
    const begin = max([from, now]);
    const until = momentOf(typed.until, { now, begin, timeZone, edge: 'end' });
    if (until === undefined) return errors({ [fieldNames.until]: notATime(oneLine(typed.until)) });
    const standIn = personOf(values, fieldNames.standIn);
    const left = await app.approvals.away.leave({
      person: who.id,
      from: begin,
      until,
      standIn,
      note: textOf(values, fieldNames.note),
      origin,
    });
    if (left.kind === 'refused') return errors({ [fieldOf(left)]: left.why });
    return {
      answer: { kind: 'clear' },
      after: () =>
        submission.reply(
          noteMessage(
            from > now
              ? speak('You are away from {from} until {until}.', {
                  from: formatInstant(from, timeZone),
                  until: untilWords(until, timeZone),
                })
              : speak('You are away until {until}.', { until: untilWords(until, timeZone) }),
          ),
        ),
    };
  },
};

const errors = (problems: Record<string, string>) => ({ answer: { kind: 'errors', errors: problems } }) as const;

function fieldOf({ field }: Extract<Left, { kind: 'refused' }>): string {
  return field === 'standIn' ? fieldNames.standIn : field === 'from' ? fieldNames.from : fieldNames.until;
}

/** Times are the sender's own; and so is the language in which a form is answered. */
async function timeZoneOf({ app, who }: Submission): Promise<string> {
  const { timeZone, language } = await app.directory.standing(who.id, { freshMs: 600_000, withinMs: 700, stale: 'at-once' });
  readerSpeaks(language ?? 'en');
  return timeZone;
}

export const awayCommands: readonly Command[] = [awayCommand, backCommand];
export const awayButtons: readonly Button[] = [leaveButton, backButton, declineButton];
export const awayForms: readonly Form[] = [awaySent];
