import type { z } from 'zod';
import type { createUnit } from '../../actions/business-unit/create.ts';
import { UnitNew } from '../../actions/business-unit/shared.ts';
import { spoken, spokenWord } from '../../lib/language/speak.ts';
import type { AppContext } from '../app-context.ts';
import { defineForm, type Filled } from '../engine/action-form.ts';
import { fieldOf } from '../engine/edit-field.ts';
import { fill, homeBranch } from '../subjects/understand.ts';
import { currencyLook, nameLook, taxLook, timezoneLook } from './fields.ts';

type Input = z.output<(typeof createUnit)['input']>;

const names = ['name', 'timezone', 'currency', 'taxPercentage'] as const;
const lacking: Readonly<Record<(typeof names)[number], string>> = spoken({
  name: 'Give the business unit a name.',
  timezone: 'Say which time zone it is in, like Europe/Vienna.',
  currency: 'Say which currency it bills in, like EUR.',
  taxPercentage: 'Say which tax is on its invoices, like 20.',
});

const looks = { name: nameLook, timezone: timezoneLook, currency: currencyLook, taxPercentage: taxLook };

/** `/business-unit create [name]` */
export const createUnitForm = defineForm<Input>({
  action: 'unit.create',
  title: 'Create a business unit',
  submit: 'Create',
  names,
  fromWords: (app, who, words) =>
    filledWith(app, { name: words.join(' '), timezone: who.timeZone, currency: app.policy.currency }),
  fromPointer: (app, who) => filledWith(app, { timezone: who.timeZone, currency: app.policy.currency }),
  fromInput: (app, _who, { taxPercentage, ...unit }) => filledWith(app, { ...unit, taxPercentage: String(taxPercentage) }),
  fields: async (_app, _who, { values }) => names.map((name) => fieldOf(looks[name], { name, initial: values[name]?.value })),
  read({ values }) {
    const typed = Object.fromEntries(names.map((name) => [name, values[name]?.value]));
    const parsed = UnitNew.safeParse({ ...typed, taxPercentage: numberIn(typed.taxPercentage) });
    if (parsed.success) return { ok: true, input: parsed.data };
    const errors = parsed.error.issues.flatMap(({ path, message }): [string, string][] => {
      const name = names.find((one) => one === path[0]);
      return name === undefined ? [] : [[name, typed[name] === undefined ? lacking[name] : spokenWord(message)]];
    });
    return { ok: false, errors: Object.fromEntries(errors) };
  },
});

/** `20`, `20 %`, `7,7`; what is no number stays what it is, so that the form says so. */
function numberIn(text: string | undefined): number | string | undefined {
  const plain = text?.replace(/%$/, '').trim().replace(',', '.');
  return plain !== undefined && /^\d{1,3}(\.\d{1,4})?$/.test(plain) ? Number(plain) : text;
}

async function filledWith(app: AppContext, unit: Partial<Record<(typeof names)[number], string>>): Promise<Filled> {
  const set = Object.entries(unit).filter(([, value]) => value !== '');
  return fill(homeBranch(app), Object.fromEntries(set.map(([name, value]) => [name, { value: { value, text: value } }])));
}
