import { z } from 'zod';
import type { Table } from './table.ts';

/** A token as a header can carry it; some servers put its kind before it, or a line end behind it. */
export const Token = z
  .string()
  .transform((text) => text.trim().replace(/^bearer\s+/i, ''))
  .pipe(z.string().regex(/^[\x21-\x7E]+$/));

/** What a sign-in or a refresh answers: JWTs, five hours by default. Dates may be left out, or be no dates. */
export const OperationsTokens = z.object({
  accessToken: Token,
  accessTokenExpireDate: z.string().optional().catch(undefined),
  refreshToken: Token.optional().catch(undefined),
  refreshTokenExpireDate: z.string().optional().catch(undefined),
  mfaRequired: z.union([z.boolean(), z.string(), z.number()]).optional().catch(undefined),
});

/** How this app signs in at the Operations API: calls of their own, at a base URL of their own, without a token. */
export const signIn = {
  auth: {
    signIn: {
      method: 'POST',
      path: '/sign-in-api-client',
      body: z.object({ clientId: z.string(), clientKey: z.string() }),
      result: OperationsTokens,
      retry: 'never',
    },
    refresh: {
      method: 'POST',
      path: '/refresh-token',
      body: z.object({ refreshToken: z.string() }),
      result: OperationsTokens,
      retry: 'never',
    },
  },
} as const satisfies Table;
