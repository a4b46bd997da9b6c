import { type Risk, risks } from '../../actions/define.ts';
import { isMeantBy, type Traits, traitsOf } from './catalogue.ts';
import type { Match } from './types.ts';

/** Something that a rule may be about. */
export type Pair = { action: string; risk: Risk };

/** Every action with every risk that a rule can match at all; with none of them, why not. */
export function pairsOf(match: Match, actions: readonly string[]): { pairs: Pair[]; why: string } {
  const whys: string[] = [];
  const pairs = actions
    .filter((action) => isMeantBy(match.actions ?? ['*'], action))
    .flatMap((action) => {
      const traits = traitsOf(action);
      const why = neverFor(match, action, traits);
      if (why === undefined) return risksOf(match, traits).map((risk) => ({ action, risk }));
      whys.push(why);
      return [];
    });
  // Of everything that it might be about, what it most likely means is told.
  return { pairs, why: whys.find((why) => why.includes('the request itself')) ?? whys[0] ?? 'it matches nothing' };
}

/** The most that it gives, if the rule bounds that; infinite if it does not. */
export function mostGiven({ amount, sameCustomer, sameAsker }: Match): number {
  return Math.min(...[amount, sameCustomer, sameAsker].map((bound) => bound?.max ?? Number.POSITIVE_INFINITY));
}

function risksOf(match: Match, traits: Traits): readonly Risk[] {
  return (match.risks ?? risks).filter((risk) => traits.risks.includes(risk));
}

function neverFor(match: Match, action: string, traits: Traits): string | undefined {
  if (risksOf(match, traits).length === 0) return `${action} is never ${(match.risks ?? []).join(' or ')}`;
  const hasBound = match.amount !== undefined || match.sameCustomer !== undefined || match.sameAsker !== undefined;
  if (hasBound && traits.hasWorth !== true) return `${action} has no amount`;
  if (match.sameCustomer !== undefined && traits.opens !== undefined) return `${action} is for many customers`;
  if (match.branches !== undefined && traits.isNowhere === true) return `${action} has no branch`;
  const { min = 0, max = Number.POSITIVE_INFINITY } = match.count ?? {};
  if (traits.touchesMany !== true && (min > 1 || max < 1)) return `${action} touches one thing`;
  if (match.sameAction?.max === 0) return 'sameAction counts the request itself, so that it is at least 1';
  if (match.amount?.min !== undefined && match.amount.min > mostGiven(match))
    return 'the sum counts the request itself, so that it is above its max';
  return undefined;
}
