import type { Branch } from '../../api/operations/index.ts';
import { speak } from '../../lib/language/speak.ts';
import { clip } from '../../lib/text.ts';
import { joinSpelledDigits } from '../../lib/typed.ts';
import type { Choice } from '../../views/common/blocks.ts';
import { labels } from '../../views/form/form.ts';
import type { AppContext } from '../app-context.ts';
import type { ViewValues, Who } from '../context.ts';
import { type Filled, filledFrom, filledId } from '../engine/action-form.ts';
import { finderField, names } from '../engine/common-fields.ts';
import type { FoundSubject, ReadSubject } from '../engine/subject.ts';
import { joinCardWords } from '../subjects/card-number.ts';
import { branchNamed, categoryNamed, choicesOf, usualBranch } from '../subjects/find-branches.ts';
import { customerChoice, findCustomer } from '../subjects/find-customers.ts';
import { offeredOf } from '../subjects/found-customer.ts';
import { redactorFor } from '../subjects/look-up.ts';
import { toldApart } from '../subjects/tell-apart.ts';
import { accountById, customerById, holderOf, homeBranch } from '../subjects/understand.ts';
import { type Question, readQuestion } from './question.ts';
import { instantOf, wallTime } from './time.ts';

const category = 'category';
const date = 'date';
const time = 'time';
const all = [names.customer, names.branch, category, date, time, names.account];

/** A customer, a branch, and what else decides whether they may start there. */
export const eligibilityQuestion: ReadSubject<Question> = {
  usage: '<customer> [branch] [category]',
  // Three words may say everything.
  asksFirst: (words) => words.length < 3,
  understand,
  async fields(app, { branch, values, offers }, { timeZone }) {
    const [branches, categories] = await Promise.all([app.catalogue.branches(), app.catalogue.categories(branch)]);
    const only = categories.length === 1 ? categories[0]?.id.toString() : undefined;
    return [
      { ...finderField({ branch, values, offers }, 'customer'), dispatch: false },
      {
        kind: 'select',
        name: names.branch,
        label: labels.branch,
        choices: choicesOf(branches, speak('Branch')),
        source: 'branch',
        initial: String(branch),
        dispatch: true,
      },
      {
        kind: 'select',
        name: category,
        label: labels.category,
        choices: choicesOf(categories, speak('Category')),
        source: 'category',
        none: speak('this branch has nothing to book; what holds for every vehicle is checked.'),
        initial: values[category]?.value ?? only,
      },
      {
        kind: 'date',
        name: date,
        label: speak('Date'),
        optional: true,
        hint: speak('Leave empty for now.'),
        initial: values[date]?.value,
      },
      { kind: 'time', name: time, label: speak('Time'), optional: true, timeZone, initial: values[time]?.value },
      {
        kind: 'lookup',
        source: 'account',
        name: names.account,
        label: labels.account,
        optional: true,
        hint: speak('Only if the ride is for business.'),
        initial: values[names.account],
      },
    ];
  },
  // Another branch has other categories.
  refilled: (app, values) => filledIn(app, values),
  fromSubmission({ values }) {
    const filled = filledFrom(values, all, 0);
    const customer = filledId(filled, names.customer);
    const errors = {
      ...(customer === undefined ? { [names.customer]: speak('Choose a customer.') } : undefined),
      ...(filled.values[date] !== undefined && filled.values[time] === undefined
        ? { [time]: speak('Choose a time on that day, too.') }
        : undefined),
    };
    if (customer === undefined || Object.keys(errors).length > 0) return { ok: false, errors };
    return {
      ok: true,
      words: String(customer),
      async find(app, { timeZone }) {
        const { branch } = await filledIn(app, values);
        const [day, clock] = [filled.values[date]?.value, filled.values[time]?.value];
        // A time without a day is today's, by the person's calendar.
        const at = clock && instantOf(day ?? wallTime(app.clock.now(), timeZone).date, clock, timeZone);
        const [categoryId, account] = [filledId(filled, category), filledId(filled, names.account)];
        return { kind: 'known', about: { customer, branch, category: categoryId, at, account } };
      },
    };
  },
  pointed: {
    async find(app, _pointer, value) {
      const asked = readQuestion(value);
      const branch = asked.branch ?? (await usualBranch(app));
      const [first] = asked.category === undefined ? await app.catalogue.categories(branch).catch(() => []) : [];
      return { ...asked, branch, category: asked.category ?? first?.id };
    },
    words: (_pointer, value) => String(readQuestion(value).customer),
    async fill(app, { timeZone }, value) {
      const asked = readQuestion(value);
      const [customer, account, branch] = await Promise.all([
        customerById(app, asked.customer),
        asked.account === undefined ? undefined : accountById(app, asked.account),
        asked.branch ?? usualBranch(app),
      ]);
      const at = asked.at === undefined ? undefined : wallTime(new Date(asked.at), timeZone);
      const given = {
        [names.customer]: customer,
        [category]: asked.category === undefined ? undefined : typedChoice(String(asked.category)),
        [date]: at && typedChoice(at.date),
        [time]: at && typedChoice(at.time),
        [names.account]: account,
      };
      return { branch, values: present(given) };
    },
  },
};

async function filledIn(app: AppContext, values: ViewValues): Promise<Filled> {
  const filled = filledFrom(values, all, homeBranch(app));
  return { ...filled, branch: filledId(filled, names.branch) ?? (await usualBranch(app)) };
}

function typedChoice(value: string): Choice {
  return { value, text: value };
}

function present(values: Readonly<Record<string, Choice | undefined>>): Record<string, Choice> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Words that leave nothing to ask make a question; all others fill the form as far as they were understood. */
async function understand(app: AppContext, words: readonly string[], who: Who): Promise<FoundSubject<Question>> {
  const [branches, usual] = await Promise.all([app.catalogue.branches(), usualBranch(app)]);
  const { customer: text, branch = usual, rest } = split(words, branches);
  const [looked, categories] = await Promise.all([
    findCustomer(app, text, { branchId: branch, size: 50 }),
    app.catalogue.categories(branch),
  ]);
  const holder = looked.kind === 'none' || looked.kind === 'alike' ? await holderOf(app, text, branch, who) : undefined;
  const found = holder === undefined ? looked : ({ kind: 'none' } as const);
  const hits = offeredOf(found);
  const only = categories.length === 1 ? categories[0] : undefined;
  const chosen = rest === '' ? only : categoryNamed(categories, rest);
  const problems = [
    rest !== '' && chosen === undefined ? speak('“{rest}” is not a branch or a category there.', { rest: clip(rest, 60) }) : '',
    found.kind === 'none' && text !== ''
      ? (holder?.problem ?? speak('No customer matches “{text}”.', { text: clip(text, 60) }))
      : '',
    found.kind === 'alike'
      ? speak('No customer matches “{text}” exactly. Choose one of these, or search again.', { text: clip(text, 60) })
      : '',
    found.kind !== 'alike' && hits.length > 1
      ? speak('Several customers match “{text}”. Choose one.', { text: clip(text, 60) })
      : '',
  ].filter((problem) => problem !== '');
  // If a branch has nothing to book, what holds for every vehicle can still be asked.
  if (found.kind === 'one' && problems.length === 0 && (chosen !== undefined || categories.length === 0))
    return { kind: 'known', about: { customer: found.customer.id, branch, category: chosen?.id } };
  const redactor = redactorFor(app);
  const isOne = found.kind === 'one' && hits.length === 1;
  const several = isOne ? [] : await toldApart(app, hits);
  return {
    kind: 'unclear',
    filled: {
      branch,
      values: present({
        [names.customer]: isOne ? customerChoice(found.customer, redactor) : holder?.value,
        [category]: chosen && typedChoice(String(chosen.id)),
      }),
      offers: { [names.customer]: several.map((hit) => customerChoice(hit, redactor)) },
      problem: problems.length === 0 ? undefined : problems.join(' '),
    },
  };
}

/**
 * Which words are which. A name or a phone number that nobody put into quotes reaches up to the word that is a branch; what follows
 * the branch is the category. Without a branch, what follows the first word may be the category.
 */
function split(typed: readonly string[], branches: readonly Branch[]): { customer: string; branch?: number; rest: string } {
  const words = joinCardWords(joinSpelledDigits(typed));
  const [first = '', ...others] = words;
  const isPhone = /^(\+|0)\d*$/.test(first);
  // Digits in a phone number are no branch; elsewhere the second word may be a branch's id.
  const afterPhone = words.findIndex((word) => !/^\+?[\d()/-]*$/.test(word));
  const start = !isPhone ? 1 : afterPhone < 0 ? words.length : Math.max(1, afterPhone);
  for (let at = start; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const branch = at > 1 && /^\d+$/.test(word) ? undefined : branchNamed(branches, word);
    if (branch !== undefined)
      return { customer: words.slice(0, at).join(' '), branch: branch.id, rest: words.slice(at + 1).join(' ') };
  }
  if (isPhone || /^[\p{L}'’.-]+$/u.test(first)) return { customer: words.join(' '), rest: '' };
  return { customer: first, rest: others.join(' ') };
}
