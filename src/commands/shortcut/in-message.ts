import { customerOfLink } from '../link/dashboard.ts';

/** How many things of one message are looked up: each is a call or two, and nobody chooses from more. */
const mostFindings = 5;

const email = /(?<![\p{L}\d._%+'-])[\p{L}\d._%+'-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,6}/gu;
const address = /https?:\/\/[^\s<>|]+/g;
/** Days and times of day look like phone numbers. */
const dayOrTime = /(?<![\d+])(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}(?::\d{2})?)(?!\d)/g;
const phone = /(?<![\p{L}\d@.-])(?:\+|00|0)\d?(?:[ \t()/.-]{0,3}\d){5,14}(?![\p{L}\d@])/gu;
const named =
  /(?:\b(?:customer|user|account holder|kunde|id)[ \t]*(?:id|no\.?|nr\.?|number)?[ \t:#]*|#)([1-9]\d{0,14})(?![\p{L}\d])/giu;
/** A number that stands alone: no part of a card's number, an amount, a distance. */
const bare =
  /(?<![\p{L}\d.,:/#€$£+-])([1-9]\d{2,14})(?![\p{L}\d€$£%]|[.,:/-]\d|[ \t]*(?:EUR|USD|GBP|CHF|€|\$|£|km|min|minutes|hours|days|%))/gu;

/**
 * What in a message may name a customer: e-mail addresses, phone numbers, addresses of the operator's dashboard, ids; what is surer first,
 * each once, five at most. The text is as Slack sends it, with its own marks for links, people and channels.
 */
export function findingsIn(message: string, dashboardLink: string | null): string[] {
  const text = withoutMarks(message);
  const links = [...text.matchAll(address)].flatMap(([url]) => customerOfLink(dashboardLink, url) ?? []).map(String);
  const withoutLinks = text.replaceAll(address, ' ');
  const emails = [...withoutLinks.matchAll(email)].map(([found]) => found);
  const words = withoutLinks.replaceAll(email, ' ').replaceAll(dayOrTime, ' ');
  const phones = [...words.matchAll(phone)].map(([found]) => found.replaceAll(/\s+/g, ' ').trim());
  const withoutPhones = words.replaceAll(phone, ' ');
  const ids = [...withoutPhones.matchAll(named), ...withoutPhones.replaceAll(named, ' ').matchAll(bare)].map(([, id = '']) => id);
  return [...new Set([...emails, ...phones, ...links, ...ids])].slice(0, mostFindings);
}

/** `<mailto:a@b.example|a@b.example>` becomes the address; people and channels go, since their ids are Slack's. */
function withoutMarks(text: string): string {
  return text
    .replaceAll(/<(?:mailto|tel):([^|>]+)(?:\|[^>]*)?>/g, ' $1 ')
    .replaceAll(/<(https?:[^|>]+)(?:\|([^>]*))?>/g, ' $1 $2 ')
    .replaceAll(/<[@#!][^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
