import type { BackOffice } from '../../sandbox/back-office/index.ts';
import type { UpstreamSettings } from '../../src/api/transport.ts';
import { Secret } from '../../src/lib/secret.ts';

/** How a deployment reaches the fake Smartmove. */
export function smartmoveOf({ smartmove }: BackOffice): NonNullable<UpstreamSettings['smartmove']> {
  return { ...smartmove, clientSecret: new Secret(smartmove.clientSecret), productField: 'productKey' };
}
