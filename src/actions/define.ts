import type { z } from 'zod';
import type { OperationsClient, OperationsReader } from '../api/operations/index.ts';
import type { SmartmoveClient, SmartmoveReader } from '../api/smartmove/index.ts';
import type { Json } from '../lib/json.ts';
import type { Show } from '../lib/mask.ts';
import type { Money } from '../lib/money.ts';

/** How much is at stake; the words of the policy file. */
export const risks = ['routine', 'sensitive', 'destructive', 'costly', 'bulk'] as const;
export type Risk = (typeof risks)[number];

/** What a precheck and a proof may hold: nothing that can change anything. */
export type Readers = { operations: OperationsReader; smartmove: SmartmoveReader };
/** What only `execute` is handed. */
export type Writers = { operations: OperationsClient; smartmove: SmartmoveClient };

/** Plain words, never blocks: what the views draw on a form, a card, a message. Nothing in it is escaped yet. */
export type Plain = {
  /** The action in one sentence. */
  title: string;
  /** Further facts, one line each. */
  lines?: readonly string[];
  /** What changes, field by field. */
  changes?: readonly { label: string; before: string; after: string }[];
  warning?: string;
  /** What can and what cannot be undone, in a sentence. */
  undo?: string;
  /** So much money that approving it asks once more (the policy's `confirmAbove`). */
  isLarge?: boolean;
};

/** Told to execute and proof: the request's id (which ends our comments upstream) and the asker's reason. */
export type Told = { requestId: string; reason: string; signal?: AbortSignal };

/**
 * The branch of each subject, undefined where the back office does not say; several where subjects may differ, or where something moves
 * from one branch to another. Empty: it has no branch at all.
 */
export type Branches = readonly (number | undefined)[];

/** What something gives: its money, and whether it gives more than money of one currency (minutes, uses of unknown worth). */
export type Worth = { money: Money | undefined; givesMore: boolean };

/**
 * Whom a gift goes to (`customer:42`, `account:3`), and who has a part in it: the accounts that the customer is in, or the account's
 * members; null when that is not known.
 */
export type Party = { target: string; around: readonly string[] | null };

/** A change of the world, described: the unit of trust. */
export type Action<Name extends string = string, Input extends z.ZodType = z.ZodType, Seen = unknown, Result = unknown> = {
  name: Name;
  /** Two or three words for menus and headings: `Assign a card`. */
  label: string;
  input: Input;
  risk: Risk;
  /** Where the risk depends on what exactly is changed; `risk` is then the lowest that it can be. */
  riskOf?(seen: Seen, input: z.output<Input>): Risk;
  /** What must not be touched by two requests at once: `customer:42`, `card:7`, `account:3`. */
  subjects(input: z.output<Input>): readonly string[];
  /** Reads what the decision rests on, or throws `refuse(…)`. What it returns must survive JSON: it is stored with the request. */
  precheck(readers: Readers, input: z.output<Input>, at: { now: Date }): Promise<Seen>;
  /** The facts an approver's yes is tied to, each with the words an approver would use for it. */
  fingerprint(seen: Seen): Readonly<Record<string, Json>>;
  /** What it gives away, where it gives something; read by the policy's `amount` and its sums. */
  worth?(seen: Seen, input: z.output<Input>): Worth;
  /** Whom it is given to, where it gives something away; kept with the gift. */
  party?(seen: Seen, input: z.output<Input>): Party;
  /** Why somebody must be asked whatever the policy says; undefined when that is not so. */
  alwaysAsks?(seen: Seen, input: z.output<Input>): string | undefined;
  /** The customer that it made (`customer:42`), looked up where the answer was lost; undefined when that is not found. */
  creates?(readers: Readers, input: z.output<Input>, result: Result | undefined): Promise<string | undefined>;
  /** Whom it is about besides its subjects, as far as that was read: the holder of a card. */
  alsoAbout?(seen: Seen): readonly string[];
  /** How many things it touches; 1 when absent. */
  count?(input: z.output<Input>, seen: Seen): number;
  /** Where its subjects belong, as read in the precheck and never as a form says; what is created is of the branch that it names. */
  branches(seen: Seen, input: z.output<Input>): Branches;
  /** Whom the policy's `sameCustomer` counts: `customer:42` or `account:3`. */
  beneficiary?(input: z.output<Input>): string;
  /** Whether the form must be given a reason. */
  reason: 'required' | 'optional';
  preview(seen: Seen, input: z.output<Input>, show: Show): Plain;
  execute(writers: Writers, input: z.output<Input>, told: Told, seen: Seen): Promise<Result>;
  /**
   * The proof, read afterwards. Absent where the 2xx answer is all there is. `result` is the answer to the write, such as the id of what
   * was created; it is absent when that answer was lost.
   */
  settled?(
    readers: Readers,
    input: z.output<Input>,
    seen: Seen,
    told: Told,
    result?: Result,
  ): Promise<'done' | 'not-done' | 'cannot-tell'>;
  /** What happened, once it is certain; the result is absent when the proof and not the answer told us. */
  render(seen: Seen, input: z.output<Input>, show: Show, result: Result | undefined): Plain;
  /** What is left to be asked again after a part was done: the same input with only what failed. Undefined when nothing failed. */
  again?(input: z.output<Input>, result: Result): z.input<Input> | undefined;
};

/** An action whose exact types do not matter to the holder: what registries and the runner hold. */
export type AnyAction = Action;

/** Checks an action's shape where it is written and keeps its exact types. */
export function defineAction<const Name extends string, Input extends z.ZodType, Seen, Result>(
  action: Action<Name, Input, Seen, Result>,
): Action<Name, Input, Seen, Result> {
  return action;
}
