import { randomBytes, randomUUID } from 'node:crypto';

/** Where ids and chance come from; injected, so that a test can repeat a run. */
export type Ids = {
  /** A new request id: ten characters that survive being read out on the phone (Crockford's base 32, no I, L, O, U). */
  reference(): string;
  uuid(): string;
  /** A number in [0, 1), for jitter. */
  random(): number;
};

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const randomIds: Ids = {
  // 256 is a multiple of 32, so taking each byte modulo 32 favours no letter.
  reference: () => Array.from(randomBytes(10), (byte) => ALPHABET.charAt(byte % 32)).join(''),
  uuid: () => randomUUID(),
  random: () => randomBytes(4).readUInt32BE() / 2 ** 32,
};
