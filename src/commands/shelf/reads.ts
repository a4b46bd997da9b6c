import { cut, oneLine } from '../../lib/text.ts';
import type { Message } from '../../views/common/blocks.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { type Field, formView, labels } from '../../views/form/form.ts';
import { readPointer } from '../../views/pointer.ts';
import { answerWith, inItsPlace, inView, openOver, whereItWas } from '../answer.ts';
import type { Button, Command, Form, Interaction, Submission } from '../context.ts';
import { branchNamed, choicesOf, usualBranch } from '../find/branches.ts';
import { names } from '../form/common-fields.ts';
import { choiceOf } from '../form/values.ts';
import type { Kit } from '../kit.ts';
import { mustHold, whoIs } from '../rights.ts';
import { findThing, type Shelf, type Thing, thingChoice, thingField } from './shelf.ts';

/** A message's row takes two blocks, and a page is to be read without scrolling far. */
const aPage = 10;
const everywhere = 'all';

export type ShelfPage<T> = {
  things: readonly T[];
  /** Undefined for all branches. */
  branch: number | undefined;
  where: string;
  page: number;
  total: number | undefined;
  hasNext: boolean;
};

export type ShelfReads<T extends Thing> = {
  shelf: Shelf<T>;
  titles: { list: string; show: string };
  describe: { list: string; show: string };
  callbackIds: { list: string; show: string };
  actionIds: { page: string; open: string };
  drawList(interaction: Interaction, page: ShelfPage<T>): Promise<Message>;
  drawOne(interaction: Interaction, thing: T): Promise<Message>;
};

/** `list [branch]`, `show <thing>`, their forms, and the buttons of their rows and pages. */
export function defineShelfReads<T extends Thing>(
  reads: ShelfReads<T>,
): {
  commands: readonly Command[];
  buttons: readonly Button[];
  sent: readonly Form[];
} {
  const { shelf } = reads;
  return {
    commands: [
      {
        command: shelf.command,
        verb: 'list',
        usage: '[branch | all]',
        description: reads.describe.list,
        needs: shelf.needs,
        run: (interaction, words) => runList(reads, interaction, cut(words.join(' '), 200).trim()),
      },
      {
        command: shelf.command,
        verb: 'show',
        usage: '<id or name>',
        description: reads.describe.show,
        needs: shelf.needs,
        run: (interaction, words) => runShow(reads, interaction, cut(words.join(' '), 200).trim()),
      },
    ],
    buttons: [pageButton(reads), openButton(reads)],
    sent: [listSent(reads), showSent(reads)],
  };
}

async function runList<T extends Thing>(reads: ShelfReads<T>, interaction: Interaction, text: string): Promise<void> {
  const { kit } = interaction;
  const tryAgain = `${reads.shelf.command} list ${text}`.trim();
  await answerWith(
    interaction,
    async () => {
      if (text === '') return listOf(reads, interaction, await usualBranch(kit), 0);
      if (text.toLowerCase() === everywhere) return listOf(reads, interaction, undefined, 0);
      const found = branchNamed(await kit.catalogue.branches(), text);
      if (found !== undefined) return listOf(reads, interaction, found.id, 0);
      const problem = `No branch is called “${oneLine(text)}”: choose one.`;
      await openOver(
        interaction,
        formView({
          callbackId: reads.callbackIds.list,
          title: reads.titles.list,
          submit: 'List',
          fields: [await branchesField(kit)],
          problem,
        }),
      );
      return undefined;
    },
    { tryAgain },
  );
}

async function branchesField(kit: Kit): Promise<Field> {
  const branches = await kit.catalogue.branches();
  return {
    kind: 'select',
    name: names.branch,
    label: labels.branch,
    // First, so that it is never among those for which there is no room.
    choices: [{ text: 'All branches', value: everywhere }, ...choicesOf(branches, 'Branch')],
  };
}

async function listOf<T extends Thing>(
  reads: ShelfReads<T>,
  interaction: Interaction,
  branch: number | undefined,
  page: number,
): Promise<Message> {
  const { kit } = interaction;
  const [found, where] = await Promise.all([
    reads.shelf.list(kit, { page, size: aPage, ...(branch === undefined ? {} : { branchId: branch }) }),
    branch === undefined ? 'all branches' : kit.catalogue.branch(branch).then(({ name }) => oneLine(name)),
  ]);
  // A back office that does not page gives everything at once: it is cut here.
  const isWhole = found.items.length > aPage;
  const things = isWhole ? found.items.slice(page * aPage, (page + 1) * aPage) : found.items;
  const total = found.totalElements ?? (isWhole ? found.items.length : undefined);
  const hasNext = total === undefined ? things.length === aPage : total > page * aPage + things.length;
  return reads.drawList(interaction, { things, branch, where, page, total, hasNext });
}

async function runShow<T extends Thing>(reads: ShelfReads<T>, interaction: Interaction, text: string): Promise<void> {
  const { shelf } = reads;
  if (text === '') {
    await openOver(interaction, await showForm(reads, interaction.kit, {}));
    return;
  }
  await answerWith(
    interaction,
    async () => {
      const found = await findThing(shelf, interaction.kit, text);
      if (found.kind === 'one') return reads.drawOne(interaction, found.thing);
      const offers = await Promise.all(found.several.slice(0, 25).map((thing) => thingChoice(shelf, interaction.kit, thing)));
      await openOver(
        interaction,
        await showForm(reads, interaction.kit, {
          problem: found.problem,
          ...(offers.length === 0 ? {} : { offers: { [shelf.key]: offers } }),
        }),
      );
      return undefined;
    },
    { tryAgain: `${shelf.command} show ${text}` },
  );
}

async function showForm<T extends Thing>(
  { shelf, callbackIds, titles }: ShelfReads<T>,
  kit: Kit,
  { problem, offers }: { problem?: string; offers?: Readonly<Record<string, Awaited<ReturnType<typeof thingChoice>>[]>> },
) {
  return formView({
    callbackId: callbackIds.show,
    title: titles.show,
    submit: 'Show',
    fields: [await thingField(shelf, kit, { values: {}, ...(offers === undefined ? {} : { offers }) })],
    ...(problem === undefined ? {} : { problem }),
  });
}

function listSent<T extends Thing>(reads: ShelfReads<T>): Form {
  return {
    callbackId: reads.callbackIds.list,
    needs: reads.shelf.needs,
    async run(submission) {
      const value = choiceOf(submission.values, names.branch);
      const isBranch = value !== undefined && /^\d{1,15}$/.test(value);
      if (!isBranch && value !== everywhere)
        return { answer: { kind: 'errors', errors: { [names.branch]: 'Choose the branch.' } } };
      return answered(reads, submission, reads.titles.list, (view) =>
        listOf(reads, view, isBranch ? Number(value) : undefined, 0),
      );
    },
  };
}

function showSent<T extends Thing>(reads: ShelfReads<T>): Form {
  const { shelf } = reads;
  return {
    callbackId: reads.callbackIds.show,
    needs: reads.shelf.needs,
    async run(submission) {
      const value = choiceOf(submission.values, shelf.key);
      if (value === undefined || !/^\d{1,15}$/.test(value))
        return { answer: { kind: 'errors', errors: { [shelf.key]: `Choose which ${shelf.one}.` } } };
      return answered(reads, submission, reads.titles.show, async (view) =>
        reads.drawOne(view, await shelf.get(view.kit, Number(value))),
      );
    },
  };
}

/** Answered in the form's own modal, by somebody whose rights are looked up now. */
function answered<T extends Thing>(
  { shelf }: ShelfReads<T>,
  submission: Submission,
  title: string,
  make: (interaction: Interaction) => Promise<Message>,
): Awaited<ReturnType<Form['run']>> {
  const view = inView(submission, submission.viewId, title);
  return {
    answer: { kind: 'update', view: waitingView({ title }) },
    after: () =>
      answerWith(view, async () => {
        const who = await whoIs(submission.kit, submission.who.id);
        mustHold(who, shelf.needs);
        return make({ ...view, who });
      }),
  };
}

function pageButton<T extends Thing>(reads: ShelfReads<T>): Button {
  return {
    id: reads.actionIds.page,
    needs: reads.shelf.needs,
    async run(press) {
      const { branch, page = 0 } = readPointer(press.value);
      const where = await inItsPlace(press, reads.titles.list);
      await answerWith(where, () => listOf(reads, where, branch, page), {
        tryAgain: `${reads.shelf.command} list ${branch ?? everywhere}`,
      });
      return undefined;
    },
  };
}

function openButton<T extends Thing>(reads: ShelfReads<T>): Button {
  const { shelf } = reads;
  return {
    id: reads.actionIds.open,
    needs: shelf.needs,
    async run(press) {
      const id = readPointer(press.value)[shelf.key];
      const where = await whereItWas(press, reads.titles.show);
      await answerWith(where, async () => reads.drawOne(where, await shelf.get(press.kit, id ?? 0)), {
        tryAgain: `${shelf.command} show ${id ?? ''}`,
      });
      return undefined;
    },
  };
}
