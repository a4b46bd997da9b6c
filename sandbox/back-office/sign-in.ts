import { json, type Prepared } from './answers.ts';
import { Refusal } from './refusal.ts';
import type { Tokens } from './tokens.ts';

/** Who may sign in, and for how long. Sandbox values: they open nothing else. */
export const credentials = {
  operations: { clientId: 'wheelhouse-sandbox', clientKey: 'sandbox-key-not-a-secret' },
  smartmove: { clientId: 'wheelhouse-sandbox', clientSecret: 'sandbox-secret-not-a-secret' },
} as const;

/** The default life of an Operations access token (the guide's authentication page), and of a refresh token here. */
export const operationsTokenMs = 5 * 3_600_000;
const refreshTokenMs = 30 * 86_400_000;
/** Smartmove's credentials flow states five minutes. */
const smartmoveTokenS = 300;

const textIn = (body: unknown, name: string): string | undefined => {
  const value = typeof body === 'object' && body !== null ? Object.entries(body).find(([key]) => key === name)?.[1] : undefined;
  return typeof value === 'string' ? value : undefined;
};

function issuePair(tokens: Tokens, lifetimeMs: number, now: Date): Prepared {
  const until = (ms: number) => new Date(now.getTime() + ms).toISOString();
  return json(200, {
    accessToken: tokens.issue('operations', lifetimeMs),
    accessTokenExpireDate: until(lifetimeMs),
    refreshToken: tokens.issue('operations-refresh', refreshTokenMs),
    refreshTokenExpireDate: until(refreshTokenMs),
    uuid: '5f2b7c1e-0000-4000-8000-00000000a91c',
    mfaRequired: false,
    mfaStatus: 'DISABLED',
  });
}

/** `POST {auth}/sign-in-api-client {clientId, clientKey}`. */
export function signIn(tokens: Tokens, body: unknown, lifetimeMs: number, now: Date): Prepared {
  const { clientId, clientKey } = credentials.operations;
  if (textIn(body, 'clientId') !== clientId || textIn(body, 'clientKey') !== clientKey)
    throw new Refusal(401, 'AUTH101', 'Wrong client id or key.');
  return issuePair(tokens, lifetimeMs, now);
}

/** `POST {auth}/refresh-token {refreshToken}`: the old refresh token ends with it. */
export function refresh(tokens: Tokens, body: unknown, lifetimeMs: number, now: Date): Prepared {
  const token = textIn(body, 'refreshToken') ?? '';
  if (!tokens.holds('operations-refresh', token)) throw new Refusal(401, 'A202', 'The refresh token is not valid.');
  tokens.revoke(token);
  return issuePair(tokens, lifetimeMs, now);
}

/** Smartmove's token endpoint: OAuth 2 client credentials, form-encoded, with OAuth's own errors. */
export function clientCredentials(tokens: Tokens, contentType: string, text: string): Prepared {
  if (!contentType.startsWith('application/x-www-form-urlencoded'))
    return json(415, { error: 'invalid_request', error_description: 'Form-encoded parameters are needed' });
  const form = new URLSearchParams(text);
  if (form.get('grant_type') !== 'client_credentials')
    return json(400, { error: 'unsupported_grant_type', error_description: 'Unsupported grant_type' });
  const { clientId, clientSecret } = credentials.smartmove;
  if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret) {
    return json(401, { error: 'unauthorized_client', error_description: 'Invalid client or Invalid client credentials' });
  }
  return json(200, {
    access_token: tokens.issue('smartmove', smartmoveTokenS * 1000),
    expires_in: smartmoveTokenS,
    refresh_expires_in: 0,
    token_type: 'Bearer',
    'not-before-policy': 0,
    scope: 'profile email',
  });
}
