/** The back offices' world as JSON and back: maps and sets are written as objects with one telling member. */
import type { World } from './back-office/index.ts';

type Kind = 'string' | 'boolean' | 'list' | 'map' | 'set';

/** Every member of a world and what it must be; one that is added there is missing here at compile time. */
const kinds = {
  currency: 'string',
  permissions: 'set',
  keepComments: 'boolean',
  notes: 'map',
  branches: 'map',
  categories: 'map',
  terms: 'map',
  customers: 'map',
  files: 'map',
  cards: 'map',
  voucherables: 'map',
  groups: 'map',
  memberships: 'map',
  businessUnits: 'map',
  paymentSources: 'map',
  refreshTokens: 'map',
  vouchers: 'map',
  ratings: 'map',
  verifications: 'map',
  settings: 'list',
  joinRequests: 'list',
  smartmoveUsers: 'map',
  smartmoveProductField: 'string',
} as const satisfies Record<Exclude<keyof World, 'nextId'>, Kind>;

/** A world whose next unused id can be read without using it up. */
export type CountedWorld = { world: World; nextId(): number };

export function counted(world: World): CountedWorld {
  let next = world.nextId();
  world.nextId = () => next++;
  return { world, nextId: () => next };
}

/** For JSON.stringify: what JSON has no word for. */
export function withMapsAndSets(_key: string, value: unknown): unknown {
  if (value instanceof Map) return { $map: [...value] };
  return value instanceof Set ? { $set: [...value] } : value;
}

/** The world that was written with `withMapsAndSets`; undefined when it is not one of this version's. */
export function worldFrom(written: unknown, nextId: number): World | undefined {
  const world = revived(written);
  if (typeof world !== 'object' || world === null) return undefined;
  const members = new Map(Object.entries(world));
  if (Object.entries(kinds).some(([name, kind]) => kindOf(members.get(name)) !== kind)) return undefined;
  let next = nextId;
  return { ...world, nextId: () => next++ } as World; // safe: every member is of its kind, and only this sandbox, in this version, writes the file
}

function kindOf(value: unknown): Kind | undefined {
  if (value instanceof Map) return 'map';
  if (value instanceof Set) return 'set';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'string' || typeof value === 'boolean' ? (typeof value as Kind) : undefined; // safe: it is one of these two
}

function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revived);
  if (typeof value !== 'object' || value === null) return value;
  if ('$map' in value && Array.isArray(value.$map))
    return new Map(value.$map.map((entry: [unknown, unknown]) => [entry[0], revived(entry[1])]));
  if ('$set' in value && Array.isArray(value.$set)) return new Set(value.$set.map(revived));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, revived(member)]));
}
