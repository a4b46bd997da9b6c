import type { OurSchema } from '../document/schema.ts';

/** Ours → theirs: another name, `a.b` for one level down, `x[]` for the only element of a list. */
export type Renames = Readonly<Record<string, string>>;

export type Scalar = string | number | boolean;

/** What a field's values are there and here, each pair. */
export type ValuePairs = readonly (readonly [theirs: Scalar, ours: Scalar])[];

export type CallChange = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | undefined;
  path?: string | undefined;
  query?: Renames | undefined;
  body?: Renames | undefined;
  answer?: Renames | undefined;
  /** Where the list is when the answer is no bare array. */
  items?: string | undefined;
};

/** Where a tenant's API differs from what is assumed, checked. */
export type Profile = {
  calls: Readonly<Record<string, CallChange>>;
  /** By the names of the shapes; for all forms of each. */
  objects: Readonly<Record<string, Renames>>;
  /** `Customer.creditStatus` → theirs → ours. */
  values: Readonly<Record<string, Readonly<Record<string, Scalar>>>>;
  /** Of `values`, what is no text there: `1: ACTIVE` sends the number 1, `"1": ACTIVE` its digit. */
  plain?: Readonly<Record<string, Readonly<Record<string, number | boolean>>>> | undefined;
  /** Actions, and reads by their `read.*` name, that this tenant does not have. */
  off: readonly string[];
};

/** One for each back office; left out if nothing differs. */
export type Profiles = { operations?: Profile | undefined; smartmove?: Profile | undefined };

export const noProfile: Profile = { calls: {}, objects: {}, values: {}, off: [] };

/** Both as one: calls and objects of the two back offices have different names. */
export function together({ operations = noProfile, smartmove = noProfile }: Profiles): Profile {
  return {
    calls: { ...operations.calls, ...smartmove.calls },
    objects: { ...operations.objects, ...smartmove.objects },
    values: { ...operations.values, ...smartmove.values },
    plain: { ...operations.plain, ...smartmove.plain },
    off: [...operations.off, ...smartmove.off],
  };
}

/** Every new name that holds in a shape: what is reported about the object that it is a form of, then of itself, then of this call. */
export function renamesIn(profile: Profile, shape: OurSchema, ofCall: Renames = {}): ReadonlyMap<string, string> {
  const ofObjects = (shape['x-objects'] ?? []).flatMap((object) => Object.entries(profile.objects[object] ?? {}));
  const here = ofObjects.filter(([ours]) => shape.properties?.[ours.split('.')[0] ?? ''] !== undefined);
  return new Map([...here, ...Object.entries(ofCall)]);
}

/** The values of a field of a shape; undefined if they are as assumed. */
export function valuesIn(profile: Profile, shape: OurSchema, field: string): ValuePairs | undefined {
  const borrowed = shape.properties?.[field]?.['x-values'];
  const names = [
    ...(shape['x-objects'] ?? []).map((object) => `${object}.${field}`),
    ...(borrowed === undefined ? [] : [borrowed]),
  ];
  const name = names.findLast((one) => profile.values[one] !== undefined);
  if (name === undefined) return undefined;
  const plain = profile.plain?.[name] ?? {};
  return Object.entries(profile.values[name] ?? {}).map(([theirs, ours]) => [plain[theirs] ?? theirs, ours] as const);
}
