import { tagMarks, tagsAfter, tagsIn, tagsText, tidyTags } from '../../actions/vocabulary/tags.ts';
import { Fault } from '../../errors.ts';
import { oneLine } from '../../lib/text.ts';
import { type Choice, type Field, labels } from '../../views/form/form.ts';
import type { Pointer } from '../../views/pointer.ts';
import type { Kit } from '../kit.ts';
import { type ActionForm, defineForm, type Filled, filledId } from './action-form.ts';
import { finderField } from './common-fields.ts';
import { fill, homeBranch, type Understood } from './filling.ts';

/** A list of tags as somebody left it, and the marks of those they were shown. */
type TagList = { tags: string[]; shown?: string | undefined };

/** Who or what has the tags. */
type Holder<Input> = {
  /** Also the name of the field in which it is chosen. */
  kind: 'customer' | 'account';
  action: string;
  /** Said where nobody is chosen yet. */
  choose: string;
  /** The holder in the words of a command, and what follows. */
  understand(
    kit: Kit,
    words: readonly string[],
    branch: number,
  ): Promise<{ holder: Understood | undefined; rest: readonly string[] }>;
  byId(kit: Kit, id: number): Promise<Choice>;
  pointed(pointer: Pointer): number | undefined;
  tagsNow(kit: Kit, id: number): Promise<readonly string[]>;
  input(id: number, list: TagList, branch: number): Input;
  asked(input: Input): { id: number; list: TagList; branch?: number };
};

const tagsName = 'tags';
const mostCharacters = 3000;
/** So many marks fit into the 255 characters of a block's id beside the rest of it. */
const mostTags = 58;

/**
 * `<holder> [+tag] [-tag]`: the field holds the whole list as it is to be. Its block belongs to the holder, so that whoever chooses
 * another one gets that one's list and never writes the first one's tags onto the second; and it carries marks of the tags that it was
 * filled in with, so that a tag which somebody else gives meanwhile is not taken away by who never saw it.
 */
export function tagsForm<Input>(of: Holder<Input>): ActionForm {
  const drawn = async (kit: Kit, filled: Filled, id: number, wanted: (now: readonly string[]) => readonly string[]) => {
    const now = tidyTags(await of.tagsNow(kit, id));
    return withTags(filled, id, now, wanted(now));
  };
  /** Nothing while nobody is chosen, and what somebody left once the list was shown. */
  const complete = async (kit: Kit, filled: Filled): Promise<Filled> => {
    const id = filledId(filled, of.kind);
    if (id === undefined || listOf(filled, id) !== undefined) return filled;
    const { waiting } = filled;
    return drawn(kit, filled, id, (now) => (waiting === undefined ? now : tagsFromWords(now, waiting)));
  };
  return defineForm<Input>({
    action: of.action,
    title: 'Change tags',
    submit: 'Change',
    names: [of.kind, tagsName],
    async fromWords(kit, _who, words) {
      const branch = homeBranch(kit);
      const { holder, rest } = await of.understand(kit, words, branch);
      const found = fill(branch, { [of.kind]: holder });
      return complete(kit, rest.length === 0 ? found : { ...found, waiting: rest.join(',') });
    },
    async fromPointer(kit, _who, pointer) {
      const id = of.pointed(pointer);
      const chosen = id === undefined ? undefined : { value: await of.byId(kit, id) };
      return fill(pointer.branch ?? homeBranch(kit), { [of.kind]: chosen });
    },
    async fromInput(kit, _who, input) {
      const { id, list, branch = homeBranch(kit) } = of.asked(input);
      const filled = fill(branch, { [of.kind]: { value: await of.byId(kit, id) } });
      return drawn(kit, filled, id, (now) => tagsAfter(now, list));
    },
    complete,
    async fields(kit, _who, filled) {
      if (filledId(filled, of.kind) !== undefined) return [finderField(filled, of.kind), tagsField(await complete(kit, filled))];
      const { waiting } = filled;
      return [finderField(filled, of.kind, waiting === undefined ? {} : { hint: `Then change the tags: ${oneLine(waiting)}.` })];
    },
    read(filled) {
      const id = filledId(filled, of.kind);
      if (id === undefined) return { ok: false, errors: { [of.kind]: of.choose } };
      const list = listOf(filled, id);
      // The list of whoever was just chosen has not been drawn yet: it comes with the answer to that choice.
      if (list === undefined)
        return { ok: false, errors: { [of.kind]: 'Wait until the tags are shown below, then change them.' } };
      return { ok: true, input: of.input(id, list, filled.branch) };
    },
  });
}

/** `vip +fleet -old`, held against the list of now: a word adds, one with a minus takes away. */
function tagsFromWords(now: readonly string[], words: string): string[] {
  const wanted = words.split(',').map((word) => word.trim());
  const gone = wanted.filter((word) => /^[-−–]./.test(word)).map((word) => word.slice(1));
  const fresh = wanted.filter((word) => word !== '' && !/^[-−–]/.test(word)).map((word) => word.replace(/^\+/, ''));
  return tidyTags([...now.filter((tag) => !gone.includes(tag)), ...fresh]);
}

function withTags(filled: Filled, holder: number, now: readonly string[], wanted: readonly string[]): Filled {
  const text = tagsText(wanted);
  // What does not fit would be cut, and what is cut would be removed.
  if (text.length > mostCharacters || now.length > mostTags)
    throw new Fault('bad_input', 'There are more tags than a form can hold. Change them in the back office.');
  return {
    ...filled,
    values: { ...filled.values, [tagsName]: { value: text, text } },
    drawnFor: { ...filled.drawnFor, [tagsName]: `${holder}:${tagMarks(now)}` },
  };
}

/** The list as somebody left it; undefined while nobody has seen the field of this holder. */
function listOf(filled: Filled, holder: number): TagList | undefined {
  const [id, shown] = filled.drawnFor?.[tagsName]?.split(':') ?? [];
  return id === String(holder) ? { tags: tagsIn(filled.values[tagsName]?.value ?? ''), shown } : undefined;
}

function tagsField(filled: Filled): Field {
  return {
    kind: 'text',
    name: `${tagsName}:${filled.drawnFor?.[tagsName]}`,
    label: labels.tags,
    hint: 'The whole list, with commas between. What you take away here is removed, what you add is added.',
    optional: true,
    dispatch: true,
    maxLength: mostCharacters,
    initial: filled.values[tagsName]?.value ?? '',
  };
}
