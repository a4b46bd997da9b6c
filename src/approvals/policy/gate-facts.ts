import type { Branches, Risk } from '../../actions/define.ts';
import type { Money } from '../../lib/money.ts';
import type { BranchTree } from './branches.ts';

/** What a rule is judged by. */
export type GateFacts = {
  action: string;
  risk: Risk;
  /** Its money, if it gives any. */
  amount?: Money | undefined;
  /** It gives more than money alone, so that it is above every bound. */
  givesMore?: boolean | undefined;
  branches: Branches;
  tree: BranchTree;
  /** How many things it touches. */
  count: number;
  /**
   * What this app gave the same customer in the last `withinMs`, this one not included, in whole units of the policy's currency. Asked
   * only when a rule needs it, and only for the lengths of `windowsOf`. Not a number means unknown: then no `sameCustomer` matches.
   */
  given(withinMs: number): number;
  /** The same for all that the asker gave. */
  givenByAsker(withinMs: number): number;
  /** How many of this action the asker asked for, this one not included. */
  askedFor(withinMs: number): number;
  /** The open envelope that this would be drawn from: how many are left in it, and how long it stays open. */
  envelope?: { id: string; left: number; endsInMs: number } | undefined;
  /** Why somebody must be asked whatever the rules say; undefined when nothing of the kind holds. */
  alwaysAsks?: string | undefined;
};
