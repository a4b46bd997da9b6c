import type { z } from 'zod';
import type { acceptTerms } from '../../actions/customer/accept-terms.ts';
import { speak } from '../../lib/language/speak.ts';
import { oneLine } from '../../lib/text.ts';
import { labels } from '../../views/form/form.ts';
import type { AppContext } from '../app-context.ts';
import { defineForm, filledId } from '../engine/action-form.ts';
import { finderField, names } from '../engine/common-fields.ts';
import { branchNamed } from '../subjects/find-branches.ts';
import { customerById, fill, homeBranch, understandCustomer } from '../subjects/understand.ts';
import { splitCustomer } from './words.ts';

/** `/customer terms <customer> [branch]` */
export const acceptTermsForm = defineForm<z.output<(typeof acceptTerms)['input']>>({
  action: 'customer.accept-terms',
  title: 'Accept terms',
  submit: 'Accept',
  names: [names.customer, names.branch],
  async fromWords(app, who, words) {
    const branches = await app.catalogue.branches().catch(() => []);
    const { customer, rest } = splitCustomer(words, (word) => branchNamed(branches, word) !== undefined);
    // `1010 Vienna Airport`: as many words as are a branch, what follows them says why.
    const lengths = rest.map((_word, index) => rest.length - index);
    const length = lengths.find((count) => branchNamed(branches, rest.slice(0, count).join(' ')) !== undefined);
    const found = length === undefined ? undefined : branchNamed(branches, rest.slice(0, length).join(' '))?.id;
    const isUnknown = rest.length === 1 && found === undefined;
    const branch = found ?? homeBranch(app);
    return {
      ...fill(branch, {
        customer: customer === '' ? undefined : await understandCustomer(app, customer, branch, who),
        branch: isUnknown
          ? { problem: speak('No branch is called “{branchWord}”: choose one.', { branchWord: oneLine(rest.join(' ')) }) }
          : { value: await branchChoice(app, branch) },
      }),
      reason: isUnknown ? undefined : rest.slice(length ?? 0).join(' '),
    };
  },
  async fromPointer(app, _who, { customer, branch = homeBranch(app) }) {
    return fill(branch, {
      branch: { value: await branchChoice(app, branch) },
      customer: customer !== undefined ? { value: await customerById(app, customer) } : undefined,
    });
  },
  async fromInput(app, who, input) {
    const { customerId, branchId } = input;
    return this.fromPointer(app, who, { customer: customerId, branch: branchId });
  },
  async fields(app, _who, filled) {
    const branches = await app.catalogue.branches().catch(() => []);
    const chosen = filled.values[names.branch]?.value;
    return [
      finderField(filled, 'customer'),
      {
        kind: 'select',
        name: names.branch,
        label: labels.branch,
        dispatch: true,
        choices: branches.map(({ id, name }) => ({ value: String(id), text: oneLine(name ?? speak('branch {id}', { id })) })),
        none: speak('the branches could not be loaded. Close this and try again.'),
        initial: chosen,
      },
    ];
  },
  read(filled) {
    const [customerId, branchId] = [filledId(filled, names.customer), filledId(filled, names.branch)];
    if (customerId !== undefined && branchId !== undefined) return { ok: true, input: { customerId, branchId } };
    return {
      ok: false,
      errors: {
        [names.customer]: customerId === undefined ? speak('Choose the customer.') : undefined,
        [names.branch]: branchId === undefined ? speak('Choose the branch whose terms are accepted.') : undefined,
      },
    };
  },
});

async function branchChoice(app: AppContext, id: number) {
  const branch = await app.catalogue.branch(id);
  return { value: String(id), text: oneLine(branch.name) };
}
