import { worthOf } from '../../actions/vocabulary/vouchers.ts';
import type { Voucherable } from '../../api/operations/index.ts';
import { oneLine } from '../../lib/text.ts';
import { comparable, plainLine } from '../../lib/typed.ts';
import type { Choice } from '../../views/common/blocks.ts';
import type { Kit } from '../kit.ts';
import { choicesOf } from './branches.ts';
import { idIn, mostOptions } from './look-up.ts';

/** Options out of a list that is kept: nothing is asked upstream for a keystroke. */
type OptionsIn = (kit: Pick<Kit, 'catalogue'>, query: string, branchId: number) => Promise<Choice[]>;

export const branchOptions: OptionsIn = async ({ catalogue }, query) =>
  among(choicesOf(await catalogue.branches(), 'Branch'), query);

export const categoryOptions: OptionsIn = async ({ catalogue }, query, branchId) =>
  among(choicesOf(await catalogue.categories(branchId), 'Category'), query);

export const unitOptions: OptionsIn = async ({ catalogue }, query) =>
  among(choicesOf(await catalogue.units(), 'Business unit'), query);

export const templateOptions: OptionsIn = async ({ catalogue }, query, branchId) =>
  among((await catalogue.templates(branchId)).map(templateChoice), query);

/** `Goodwill 20 EUR`, with what it is worth where its name does not say. */
export function templateChoice(template: Voucherable): Choice {
  const name = oneLine(template.name ?? template.code ?? `Voucher ${template.id}`);
  const description = oneLine(template.description ?? '');
  return {
    value: String(template.id),
    text: name.includes(worthOf(template)) ? name : `${name} · ${worthOf(template)}`,
    ...(description === '' ? {} : { description }),
  };
}

/** Those that have every typed word, or this id; those that begin so stand first. All of them while nothing is typed. */
function among(choices: readonly Choice[], query: string): Choice[] {
  const wanted = comparable(query);
  const words = wanted.split(' ');
  const id = String(idIn(plainLine(query)));
  const fits = choices.filter(({ value, text }) => value === id || words.every((word) => comparable(text).includes(word)));
  const begins = ({ text }: Choice) => comparable(text).startsWith(wanted);
  return [...fits.filter(begins), ...fits.filter((choice) => !begins(choice))].slice(0, mostOptions);
}
