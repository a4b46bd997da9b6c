import { z } from 'zod';
import type { Tier } from '../rate-limits.ts';
import type { Site } from '../site.ts';
import type { Thing } from '../thing.ts';

/** A method of the Web API, described: who may call it, how often, with what, and what it does. */
export type Method = {
  /** One of these scopes is needed; none when empty. */
  scopes: readonly string[];
  tier: Tier;
  /** Which token it wants; `none` answers anybody. */
  token: 'bot' | 'app' | 'none';
  args: z.ZodType<Thing>;
  /** The answer without `ok`. @throws Refused */
  run(site: Site, args: Thing, caller: Caller): Thing;
};

export type Caller = { scopes: readonly string[] };

/** Keeps the argument types where a method is written. */
export function method<Args extends z.ZodType<Thing>>(described: {
  scopes?: readonly string[];
  tier: Tier;
  token?: 'bot' | 'app' | 'none';
  args: Args;
  run(site: Site, args: z.output<Args>, caller: Caller): Thing;
}): Method {
  return {
    scopes: described.scopes ?? [],
    tier: described.tier,
    token: described.token ?? 'bot',
    args: described.args,
    run: (site, args, caller) => described.run(site, described.args.parse(args), caller),
  };
}

/** Arguments come as strings in a form, or as themselves in JSON. */
export const flag = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0'])])
  .transform((value) => value === true || value === 'true' || value === '1');
export const id = z.string().min(1);
/** A structure that is JSON within the form. */
export const structure = z.union([
  z.string().transform((value, context) => parsed(value, context)),
  z.array(z.unknown()),
  z.looseObject({}),
]);

function parsed(value: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(value);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not valid JSON' });
    return z.NEVER;
  }
}
