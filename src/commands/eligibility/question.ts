import { Fault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { readPointer, writePointer } from '../../views/pointer.ts';

/** What is asked: may this customer start there, with that, then, for whose account. */
export type Question = {
  customer: number;
  branch: number;
  /** Any, when left out. */
  category?: number;
  /** An instant in UTC; now, when left out. */
  at?: string;
  /** A business account; a private ride, when left out. */
  account?: number;
};

/** The question as a button's value, so that *Change* opens the form with it. */
export function writeQuestion({ at, ...pointer }: Question): string {
  return `${writePointer(pointer)}${at === undefined ? '' : speak(' at:{at}', { at })}`;
}

/** What a button's value says of a question. Throws Fault('bad_input') if it names no customer. */
export function readQuestion(value: string): Omit<Question, 'branch'> & { branch?: number } {
  const { customer, branch, category, account } = readPointer(value);
  if (customer === undefined) {
    throw new Fault('bad_input', speak('This button does not say which customer is meant. Look the customer up again.'), {
      message: 'an eligibility button came without a customer',
    });
  }
  const at = /(?:^| )at:(\d{4}-\d{2}-\d{2}T[\d:.]{5,12}Z)(?: |$)/.exec(value)?.[1];
  return {
    customer,
    branch,
    category,
    at: at === undefined || Number.isNaN(Date.parse(at)) ? undefined : at,
    account,
  };
}
