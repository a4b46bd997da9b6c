import type { Branch } from '../../api/operations/index.ts';
import { clip } from '../../lib/text.ts';
import { branchNamed, categoryNamed, usualBranch } from '../find/branches.ts';
import { customerChoice, findCustomer } from '../find/customers.ts';
import { showFor } from '../find/look-up.ts';
import type { Kit } from '../kit.ts';
import type { Filled } from './form.ts';
import type { Question } from './question.ts';

/** Words that leave nothing to ask make a question; all others fill the form as far as they were understood. */
export type Understood = { kind: 'question'; question: Question } | { kind: 'form'; filled: Filled };

/** Reads `<customer> [branch] [category]`. Throws the reader's faults. */
export async function understand(kit: Kit, words: readonly string[]): Promise<Understood> {
  const [branches, usual] = await Promise.all([kit.catalogue.branches(), usualBranch(kit)]);
  const { customer: text, branch, rest } = split(words, branches);
  const branchId = branch ?? usual;
  const size = 50;
  const [found, categories] = await Promise.all([
    findCustomer(kit, text, { branchId, size }),
    kit.catalogue.categories(branchId),
  ]);
  const only = categories.length === 1 ? categories[0] : undefined;
  const category = rest === '' ? only : categoryNamed(categories, rest);
  const problems = [
    ...(rest !== '' && category === undefined ? [`“${clip(rest, 60)}” is not a branch or a category there.`] : []),
    ...(found.kind === 'none' && text !== '' ? [`There is no customer for “${clip(text, 60)}”.`] : []),
    ...(found.kind === 'several' ? [`Several customers fit “${clip(text, 60)}”: choose one.`] : []),
  ];
  // Where a branch has nothing to book, what holds for every vehicle can still be asked.
  if (found.kind === 'one' && problems.length === 0 && (category !== undefined || categories.length === 0)) {
    return {
      kind: 'question',
      question: { customer: found.customer.id, branch: branchId, ...(category === undefined ? {} : { category: category.id }) },
    };
  }
  const show = showFor(kit);
  return {
    kind: 'form',
    filled: {
      branch: branchId,
      ...(found.kind === 'one' ? { customer: customerChoice(found.customer, show) } : {}),
      ...(found.kind === 'several' ? { candidates: found.hits.map((hit) => customerChoice(hit, show)) } : {}),
      ...(category === undefined ? {} : { category: category.id }),
      ...(problems.length === 0 ? {} : { problem: problems.join(' ') }),
    },
  };
}

/**
 * Which words are which. A name or a phone number that nobody put into quotes reaches up to the word that is a branch; what follows
 * the branch is the category. Without a branch, what follows the first word may be the category.
 */
function split(words: readonly string[], branches: readonly Branch[]): { customer: string; branch?: number; rest: string } {
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
