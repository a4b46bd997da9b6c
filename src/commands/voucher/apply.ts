import type { z } from 'zod';
import type { applyVoucher } from '../../actions/voucher/apply.ts';
import type { Voucherable } from '../../api/operations/index.ts';
import { type Amount, amountIn } from '../../lib/amount.ts';
import { counted, oneLine } from '../../lib/text.ts';
import { comparable, sameCode, sameName } from '../../lib/typed.ts';
import { labels } from '../../views/form/form.ts';
import { templateChoice } from '../find/in-lists.ts';
import { defineForm, filledId } from '../form/action-form.ts';
import { names } from '../form/common-fields.ts';
import { fill, homeBranch, type Understood } from '../form/filling.ts';
import { readTarget, targetFields, targetOf, understandTarget } from '../form/target.ts';
import type { Kit } from '../kit.ts';

/** A template by id, code, name or amount (`20`, `20 EUR`). */
async function understandTemplate(kit: Kit, text: string, branch: number): Promise<Understood> {
  try {
    const wanted = comparable(text);
    const templates = await kit.catalogue.templates(branch);
    const amount = amountIn(text);
    const fits = (template: Voucherable) =>
      sameCode(String(template.id), text) ||
      sameCode(template.code, text) ||
      sameName(template.name, text) ||
      (amount !== undefined && gives(template, amount, kit.policy.currency));
    const found = templates.filter(fits);
    const [only] = found;
    if (found.length === 1 && only) return { value: templateChoice(only) };
    // A number whose unit fits nothing must not become the voucher whose name happens to have that number in it.
    const partly = amount === undefined ? templates.filter(({ name }) => comparable(name ?? '').includes(wanted)) : [];
    const [one] = partly;
    if (found.length === 0 && partly.length === 1 && one) return { value: templateChoice(one) };
    return {
      problem:
        found.length + partly.length > 1
          ? `Several vouchers fit “${oneLine(text)}”: choose one.`
          : `No voucher is called “${oneLine(text)}”: choose one.`,
    };
  } catch {
    return {}; // the list itself says that it could not be loaded
  }
}

/** Whether a template gives exactly this: money of that currency, or that many minutes or rentals. A number alone means money. */
function gives(template: Voucherable, { value, unit, currency }: Amount, ours: string): boolean {
  if (unit === undefined || unit === 'currency')
    return template.valueGross === value && (template.currency ?? ours) === (currency ?? ours);
  if (unit === 'minutes') return template.freeMinutes === value && template.valueGross === undefined;
  return false;
}

/** `/voucher apply <customer | account:…> [template]` */
export const applyVoucherForm = defineForm<z.output<(typeof applyVoucher)['input']>>({
  action: 'voucher.apply',
  title: 'Apply a voucher',
  submit: 'Apply',
  names: [names.customer, names.account, names.voucher],
  async fromWords(kit, _who, words) {
    const branch = homeBranch(kit);
    const { who, template } = await splitTarget(kit, words, branch);
    const [target, voucher] = await Promise.all([
      understandTarget(kit, who ?? '', branch),
      template === undefined ? undefined : understandTemplate(kit, template, branch),
    ]);
    return fill(branch, { ...target, voucher });
  },
  async fromPointer(kit, _who, { template, branch = homeBranch(kit), ...who }) {
    return fill(branch, {
      ...(await targetOf(kit, who)),
      ...(template !== undefined && { voucher: { value: { value: String(template), text: `voucher ${template}` } } }),
    });
  },
  async fromInput(kit, who, input) {
    const { target, templateId, branchId } = input;
    return this.fromPointer(kit, who, { [target.kind]: target.id, template: templateId, branch: branchId });
  },
  async fields(kit, _who, filled) {
    const [templates, unreadable] = await Promise.all([
      kit.catalogue.templates(filled.branch).catch(() => undefined),
      kit.catalogue.unreadableTemplates(filled.branch).catch(() => 0),
    ]);
    const chosen = filled.values[names.voucher]?.value;
    return [
      ...targetFields(filled),
      {
        kind: 'select',
        name: names.voucher,
        label: labels.voucher,
        dispatch: true,
        choices: (templates ?? []).map(templateChoice),
        source: 'template',
        placeholder: 'Choose what to give',
        ...(unreadable === 0
          ? {}
          : {
              hint: `${counted(unreadable, 'voucher isn’t', 'vouchers aren’t')} listed: Wheelhouse can’t read what the back office says about it.`,
            }),
        none:
          templates === undefined
            ? 'the vouchers could not be loaded. Close this and try again.'
            : 'this branch has no customer-care voucher.',
        ...(chosen === undefined ? {} : { initial: chosen }),
      },
    ];
  },
  read(filled) {
    const templateId = filledId(filled, names.voucher);
    const { target, errors } = readTarget(filled, 'who gets the voucher');
    if (target === undefined || templateId === undefined)
      return {
        ok: false,
        errors: { ...errors, ...(templateId === undefined ? { [names.voucher]: 'Choose the voucher.' } : {}) },
      };
    return { ok: true, input: { target, templateId, branchId: filled.branch } };
  },
});

/** The customer may be several words; the last ones are the template when they are one. */
async function splitTarget(kit: Kit, words: readonly string[], branch: number): Promise<{ who?: string; template?: string }> {
  const [first, ...rest] = words;
  if (first === undefined) return {};
  if (rest.length === 0) return { who: first };
  // `Maja Horvat 20`: a name without quotes, and what follows it.
  for (let at = 1; at < words.length; at += 1) {
    const template = words.slice(at).join(' ');
    // The unit belongs to its number: `20 min` is never 20 of something else, even where no voucher gives 20 minutes.
    if (amountIn(template)?.unit !== undefined || (await understandTemplate(kit, template, branch)).value !== undefined)
      return { who: words.slice(0, at).join(' '), template };
  }
  const looksLikeOne = /\d|@|:/.test(first);
  return looksLikeOne ? { who: first, template: rest.join(' ') } : { who: words.join(' ') };
}
