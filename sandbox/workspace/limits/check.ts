/**
 * The few words in which Slack's limits are written down in this folder: a check looks at one value, and says at which place
 * (a JSON pointer) what is wrong. Limits are those of Slack's Block Kit reference (docs.slack.dev/reference/block-kit).
 */
import { isThing, type Thing } from '../thing.ts';

/** `warning` marks what Slack accepts with a complaint; everything else it refuses. */
export type Problem = { pointer: string; say: string; code?: string; warning?: true };

export type Surface = 'message' | 'modal' | 'home';

/** What one message or view has collected while it was looked at. */
export type Inspection = {
  surface: Surface;
  problems: Problem[];
  /** Where each block_id is. */
  blockIds: Map<string, string>;
  /** The pointer of the block that is being looked at. */
  block: string;
  /** action_ids of that block. */
  actionIds: Map<string, string>;
  focused: string[];
  /** Characters of all texts of all blocks. */
  characters: number;
  markdownCharacters: number;
  tables: number;
  inputs: number;
};

export type Check = (value: unknown, at: string, inspection: Inspection) => void;

export function inspect(surface: Surface): Inspection {
  return {
    surface,
    problems: [],
    blockIds: new Map(),
    block: '',
    actionIds: new Map(),
    focused: [],
    characters: 0,
    markdownCharacters: 0,
    tables: 0,
    inputs: 0,
  };
}

export function complain(inspection: Inspection, pointer: string, say: string, code?: string): void {
  inspection.problems.push(code === undefined ? { pointer, say } : { pointer, say, code });
}

/** A string of `min` (1 when left out) to `max` characters. */
export function string({ max, min = 1, pattern, say }: { max?: number; min?: number; pattern?: RegExp; say?: string }): Check {
  return (value, at, inspection) => {
    if (typeof value !== 'string') complain(inspection, at, 'must be a string');
    else if (value.length < min)
      complain(inspection, at, `must be at least ${min} character${min === 1 ? '' : 's'}, is ${value.length}`);
    else if (max !== undefined && value.length > max)
      complain(inspection, at, `must be at most ${max} characters, is ${value.length}`);
    else if (pattern !== undefined && !pattern.test(value)) complain(inspection, at, say ?? `must look like ${pattern}`);
  };
}

/** A string that people see: as `string`, and its characters count towards the sum of all blocks. */
export function shown(limits: { max?: number; min?: number }): Check {
  const plain = string(limits);
  return (value, at, inspection) => {
    plain(value, at, inspection);
    if (typeof value === 'string') inspection.characters += value.length;
  };
}

export const boolean: Check = (value, at, inspection) => {
  if (typeof value !== 'boolean') complain(inspection, at, 'must be true or false');
};

export function integer({ min, max }: { min: number; max: number }): Check {
  return (value, at, inspection) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
      complain(inspection, at, `must be a whole number from ${min} to ${max}`);
    }
  };
}

export function oneOf(...allowed: readonly unknown[]): Check {
  return (value, at, inspection) => {
    if (!allowed.includes(value))
      complain(inspection, at, `must be one of ${allowed.map((item) => JSON.stringify(item)).join(', ')}`);
  };
}

export function list(item: Check, { min = 1, max = Number.POSITIVE_INFINITY }: { min?: number; max?: number } = {}): Check {
  return (value, at, inspection) => {
    if (!Array.isArray(value)) {
      complain(inspection, at, 'must be an array');
      return;
    }
    if (value.length < min)
      complain(inspection, at, `must have at least ${min} item${min === 1 ? '' : 's'}, has ${value.length}`);
    if (value.length > max) complain(inspection, at, `must have at most ${max} items, has ${value.length}`);
    for (const [index, member] of value.entries()) item(member, `${at}/${index}`, inspection);
  };
}

export type Fields = Readonly<Record<string, Check>>;

/** An object with these fields and no others. `also` looks at what two fields have to do with each other. */
export function shape(
  required: Fields,
  optional: Fields = {},
  also?: (value: Thing, at: string, inspection: Inspection) => void,
): Check {
  return (value, at, inspection) => {
    if (!isThing(value)) {
      complain(inspection, at, 'must be an object');
      return;
    }
    for (const [name, check] of Object.entries(required)) {
      if (value[name] === undefined || value[name] === null) complain(inspection, at, `misses the field "${name}"`);
      else check(value[name], `${at}/${name}`, inspection);
    }
    for (const [name, member] of Object.entries(value)) {
      if (Object.hasOwn(required, name) || member === undefined) continue;
      const check = Object.hasOwn(optional, name) ? optional[name] : undefined;
      if (check === undefined) complain(inspection, `${at}/${name}`, `is not a field of ${describe(value)}`);
      else check(member, `${at}/${name}`, inspection);
    }
    also?.(value, at, inspection);
  };
}

/** Chooses the check by the object's `type`. */
export function byType(checks: Readonly<Record<string, Check>>, what: string): Check {
  return (value, at, inspection) => {
    const type = isThing(value) ? value.type : undefined;
    const check = typeof type === 'string' && Object.hasOwn(checks, type) ? checks[type] : undefined;
    if (check === undefined) complain(inspection, at, `${JSON.stringify(type ?? value)} cannot be here as ${what}`);
    else check(value, at, inspection);
  };
}

/** Accepts what any of the object's own checks accepts at run time: for types that contain each other. */
export function later(check: () => Check): Check {
  return (value, at, inspection) => check()(value, at, inspection);
}

function describe(value: Thing): string {
  return typeof value.type === 'string' ? `"${value.type}"` : 'this object';
}
