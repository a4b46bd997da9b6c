import type { Voucherable } from '../../api/operations/index.ts';
import type { Json } from '../../lib/json.ts';
import { speak } from '../../lib/language/speak.ts';
import { benefitsOf, nameTellsWorth, worthFact, worthOf } from './shared.ts';

/** What of a template is kept with a request. */
export type SeenTemplate = {
  id: number;
  code?: string | undefined;
  name: string;
  valueGross?: number | undefined;
  currency?: string | undefined;
  freeMinutes?: number | undefined;
  numberOfRentals?: number | undefined;
  /** For which accounts it is; absent if that is not said. */
  accountType?: string | undefined;
  validForDays?: number | undefined;
  benefits?: { name?: string | undefined }[] | undefined;
};

export function seenTemplate(found: Voucherable): SeenTemplate {
  return {
    id: found.id,
    code: found.code,
    name: found.name ?? found.code ?? speak('Voucher {found}', { found: found.id }),
    valueGross: found.valueGross,
    currency: found.currency,
    freeMinutes: found.freeMinutes,
    numberOfRentals: found.numberOfRentals,
    accountType: found.accountType,
    validForDays: found.validForDays,
    benefits: found.benefits,
  };
}

/** The facts that a yes to this template is tied to: the same for one voucher and for an envelope of them. */
export function templateFacts(template: SeenTemplate): Readonly<Record<string, Json>> {
  return {
    Voucher: template.name,
    Worth: worthFact(template),
    Benefits: benefitsOf(template).join(', '),
    'Valid for days': template.validForDays ?? null,
  };
}

/** What else is said of it. */
export function templateLines(template: SeenTemplate): string[] {
  const benefits = benefitsOf(template);
  return [
    ...(benefits.length === 0
      ? []
      : [
          speak('Gives {benefits}{count, plural, one {} other {, each as a voucher of its own}}.', {
            benefits: benefits.join(', '),
            count: benefits.length,
          }),
        ]),
    ...(template.validForDays === undefined
      ? []
      : [speak('Valid for {validForDays} days.', { validForDays: template.validForDays })]),
  ];
}

/** `Goodwill 50 EUR`, with what it is worth if its name does not say. */
export function nameWithWorth(template: SeenTemplate): string {
  return nameTellsWorth(template.name, template) ? template.name : `${template.name} (${worthOf(template)})`;
}
