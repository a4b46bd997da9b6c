import type { z } from 'zod';
import type { applyVoucher } from '../../actions/voucher/apply.ts';
import { isFor, type VoucherTarget } from '../../actions/voucher/shared.ts';
import type { Voucherable } from '../../api/operations/index.ts';
import { type Amount, amountIn, isUnitWord } from '../../lib/amount.ts';
import { speak } from '../../lib/language/speak.ts';
import { inQuotes, listed, oneLine, short } from '../../lib/text.ts';
import { comparable, joinSpelledDigits, sameCode, sameName } from '../../lib/typed.ts';
import { labels } from '../../views/form/form.ts';
import type { AppContext } from '../app-context.ts';
import { defineForm, type Filled, filledId } from '../engine/action-form.ts';
import { names } from '../engine/common-fields.ts';
import { joinCardWords } from '../subjects/card-number.ts';
import { readTarget, targetFields, targetOf, understandTarget } from '../subjects/customer-or-account-field.ts';
import { isAccountWord } from '../subjects/find-accounts.ts';
import { templateChoice } from '../subjects/in-lists.ts';
import { fill, homeBranch, type Understood } from '../subjects/understand.ts';

/** A template by id, code, name or amount (`20`, `20 EUR`). */
export async function understandTemplate(app: AppContext, text: string, branch: number, kind: Kind): Promise<Understood> {
  try {
    const wanted = comparable(text);
    const templates = (await app.catalogue.templates(branch)).filter((template) => isFor(template, kind));
    const amount = amountIn(text);
    const fits = (template: Voucherable) =>
      sameCode(String(template.id), text) ||
      sameCode(template.code, text) ||
      sameName(template.name, text) ||
      (amount !== undefined && gives(template, amount, app.policy.currency));
    const found = templates.filter(fits);
    const [only] = found;
    if (found.length === 1 && only) return { value: templateChoice(only) };
    // A number that fits nothing (`20 CHF`, `-3`) must not become the voucher whose name happens to have that number in it.
    const isName = amount === undefined && /\p{L}/u.test(wanted);
    const partly = isName ? templates.filter(({ name }) => comparable(name ?? '').includes(wanted)) : [];
    const [one] = partly;
    if (found.length === 0 && partly.length === 1 && one) return { value: templateChoice(one) };
    return {
      problem:
        found.length + partly.length > 1
          ? speak('Several vouchers fit “{text}”: choose one.', { text: oneLine(text) })
          : speak('No voucher is called “{text}”: choose one.', { text: oneLine(text) }),
    };
  } catch {
    return {}; // the list itself says that it could not be loaded
  }
}

type Kind = VoucherTarget['kind'];

/** Up to so many vouchers are shown as buttons to choose from; more make a list. */
const mostSideBySide = 5;

/** Whom the voucher may still go to, by what is filled in: one for business accounts is not offered for a person. */
function kindsOf({ values, offers }: Filled): Kind[] {
  const has = (name: Kind) => values[name] !== undefined || offers?.[name] !== undefined;
  if (has('account')) return ['account'];
  return has('customer') ? ['customer'] : ['customer', 'account'];
}

/** What the list leaves out, and why. */
function hintOf(unreadable: number, strange: readonly Voucherable[]): { hint?: string } {
  const types = [...new Set(strange.map(({ accountType = '' }) => inQuotes(short(oneLine(accountType), 40))))];
  const lines = [
    ...(unreadable === 0
      ? []
      : [
          speak(
            '{unreadable, plural, one {# voucher isn’t} other {# vouchers aren’t}} listed: Wheelhouse can’t read what the back office says about it.',
            { unreadable },
          ),
        ]),
    ...(strange.length === 0
      ? []
      : [
          speak(
            '{strange, plural, one {# voucher isn’t} other {# vouchers aren’t}} listed: for accounts of the type {types}, which Wheelhouse doesn’t know.',
            { strange: strange.length, types: listed(types) },
          ),
        ]),
  ];
  return lines.length === 0 ? {} : { hint: lines.join(' ') };
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
  reasonHint: (filled) =>
    kindsOf(filled).includes('customer')
      ? speak('It also becomes a note on the customer in the back office, which the whole desk reads there.')
      : speak('It also becomes a note on the business account in the back office, which the whole desk reads there.'),
  async fromWords(app, who, words) {
    const branch = homeBranch(app);
    const kind = isAccountWord(words[0] ?? '') ? 'account' : 'customer';
    const { who: named, template, reason } = await splitTarget(app, words, branch, kind);
    const [target, voucher] = await Promise.all([
      understandTarget(app, named ?? '', branch, who),
      template === undefined ? undefined : understandTemplate(app, template, branch, kind),
    ]);
    return { ...fill(branch, { ...target, voucher }), reason };
  },
  async fromPointer(app, _who, { template, branch = homeBranch(app), ...who }) {
    return fill(branch, {
      ...(await targetOf(app, who)),
      voucher:
        template !== undefined
          ? { value: { value: String(template), text: speak('voucher {template}', { template }) } }
          : undefined,
    });
  },
  async fromInput(app, who, input) {
    const { target, templateId, branchId } = input;
    return this.fromPointer(app, who, { [target.kind]: target.id, template: templateId, branch: branchId });
  },
  async fields(app, _who, filled) {
    const [templates, unreadable] = await Promise.all([
      app.catalogue.templates(filled.branch).catch(() => undefined),
      app.catalogue.unreadableTemplates(filled.branch).catch(() => 0),
    ]);
    const kinds = kindsOf(filled);
    const fitting = (templates ?? []).filter((template) => kinds.some((kind) => isFor(template, kind)));
    const strange = (templates ?? []).filter((template) => !isFor(template, 'account'));
    const chosen = filled.values[names.voucher]?.value;
    return [
      ...targetFields(filled),
      {
        // A few are shown side by side, so that an amount is one press.
        ...(fitting.length <= mostSideBySide
          ? { kind: 'radio' as const }
          : { kind: 'select' as const, source: 'template' as const, placeholder: speak('Choose what to give') }),
        name: names.voucher,
        label: labels.voucher,
        dispatch: true,
        choices: fitting.map(templateChoice),
        ...hintOf(unreadable, strange),
        none:
          templates === undefined
            ? speak('the vouchers could not be loaded. Close this and try again.')
            : speak('this branch has no customer-care voucher.'),
        initial: chosen,
      },
    ];
  },
  read(filled) {
    const templateId = filledId(filled, names.voucher);
    const { target, errors } = readTarget(filled, speak('who gets the voucher'));
    if (target === undefined || templateId === undefined)
      return {
        ok: false,
        errors: { ...errors, [names.voucher]: templateId === undefined ? speak('Choose the voucher.') : undefined },
      };
    return { ok: true, input: { target, templateId, branchId: filled.branch } };
  },
});

/** What was typed: whom for, what to give, and what is left over, which says why. */
type Typed = { who?: string; template?: string; reason?: string };

/** The customer may be several words; the last ones are the template when they are one, or what begins after the customer is. */
async function splitTarget(app: AppContext, typed: readonly string[], branch: number, kind: Kind): Promise<Typed> {
  const words = joinCardWords(joinSpelledDigits(typed));
  const [first, ...rest] = words;
  if (first === undefined) return {};
  if (rest.length === 0) return { who: first };
  const isTemplate = async (text: string) => (await understandTemplate(app, text, branch, kind)).value !== undefined;
  // `Maja Horvat 20`: a name without quotes, and what follows it.
  for (let at = 1; at < words.length; at += 1) {
    if (isWithinAmount(words, at)) continue;
    const template = words.slice(at).join(' ');
    // The unit belongs to its number: `20 min` is never 20 of something else, even if no voucher gives 20 minutes.
    if (amountIn(template)?.unit !== undefined || (await isTemplate(template)))
      return { who: words.slice(0, at).join(' '), template };
  }
  // `Maja Horvat 20 late car`: the longest that is a voucher, and why.
  for (let at = 1; at < words.length; at += 1) {
    if (isWithinAmount(words, at)) continue;
    for (let end = words.length - 1; end > at; end -= 1) {
      const said = words.slice(at, end);
      const template = said.join(' ');
      const unit = amountIn(template)?.unit;
      if (unit === undefined && !canBeFollowed(said, words.slice(end))) continue;
      if (unit !== undefined || (await isTemplate(template)))
        return { who: words.slice(0, at).join(' '), template, reason: words.slice(end).join(' ') };
    }
  }
  if (!/\d|@|:/.test(first)) return { who: words.join(' ') };
  // Several words that name nothing and count nothing say why; one is a voucher that was mistyped.
  const isReason = rest.length > 1 && !/\d/.test(rest.join(''));
  return isReason ? { who: first, reason: rest.join(' ') } : { who: first, template: rest.join(' ') };
}

/** `20 | free minutes`, `20 free | minutes`: what is behind the number is what it counts, and not the name of another voucher. */
function isWithinAmount(words: readonly string[], at: number): boolean {
  const isCounted = words.slice(Math.max(1, at - 2), at).some((word) => /^\d{1,4}$/.test(word));
  return isCounted && words.slice(at, at + 2).some(isUnitWord);
}

/** Whether these words can be a voucher with a reason behind it: an amount, or the beginning of its name in more than one word. */
function canBeFollowed(said: readonly string[], rest: readonly string[]): boolean {
  if (amountIn(said.join(' ')) === undefined) return said.length > 1;
  // `20 hours`, `20 free minutes`: a unit that nobody here knows must not be taken for the reason, and the number for money.
  return rest.length > 1 && !rest.slice(0, 2).some(isUnitWord);
}
