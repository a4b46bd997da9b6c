import type { Customer } from '../../api/operations/index.ts';
import { type Country, phoneIn, phoneSearch, samePhone } from '../../lib/phone.ts';
import { plainLine } from '../../lib/typed.ts';

/** An e-mail address or a phone number: what a back office is asked for, and whether a customer has exactly this one. */
export type Contact = { searchText: string; isOf(customer: Customer): boolean };

/** An apostrophe within (`o'neill@example.org`) belongs to it, one before or behind is a quote. */
const address = /[^\s@<>()[\],;:"'|]{1,64}(?:'[^\s@<>()[\],;:"'|]{1,64}){0,4}@[^\s@<>()[\],;:"'|?]+/gu;

/** The e-mail addresses in a text, each once, whatever else is written around them (`Anna Huber <anna@example.org>,`). */
export function addressesIn(text: string): string[] {
  const found = [...plainLine(text).matchAll(address)].map(([one]) => one.replace(/\.{1,99}$/, ''));
  return found.filter((one, at) => found.findIndex((other) => other.toLowerCase() === one.toLowerCase()) === at);
}

/** The e-mail address or phone number that a text is, or the one address in it. `country` is meant by a number that names none. */
export function contactIn(text: string, country?: Country): Contact | undefined {
  const [email, second] = addressesIn(text);
  if (email !== undefined && second === undefined) {
    const wanted = email.toLowerCase();
    return { searchText: email, isOf: (customer) => customer.email?.trim().toLowerCase() === wanted };
  }
  const phone = phoneIn(text.replace(/[,;.\s]{1,99}$/, ''), country);
  return phone === undefined
    ? undefined
    : {
        searchText: phoneSearch(phone),
        isOf: (customer) => samePhone(customer.phone, phone.international ?? phone.national, country),
      };
}
