import type { z } from 'zod';
import type { acceptTerms } from '../../actions/customer/accept-terms.ts';
import { oneLine } from '../../lib/text.ts';
import { sameCode, sameName } from '../../lib/typed.ts';
import { labels } from '../../views/form/form.ts';
import { defineForm, filledId } from '../form/action-form.ts';
import { finderField, names } from '../form/common-fields.ts';
import { customerById, fill, homeBranch, understandCustomer } from '../form/filling.ts';
import type { Kit } from '../kit.ts';

/** `/customer terms <customer> [branch]` */
export const acceptTermsForm = defineForm<z.output<(typeof acceptTerms)['input']>>({
  action: 'customer.accept-terms',
  title: 'Accept terms',
  submit: 'Accept',
  names: [names.customer, names.branch],
  async fromWords(kit, _who, [customer, branchWord]) {
    const found = branchWord === undefined ? homeBranch(kit) : await branchNamed(kit, branchWord);
    const branch = found ?? homeBranch(kit);
    const who = customer === undefined ? undefined : await understandCustomer(kit, customer, branch);
    return fill(branch, {
      customer: who,
      branch:
        found === undefined
          ? { problem: `No branch is called “${oneLine(branchWord ?? '')}”: choose one.` }
          : { value: await branchChoice(kit, branch) },
    });
  },
  async fromPointer(kit, _who, { customer, branch = homeBranch(kit) }) {
    return fill(branch, {
      branch: { value: await branchChoice(kit, branch) },
      ...(customer !== undefined && { customer: { value: await customerById(kit, customer) } }),
    });
  },
  async fromInput(kit, who, input) {
    const { customerId, branchId } = input;
    return this.fromPointer(kit, who, { customer: customerId, branch: branchId });
  },
  async fields(kit, _who, filled) {
    const branches = await kit.catalogue.branches().catch(() => []);
    const chosen = filled.values[names.branch]?.value;
    return [
      finderField(filled, 'customer'),
      {
        kind: 'select',
        name: names.branch,
        label: labels.branch,
        dispatch: true,
        choices: branches.map(({ id, name }) => ({ value: String(id), text: oneLine(name ?? `branch ${id}`) })),
        none: 'the branches could not be loaded. Close this and try again.',
        ...(chosen === undefined ? {} : { initial: chosen }),
      },
    ];
  },
  read(filled) {
    const [customerId, branchId] = [filledId(filled, names.customer), filledId(filled, names.branch)];
    if (customerId !== undefined && branchId !== undefined) return { ok: true, input: { customerId, branchId } };
    return {
      ok: false,
      errors: {
        ...(customerId === undefined ? { [names.customer]: 'Choose the customer.' } : {}),
        ...(branchId === undefined ? { [names.branch]: 'Choose the branch whose terms are accepted.' } : {}),
      },
    };
  },
});

async function branchChoice(kit: Kit, id: number) {
  const branch = await kit.catalogue.branch(id);
  return { value: String(id), text: oneLine(branch.name) };
}

/** A branch by id, code or name. */
async function branchNamed(kit: Kit, word: string): Promise<number | undefined> {
  const branches = await kit.catalogue.branches().catch(() => []);
  return branches.find(({ id, code, name }) => sameCode(String(id), word) || sameCode(code, word) || sameName(name, word))?.id;
}
