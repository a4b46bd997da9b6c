import { parse } from 'node:querystring';

export type HttpDelivery =
  | { kind: 'ssl-check' }
  | { kind: 'url-verification'; challenge: string }
  | { kind: 'event'; body: Record<string, unknown> };

/** What Slack delivers, from the bytes of a body; undefined when they hold none of it. A field that is sent twice counts once. */
export function deliveryOf(body: Buffer, contentType: string | undefined): HttpDelivery | undefined {
  const parsed = isForm(contentType) ? fromForm(body.toString('utf8')) : fromJson(body.toString('utf8'));
  if (parsed === undefined) return undefined;
  if (parsed.ssl_check === '1') return { kind: 'ssl-check' };
  if (parsed.type === 'url_verification')
    return typeof parsed.challenge === 'string' ? { kind: 'url-verification', challenge: parsed.challenge } : undefined;
  return { kind: 'event', body: parsed };
}

export function isForm(contentType: string | undefined): boolean {
  return /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType ?? '');
}

function fromForm(text: string): Record<string, unknown> | undefined {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(parse(text, '&', '=', { maxKeys: 200 })))
    Object.defineProperty(fields, name, {
      value: Array.isArray(value) ? value[0] : value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  if (typeof fields.payload === 'string') return fromJson(fields.payload);
  return Object.keys(fields).length > 0 ? fields : undefined;
}

function fromJson(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
