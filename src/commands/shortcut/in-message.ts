import type { DashboardLink } from '../../approvals/policy/types.ts';
import { betweenDigits } from '../../lib/phone.ts';
import { plain } from '../../lib/typed.ts';
import { customerOfLink } from '../link/dashboard.ts';

/** How many things of one message are looked up: each is a call or two, and nobody chooses from more. */
const mostFindings = 5;

// Every repetition below is bounded, or its signs end it: a message of 40,000 letters takes no longer than its length.
const email =
  /(?<![\p{L}\d._%+-])(?<![\p{L}\d]')[\p{L}\d._%+-]{1,64}(?:'[\p{L}\d._%+-]{1,64}){0,4}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,6}/gu;
const address = /https?:\/\/[^\s<>|]{1,3000}/g;
/** Days and times of day look like phone numbers. */
const dayOrTime = /(?<![\d+])(?:\d{1,2}[./-] ?\d{1,2}[./-] ?\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}(?::\d{2})?)(?!\d)/g;
/** Numbers of bank cards and accounts, in their groups. */
const bankNumber =
  /(?<![\p{L}\d])(?:\p{Lu}{2}\d{2}(?: ?[\dA-Z]{4}){2,7}(?: ?[\dA-Z]{1,3})?|(?<!\d[ -])\d{4}(?:[ -]\d{4}){3}(?![ -]?\d))(?![\p{L}\d])/gu;
const phone = new RegExp(
  String.raw`(?<![\p{L}\d@.-])\(?(?:\+|00|0)\d?(?:(?! ?\/ [0+])[ ${betweenDigits}]{0,3}\d){5,14}(?![\p{L}\d@])`,
  'gu',
);
/** What may follow a number that is a word of its own: a blank, the end, or a sentence mark that is not part of a longer number. */
const ends = String.raw`(?=$|\s+-(?=\s)|(?![,;:]\d{1,3}(?!\d))[\s)\]}"',;:!?]+(?!-)|[.\u2026](?:\s|$))`;
const namedId = new RegExp(
  String.raw`(?:(?<![\p{L}\d])(?:customer|user|account holder|kunde|kundin|kundennummer|kd|kdnr|id)[-.]{0,2} ?(?:id|no|nr|num|number|nummer)?["']?[.:=# ]{0,4}|#)([1-9]\d{0,14})${ends}`,
  'giu',
);
/** A number that is a word of its own: no part of a card's number, of an amount, of a date. */
const bare = new RegExp(String.raw`(?<=^|[\s([{"']|\d{4}[,;])([1-9]\d{2,14})${ends}`, 'gmu');
/** What has numbers of its own, by the beginnings of its names: `invoice 1009` and `Rechnungsnummer 1009` name no customer. */
const otherThings =
  'ticket invoice receipt order booking reservation rental ride trip case error vehicle scooter voucher template branch business_account company version build postcode postal_code postleitzahl extension device session payment transaction contract licen[cs]e passport rechnung beleg bestell buchung fahrt vertrag fehler fahrzeug roller gutschein vorlage filiale standort firm schritt zahlung ausweis führerschein';
const shortThings =
  'rg id_card card cards bike car cars code pin plz zip top tür room zimmer page seite line zeile step level stage score port pr issue mr jira sku vin ext km row zone case fall karte karten auto autos group gruppe team unit slot gate house haus';
const words = (list: string) =>
  list
    .split(' ')
    .map((word) => word.replaceAll('_', ' ?'))
    .join('|');
const otherThing = new RegExp(
  String.raw`(?<![\p{L}\d])(?<!\bin )(?:(?:${words(otherThings)})\p{L}{0,20}|(?:${words(shortThings)}))[-_. ]{0,2}(?:id|no|nr|num|number|nummer|code)?[.:=# ]{0,4}\d{1,15}(?![\p{L}\d])`,
  'giu',
);
/** What makes the number before it an amount, a distance, a time. */
const unitAfter =
  /^\s?(?:\p{Sc}|%|‰|°|(?:eur|euros?|usd|gbp|chf|fr|pln|cent|ct|(?:us-?)?dollars?|bucks|pounds?|quid|pence|franken|francs?|rappen|kronen?|kr|z[lł]|z[lł]ot\w*|forint|huf|czk|sek|nok|dkk|bgn|rubel|yen|jpy|btc|bitcoins?|t?eur|t?sd|tausend|thousand|mio|mrd|million\w*|billion\w*|hundred|dozen|dutzend|miles?|yards?|ft|feet|inch(?:es)?|zoll|watt|volt|ampere|mah|hpa|liters?|litres?|grad|degrees|кг|км|м|ч|мин|руб\w*|евро|k?m|kilomet(?:er|re)s?|met(?:er|re)s?|min|minut\w*|h|hours?|stunden?|std|days?|tage?n?|weeks?|wochen?|months?|monate?n?|years?|jahre?n?|uhr|am|pm|punkte|points|prozent|percent|mal|times|rides?|rentals?|trips?|fahrten|customers|people|users?|employees|members|kunden|leute|mitarbeiter\w*|mitglieder|vouchers?|cards?|karten|credits?|free|frei\w*|attempts?|versuche?n?|pieces?|stück|stk|s|secs?|seconds?|sekunden?|ms|x|kg|g|l|k?wh?|ps|hp|[kmg]b)(?![\p{L}\d])|[ap]\. ?m\.)/iu;
/** What makes the number after it an amount, a year, a part of a card's number (`HM 10002`). */
const wordBefore =
  /(?:\p{Sc}|(?<![\p{L}])[x×*]|(?<![\p{L}\d])(?:eur|usd|gbp|chf|s?fr\.?|rs\.?|kr\.?|z[lł]|czk|sek|nok|dkk|huf|jpy|pln|approx\.?|circa|ca\.?|etwa|ungefähr|in|im jahr|since|seit|year|jahr|until|bis|jan\w*|feb\w*|mar\w*|mär\w*|apr\w*|ma[iy]|jun\w*|jul\w*|aug\w*|sep\w*|o[ck]t\w*|nov\w*|de[cz]\w*|\d{1,2}\.))\s?$/iu;
/** What comes before a house number. */
const streetBefore = /(?:stra(?:ß|ss)e|str\.|gasse|weg|platz|allee|street|road|avenue|lane)\s$/iu;
const year = /^(?:19|20)\d{2}$/;
const cardBefore = /(?<![\p{L}\d])\p{Lu}{1,4}\s$/u;
/** `Hauptstraße 12, 1010 Wien`: a postcode between a house number and a town. */
const houseNumberBefore = /(?<![\p{L}\d])\d{1,4} ?[a-z]?(?:\/\d{1,4}){0,3},? $/iu;
/** `1010 Wien`, `1010 WIEN`, `110 00 Praha`, `1012 AB Amsterdam`: words that may be a place, or a name. */
const namesAfter = /^,? (?:\d{2,3} |\p{Lu}{2} )?(\p{Lu}[\p{L}'.-]{1,40}(?: \p{Lu}[\p{L}'.-]{1,40}){0,2})/u;
/** `Ring 12, Wien 1010`, `in Vienna 1010`: a place before its postcode. */
const placeBefore = /(?:[,;] |(?<![\p{L}\d])(?:in|aus|from|nach|near|bei|um) )(\p{Lu}[\p{L}'.-]{1,40}),? $/u;

/**
 * What a message names somebody by. `called` are the words beside a number that may be a postcode (`1010 Wien`): only somebody who is called
 * so is meant by it.
 */
export type Clue = { text: string; called?: string };

/**
 * What in a message may name a customer: e-mail addresses, phone numbers, addresses of the operator's dashboard, ids; what is surer first,
 * each once, five at most. The text is as Slack sends it, with its own marks for links, people and channels. A number that is in a
 * longer one, in an amount or in a date is nobody's id: a wrong guess opens the profile of a stranger.
 */
export function findingsIn(message: string, dashboardLink: DashboardLink): Clue[] {
  const text = plain(withSentenceMarks(withoutMarks(message))).replace(/[ \t]+/g, ' ');
  const links = [...text.matchAll(address)].flatMap(([url]) => customerOfLink(dashboardLink, url) ?? []).map(String);
  const withoutLinks = text.replaceAll(address, ' ');
  const emails = [...withoutLinks.matchAll(email)].map(([found]) => found);
  const rest = withoutLinks.replaceAll(email, ' ').replaceAll(dayOrTime, ' / ').replaceAll(bankNumber, ' / ');
  const phones = [...rest.matchAll(phone)].map(([found]) => found.trim());
  const withoutPhones = rest.replaceAll(phone, ' / ').replaceAll(otherThing, ' / ');
  const named = [...withoutPhones.matchAll(namedId)].map(([, id = '']) => id);
  const others = withoutPhones.replaceAll(namedId, ' / ');
  const alone = [...others.matchAll(bare)].flatMap(({ 1: id = '', index }): Clue[] => {
    const before = others.slice(Math.max(0, index - 60), index);
    const after = others.slice(index + id.length, index + id.length + 140);
    if (isCounted(id, before, after)) return [];
    const called = maybePlace(id, before, after);
    return [called === undefined ? { text: id } : { text: id, called }];
  });
  const sure = new Map([...emails, ...phones, ...links, ...named].map((one): [string, Clue] => [one, { text: one }]));
  // A number that is alone somewhere is meant, even if it is before a town elsewhere.
  const unsure = [...alone].sort((one, other) => Number(one.called !== undefined) - Number(other.called !== undefined));
  for (const one of unsure) if (!sure.has(one.text)) sure.set(one.text, one);
  return [...sure.values()].slice(0, mostFindings);
}

/** The words beside a number of a postcode's length that may be its place; undefined when nothing there looks like one. */
function maybePlace(number: string, before: string, after: string): string | undefined {
  if (number.length > 6) return undefined;
  const words = namesAfter.exec(after)?.[1] ?? placeBefore.exec(before)?.[1];
  return words?.replace(/[.'-]{1,40}$/, '');
}

/** Whether the words around a number say that it counts, measures or dates something. */
function isCounted(number: string, before: string, after: string): boolean {
  // `300 - 400 EUR` is two amounts.
  const behind = after.replace(/^ ?- ?\d{1,9}(?:[.,]\d{1,3})?/, '');
  if (unitAfter.test(after) || unitAfter.test(behind) || cardBefore.test(before) || streetBefore.test(before)) return true;
  if (houseNumberBefore.test(before) && namesAfter.test(after)) return true;
  const said = wordBefore.exec(before)?.[0];
  if (said === undefined) return false;
  // `in 2019` is a year, `in 1900 Wien` may be a postcode.
  return !/^(?:in|since|seit|until|bis)\s?$/i.test(said) || (year.test(number) && !namesAfter.test(after));
}

/** Sentence marks and brackets of every script as the ones that are looked for; what makes a word bold, struck or code goes. */
function withSentenceMarks(text: string): string {
  return (
    text
      .replace(/(?<![\p{L}\d*_~`])([*_~`]{1,3})(?!\s)([^*_~`\n]{1,200})\1(?![\p{L}\d*_~`])/gu, ' $2 ')
      // A picture is no letter and no part of a number.
      .replace(/(?:\p{Extended_Pictographic}|\p{Regional_Indicator})[\u{1F3FB}-\u{1F3FF}\uFE0E\uFE0F\u200D]*/gu, ' ')
      .replace(/—(?=\p{L})/gu, ' - ')
      .replace(/[。｡।॥።]/g, '. ')
      .replace(/[、،]/g, ', ')
      .replace(/[؟⸮‽？]/g, '? ')
      .replace(/؛/g, '; ')
      .replace(/[¿¡]/g, ' ')
      .replace(/(?![[({„‚])\p{Ps}/gu, '(')
      .replace(/(?![\])}])\p{Pe}/gu, ')')
  );
}

/** `<mailto:a@b.example|a@b.example>` becomes the address; people and channels go, since their ids are Slack's. */
function withoutMarks(text: string): string {
  return text
    .replaceAll(/<(?:mailto|tel):([^|<>]{1,3000})(?:\|[^<>]{0,3000})?>/g, ' $1 ')
    .replaceAll(/<(https?:[^|<>]{1,3000})(?:\|([^<>]{0,3000}))?>/g, ' $1 $2 ')
    .replaceAll(/<[@#!][^<>]{0,3000}>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
