import { createHash } from 'node:crypto';
import type { Profiles } from './profile.ts';

/**
 * What a seal holds of the profiles in use: the same for the same meaning, however the files are written. Null if there is none, so that
 * a deployment without profiles has none in its seals.
 */
export function profileDigest({ operations, smartmove }: Profiles): string | null {
  if (operations === undefined && smartmove === undefined) return null;
  const text = JSON.stringify(sorted([operations ?? null, smartmove ?? null]));
  return createHash('sha256').update(text).digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
