import type { ModalView } from '@slack/types';
import type { ReadName } from '../../approvals/policy/catalogue.ts';
import { dashboardUrl, type PageKind } from '../../approvals/policy/dashboard-pages.ts';
import { asFault } from '../../errors.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import { cut } from '../../lib/text.ts';
import type { Message } from '../../views/common/blocks.ts';
import { pagesLine } from '../../views/common/pages.ts';
import { problemMessage } from '../../views/common/problem.ts';
import { richLines } from '../../views/common/rich.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { withWaysOn } from '../../views/common/ways-on.ts';
import { formView } from '../../views/form/form.ts';
import { readPointer, writePointer } from '../../views/pointer.ts';
import { answerWith, inItsPlace, inView, openInPlace, openOver, whereItWas } from '../answer.ts';
import type { Button, Command, FieldChange, Form, Interaction, Source, Submission, Who } from '../context.ts';
import { mustHold, whoIs } from '../rights.ts';
import { looksLike } from '../subjects/looks-like.ts';
import { filledAt } from '../subjects/understand.ts';
import type { Filled } from './action-form.ts';
import type { FoundSubject, ReadSubject } from './subject.ts';

/** Something that people can look at: `/rating list <customer>`. One record, and all that is typed, pressed and sent for it follows. */
export type Read<About, Facts> = {
  /** The slash command, without its slash. */
  command: string;
  verb: string;
  description: string;
  /** The grant it takes, checked when it is typed, pressed, chosen in its form and sent. */
  needs: ReadName;
  /** Of its form and of the modal that it answers in; at most 24 characters. */
  title: string;
  /** Of its form alone, if that is another. */
  formTitle?: string;
  /** The button of its form. */
  submit?: string;
  /** What it is about, and how that is typed, chosen and pointed at. */
  about: ReadSubject<About>;
  /** The id of the buttons that open it from where somebody is. */
  opens?: string;
  /** The ids of the buttons that answer in their place: its pages, **Refresh**. */
  turns?: readonly string[];
  /** The id of the buttons that open its form with what was asked. */
  changes?: string;
  /** Reads what is shown. Throws the reader's faults. `page` counts from 0. */
  fetch(interaction: Interaction, about: About, page: number): Promise<Facts>;
  view(facts: Facts): Message;
  /** Of whom or what it shows the page in the dashboard, unless its view does. */
  page?(about: About): { kind: PageKind; id: number };
};

/** What the listeners know of a read. */
export type ReadParts = {
  command: Command;
  submission: Form;
  button: Button | undefined;
  /** All its buttons, this one included. */
  buttons: readonly Button[];
  fieldChange: FieldChange | undefined;
  /** Its form with what is known. */
  form(interaction: Pick<Interaction, 'app' | 'who'>, filled: Filled): Promise<ModalView>;
  /** How an answer is drawn again after a change that was started from it. */
  source: Source;
};

/** All that a read needs to be typed, sent, opened from where somebody is, and turned over. */
export function defineRead<About, Facts>(read: Read<About, Facts> & { opens: string }): ReadParts & { button: Button };
export function defineRead<About, Facts>(read: Read<About, Facts>): ReadParts;
export function defineRead<About, Facts>(read: Read<About, Facts>): ReadParts {
  const button = read.opens === undefined ? undefined : buttonOf(read, read.opens, whereItWas);
  const turns = (read.turns ?? []).map((id) => buttonOf(read, id, inItsPlace));
  const change = read.changes === undefined ? undefined : changeOf(read, read.changes);
  return {
    command: commandOf(read),
    submission: submissionOf(read),
    button,
    buttons: [button, ...turns, change].filter((one) => one !== undefined),
    fieldChange: fieldChangeOf(read),
    form: (interaction, filled) => formOf(read, interaction, filled),
    source: sourceOf(read),
  };
}

/** Slack takes no more in a message. */
const mostBlocks = 50;

/** Of the form that asks what a read is about. */
export function readFormId({ command, verb }: { command: string; verb: string }): string {
  return [command, verb, 'form'].filter((part) => part !== '').join('.');
}

function commandOf<About, Facts>(read: Read<About, Facts>): Command {
  const { command, verb, description, needs, about } = read;
  return spoken({
    command,
    verb,
    usage: about.usage,
    description,
    needs,
    async run(interaction, words) {
      about.mustWork?.(interaction.app);
      const typed = words.filter((word) => word.trim() !== '');
      const asksFirst = about.asksFirst?.(typed) === true;
      if (typed.length === 0 && about.readsWithoutWords !== true && !asksFirst) {
        await openOver(interaction, await formOf(read, interaction));
        return;
      }
      const again = typed.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ');
      const tryAgain = tryAgainOf(read, cut(again, 200));
      const viewId = asksFirst ? await openOver(interaction, waitingView({ title: read.formTitle ?? read.title })) : undefined;
      const where = viewId === undefined ? interaction : inView(interaction, viewId, read.title);
      const open = async (form: Parameters<typeof openOver>[1]) =>
        void (await (viewId === undefined ? openOver(interaction, form) : interaction.app.screen.update(viewId, form)));
      await answerWith(
        where,
        async () => answer(read, where, await about.understand(interaction.app, typed, interaction.who), { tryAgain, open }),
        { tryAgain },
      );
    },
  });
}

function buttonOf<About, Facts>(read: Read<About, Facts>, id: string, placed: typeof whereItWas): Button {
  return {
    id,
    needs: read.needs,
    async run(press) {
      const where = await placed(press, read.title);
      await showPointed(read, where, press.value);
      return undefined;
    },
  };
}

/** The form with what was asked, to ask something else. */
function changeOf<About, Facts>(read: Read<About, Facts>, id: string): Button {
  const { title, formTitle = title, about } = read;
  return {
    id,
    needs: read.needs,
    async run(press) {
      const viewId = await openInPlace(press, waitingView({ title: formTitle }));
      await answerWith(inView(press, viewId, title), async () => {
        const filled = await about.pointed?.fill?.(press.app, press.who, press.value);
        await press.app.screen.update(viewId, await formOf(read, press, filled));
        return undefined;
      });
      return undefined;
    },
  };
}

/** What follows from a field that changed is drawn; everything else stays as it is filled in. */
function fieldChangeOf<About, Facts>(read: Read<About, Facts>): FieldChange | undefined {
  const { refilled } = read.about;
  if (refilled === undefined) return undefined;
  return {
    callbackId: readFormId(read),
    needs: read.needs,
    async changed(press, values) {
      if (press.place.kind !== 'modal') return;
      const form = await formOf(read, press, await refilled(press.app, values), 'none');
      await press.app.screen.update(press.place.viewId, form);
    },
  };
}

function sourceOf<About, Facts>(read: Read<About, Facts>): Source {
  return {
    title: read.title,
    needs: read.needs,
    async answer(interaction, pointer) {
      const about = await read.about.pointed?.find(interaction.app, pointer, writePointer(pointer));
      return about === undefined ? undefined : show(read, interaction, about);
    },
  };
}

async function showPointed<About, Facts>(read: Read<About, Facts>, where: Interaction, value: string): Promise<void> {
  const pointer = readPointer(value);
  const { pointed } = read.about;
  const words = pointed?.words(pointer, value);
  await answerWith(
    where,
    async () => {
      const about = await pointed?.find(where.app, pointer, value);
      return about === undefined ? undefined : show(read, where, about, pointer.page);
    },
    words === undefined ? {} : { tryAgain: tryAgainOf(read, words) },
  );
}

/** The sent form, answered in its own modal. */
function submissionOf<About, Facts>(read: Read<About, Facts>): Form {
  return {
    callbackId: readFormId(read),
    needs: read.needs,
    async run(submission) {
      const chosen = read.about.fromSubmission(submission);
      if (!chosen.ok) return { answer: { kind: 'errors', errors: chosen.errors } };
      return {
        answer: { kind: 'update', view: waitingView({ title: read.title }) },
        after: () => answerSent(read, submission, chosen.words, (who) => chosen.find(submission.app, who)),
      };
    },
  };
}

async function answerSent<About, Facts>(
  read: Read<About, Facts>,
  submission: Submission,
  words: string,
  find: (who: Who) => Promise<FoundSubject<About>>,
): Promise<void> {
  const { app, viewId } = submission;
  const view = inView(submission, viewId, read.title);
  const tryAgain = tryAgainOf(read, words);
  const open = async (form: Parameters<typeof openOver>[1]) => void (await app.screen.update(viewId, form));
  await answerWith(
    view,
    async () => {
      // Looked up now: the grant may be gone since the form was opened.
      const who = await whoIs(app, submission.who.id);
      mustHold(who, read.needs);
      return answer(read, { ...view, who }, await find(who), { tryAgain, open });
    },
    { tryAgain },
  );
}

type Asking = { tryAgain: string; open(form: Parameters<typeof openOver>[1]): Promise<void> };

/** One: what is shown of it. None: a button that asks again. Several, or something missing: the form, with what was understood. */
async function answer<About, Facts>(
  read: Read<About, Facts>,
  interaction: Interaction,
  understood: FoundSubject<About>,
  { tryAgain, open }: Asking,
): Promise<Message | undefined> {
  switch (understood.kind) {
    case 'known':
      return show(read, interaction, understood.about);
    case 'answered':
      return understood.sought === undefined
        ? understood.message
        : withWaysOn(understood.message, await looksLike(interaction, understood.sought.text, understood.sought.as));
    case 'none':
      return problemMessage({
        say: understood.say,
        tryAgain: tryAgainOf(read, ''),
        tryAgainText: speak('Search again'),
        ways: understood.sought === undefined ? [] : await looksLike(interaction, understood.sought.text, understood.sought.as),
      });
    case 'unclear':
      try {
        await open(await formOf(read, interaction, understood.filled));
        return undefined;
      } catch (error) {
        // The back office took longer than a trigger is valid (3 s): the person presses for a new one.
        if (asFault(error).code !== 'slack_unavailable') throw error;
        return problemMessage({
          say: speak('{problem} Try again to choose.', { problem: understood.filled.problem ?? '' }).trim(),
          tryAgain,
        });
      }
  }
}

async function show<About, Facts>(read: Read<About, Facts>, interaction: Interaction, about: About, page = 0): Promise<Message> {
  const message = read.view(await read.fetch(interaction, about, page));
  const of = read.page?.(about);
  const url = of && dashboardUrl(interaction.app.policy.dashboardLink, of.kind, of.id);
  if (of === undefined || url === undefined || message.blocks.length >= mostBlocks) return message;
  return { ...message, blocks: [...message.blocks, richLines(pagesLine({ pages: [{ ...of, url }] }))] };
}

async function formOf<About, Facts>(
  read: Read<About, Facts>,
  { app, who }: Pick<Interaction, 'app' | 'who'>,
  filled: Filled = filledAt(app),
  focus: 'first-empty' | 'none' = 'first-empty',
): Promise<ModalView> {
  const [fields, below = []] = await Promise.all([read.about.fields(app, filled, who), read.about.below?.(app, who)]);
  const view = formView({
    callbackId: readFormId(read),
    title: read.formTitle ?? read.title,
    submit: read.submit ?? speak('Show'),
    metadata: JSON.stringify({ branch: filled.branch }),
    fields,
    focus,
    problem: filled.problem,
  });
  return below.length === 0 ? view : { ...view, blocks: [...view.blocks, ...below] };
}

function tryAgainOf({ command, verb }: { command: string; verb: string }, words: string): string {
  return [command, verb, words].filter((part) => part !== '').join(' ');
}
