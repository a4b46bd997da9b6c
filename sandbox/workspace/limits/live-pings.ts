/**
 * Finds what would act in a text instead of being read: mentions, channel links, links. With hostile customer data in it, nothing
 * that the app sends may contain any, but for those that the app put there itself.
 */
import { isThing, type Thing, text } from '../thing.ts';

/** `<!channel>`, `<!here>`, `<!everyone>`, `<!subteam^S…>`, `<@U…>`, `<#C…>`, `<http…|…>`, `<mailto:…>`; a `<!date^…>` pings nobody. */
const liveToken = /<(?:!(?!date\^)[^<>]*|@[UWBS][^<>]*|#[CGD][^<>]*|(?:https?|mailto|tel|slack|javascript|data|file):[^<>]*)>/gi;
/** What Slack turns into a link by itself in mrkdwn that is not `verbatim`. */
const bareUrl = /(?<![<\w])https?:\/\/[^\s<>|]+/gi;

/**
 * The texts with something live in them, top-level `text` and markdown blocks included; pieces of rich text that ping or link are given
 * as their token.
 *
 * @param allowed exact tokens that may be there, such as `<@U0LEAD1>` or `<https://dash.example/42|Open>`
 */
export function livePings(messageOrView: unknown, allowed: ReadonlySet<string> = new Set()): string[] {
  const live: string[] = [];
  for (const found of interpretedTexts(messageOrView)) {
    const tokens = found.text.match(liveToken) ?? [];
    if (tokens.some((token) => !allowed.has(token))) live.push(found.text);
  }
  walk(messageOrView, (thing) => {
    const token = richToken(thing);
    if (token !== undefined && !allowed.has(token)) live.push(token);
  });
  return live;
}

/** Bare URLs in mrkdwn and would become links by themselves. */
export function bareLinks(messageOrView: unknown, allowed: ReadonlySet<string> = new Set()): string[] {
  return interpretedTexts(messageOrView)
    .filter((found) => !found.verbatim)
    .flatMap((found) => found.text.replace(/<[^<>]*>/g, ' ').match(bareUrl) ?? [])
    .filter((url) => !allowed.has(url));
}

function interpretedTexts(root: unknown): { text: string; verbatim: boolean }[] {
  const found: { text: string; verbatim: boolean }[] = [];
  if (isThing(root) && typeof root.text === 'string' && root.type === undefined && root.mrkdwn !== false) {
    found.push({ text: root.text, verbatim: false });
  }
  walk(root, (thing) => {
    const value = text(thing.text);
    if (value !== undefined && (thing.type === 'mrkdwn' || thing.type === 'markdown'))
      found.push({ text: value, verbatim: thing.verbatim === true });
  });
  return found;
}

function richToken(thing: Thing): string | undefined {
  switch (thing.type) {
    case 'broadcast':
      return `<!${thing.range}>`;
    case 'user':
      return `<@${thing.user_id}>`;
    case 'usergroup':
      return `<!subteam^${thing.usergroup_id}>`;
    case 'channel':
      return `<#${thing.channel_id}>`;
    case 'link':
      return typeof thing.text === 'string' ? `<${thing.url}|${thing.text}>` : `<${thing.url}>`;
    default:
      return undefined;
  }
}

function walk(value: unknown, visit: (thing: Thing) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  if (!isThing(value)) return;
  visit(value);
  for (const member of Object.values(value)) walk(member, visit);
}
