import { isFor, nameTellsWorth, worthFact, worthOf } from '../../actions/voucher/shared.ts';
import type { Voucherable } from '../../api/operations/index.ts';
import { speak } from '../../lib/language/speak.ts';
import { oneLine } from '../../lib/text.ts';
import { comparable } from '../../lib/typed.ts';
import { unadorned } from '../../lib/unadorned.ts';
import type { Choice } from '../../views/common/blocks.ts';
import type { AppContext } from '../app-context.ts';
import { choicesOf } from './find-branches.ts';
import { idIn, mostOptions } from './look-up.ts';

/** Options out of a list that is kept: nothing is asked upstream for a keystroke. */
type OptionsIn = (app: Pick<AppContext, 'catalogue'>, query: string, branchId: number) => Promise<Choice[]>;
/** The same when it matters what else the form has: whether a business account is chosen. */
type OptionsFor = (
  app: Pick<AppContext, 'catalogue'>,
  query: string,
  branchId: number,
  kind: 'customer' | 'account',
) => Promise<Choice[]>;

export const branchOptions: OptionsIn = async ({ catalogue }, query) =>
  among(choicesOf(await catalogue.branches(), speak('Branch')), query);

export const categoryOptions: OptionsIn = async ({ catalogue }, query, branchId) =>
  among(choicesOf(await catalogue.categories(branchId), speak('Category')), query);

export const unitOptions: OptionsIn = async ({ catalogue }, query) =>
  among(choicesOf(await catalogue.units(), speak('Business unit')), query);

export const templateOptions: OptionsFor = async ({ catalogue }, query, branchId, kind) =>
  among(
    (await catalogue.templates(branchId))
      .filter((template) => isFor(template, kind))
      .map((template) => ({ ...templateChoice(template), alsoFoundBy: `${worthOf(template)} ${worthFact(template)}` })),
    query,
  ).map(({ alsoFoundBy: _words, ...choice }) => choice);

/** `Goodwill 20 EUR`, with what it is worth if its name does not say. */
export function templateChoice(template: Voucherable): Choice {
  const name = oneLine(template.name ?? template.code ?? speak('Voucher {template}', { template: template.id }));
  const forWhom = template.accountType === 'GROUP' ? speak('Business accounts only') : '';
  const described = oneLine(template.description ?? '');
  const description = [described, ...(forWhom === '' || comparable(described).includes(comparable(forWhom)) ? [] : [forWhom])]
    .filter((part) => part !== '')
    .join(' · ');
  return {
    value: String(template.id),
    text: nameTellsWorth(name, template) ? name : `${name} · ${worthOf(template)}`,
    description: description === '' ? undefined : description,
  };
}

/** Those that have every typed word, or this id; those that begin so come first. All of them while nothing is typed. */
function among<One extends Choice & { alsoFoundBy?: string }>(choices: readonly One[], query: string): One[] {
  const wanted = comparable(query);
  const words = wanted.split(' ');
  const id = String(idIn(unadorned(query)));
  const searched = ({ text, alsoFoundBy = '' }: One) => comparable(`${text} ${alsoFoundBy}`);
  const fits = choices.filter((choice) => choice.value === id || words.every((word) => searched(choice).includes(word)));
  const begins = ({ text }: One) => comparable(text).startsWith(wanted);
  return [...fits.filter(begins), ...fits.filter((choice) => !begins(choice))].slice(0, mostOptions);
}
