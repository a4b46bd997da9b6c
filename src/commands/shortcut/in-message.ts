import { plain } from '../../lib/typed.ts';
import { customerOfLink } from '../link/dashboard.ts';

/** How many things of one message are looked up: each is a call or two, and nobody chooses from more. */
const mostFindings = 5;

// Every repetition below is bounded, or its signs end it: a message of 40,000 letters takes no longer than its length.
const email = /(?<![\p{L}\d._%+'-])[\p{L}\d._%+'-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,6}/gu;
const address = /https?:\/\/[^\s<>|]{1,3000}/g;
/** Days and times of day look like phone numbers. */
const dayOrTime = /(?<![\d+])(?:\d{1,2}[./-] ?\d{1,2}[./-] ?\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}(?::\d{2})?)(?!\d)/g;
const phone = /(?<![\p{L}\d@.-])(?:\+|00|0)\d?(?:[ ()/.-]{0,3}\d){5,14}(?![\p{L}\d@])/gu;
/** What may follow a number that is a word of its own: a blank, the end, or a sentence mark that is not part of a longer number. */
const ends = String.raw`(?=$|[\s)\]}"',;:!?]+(?!-)|[.…](?:\s|$))`;
const named = new RegExp(
  String.raw`(?:(?<![\p{L}\d])(?:customer|user|account holder|kunde|kundin|kundennummer|kd|kdnr|id)[-.]{0,2} ?(?:id|no|nr|num|number|nummer)?[.:=# ]{0,4}|#)([1-9]\d{0,14})${ends}`,
  'giu',
);
/** A number that is a word of its own: no part of a card's number, of an amount, of a date. */
const bare = new RegExp(String.raw`(?<=^|[\s([{"'])([1-9]\d{2,14})${ends}`, 'gmu');
/** What makes the number before it an amount, a distance, a time. */
const unitAfter =
  /^\s?(?:\p{Sc}|%|°|(?:eur|euros?|usd|gbp|chf|fr|pln|cent|ct|k?m|kilomet(?:er|re)s?|met(?:er|re)s?|min|minut\w*|h|hours?|stunden?|std|days?|tage?n?|weeks?|wochen?|months?|monate?n?|years?|jahre?n?|uhr|am|pm|punkte|points|prozent|percent|mal|times|rides?|rentals?|trips?|fahrten|customers|people|kunden|leute|vouchers?|cards?|karten|x|kg|g|l|kwh)(?![\p{L}\d]))/iu;
/** What makes the number after it an amount, a year, a part of a card's number (`HM 10002`). */
const wordBefore =
  /(?:\p{Sc}|(?<![\p{L}\d])(?:eur|usd|gbp|chf|fr\.?|pln|in|im jahr|since|seit|year|jahr|until|bis|jan\w*|feb\w*|mar\w*|mär\w*|apr\w*|ma[iy]|jun\w*|jul\w*|aug\w*|sep\w*|o[ck]t\w*|nov\w*|de[cz]\w*|\d{1,2}\.))\s?$/iu;
const year = /^(?:19|20)\d{2}$/;
const cardBefore = /(?<![\p{L}\d])\p{Lu}{1,4}\s$/u;
/** `Hauptstraße 12, 1010 Wien`: a postcode between a house number and a town. */
const houseNumberBefore = /(?<![\p{L}\d])\d{1,4} ?[a-z]?(?:\/\d{1,4}){0,3},? $/iu;
const townAfter = /^ \p{Lu}\p{Ll}/u;

/**
 * What in a message may name a customer: e-mail addresses, phone numbers, addresses of the operator's dashboard, ids; what is surer first,
 * each once, five at most. The text is as Slack sends it, with its own marks for links, people and channels. A number that stands in a
 * longer one, in an amount or in a date is nobody's id: a wrong guess opens the profile of a stranger.
 */
export function findingsIn(message: string, dashboardLink: string | null): string[] {
  const text = plain(withoutMarks(message)).replace(/[ \t]+/g, ' ');
  const links = [...text.matchAll(address)].flatMap(([url]) => customerOfLink(dashboardLink, url) ?? []).map(String);
  const withoutLinks = text.replaceAll(address, ' ');
  const emails = [...withoutLinks.matchAll(email)].map(([found]) => found);
  const words = withoutLinks.replaceAll(email, ' ').replaceAll(dayOrTime, ' / ');
  const phones = [...words.matchAll(phone)].map(([found]) => found.trim());
  const withoutPhones = words.replaceAll(phone, ' / ');
  const sure = [...withoutPhones.matchAll(named)].map(([, id = '']) => id);
  const rest = withoutPhones.replaceAll(named, ' / ');
  const alone = [...rest.matchAll(bare)].flatMap(({ 1: id = '', index }) =>
    isCounted(id, rest.slice(Math.max(0, index - 24), index), rest.slice(index + id.length, index + id.length + 24)) ? [] : [id],
  );
  return [...new Set([...emails, ...phones, ...links, ...sure, ...alone])].slice(0, mostFindings);
}

/** Whether the words around a number say that it counts, measures or dates something. */
function isCounted(number: string, before: string, after: string): boolean {
  if (unitAfter.test(after) || cardBefore.test(before)) return true;
  if (houseNumberBefore.test(before) && townAfter.test(after)) return true;
  const said = wordBefore.exec(before)?.[0];
  return said !== undefined && (year.test(number) || !/^(?:in|since|seit|until|bis)\s?$/i.test(said));
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
