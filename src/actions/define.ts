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
};

/** Told to execute and proof: the request's id (which ends our comments upstream) and the asker's reason. */
export type Told = { requestId: string; reason: string; signal?: AbortSignal };

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
  /** What it costs, where the risk is costly and the back office says; read by the policy's `amount`. */
  amount?(seen: Seen, input: z.output<Input>): Money | undefined;
  /** How many things it touches; 1 when absent. */
  count?(input: z.output<Input>, seen: Seen): number;
  /** The branch it belongs to; read by the policy's `branch`. */
  branch?(seen: Seen, input: z.output<Input>): number | undefined;
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
