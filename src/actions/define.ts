import type { z } from 'zod';
import type { OperationsClient, OperationsReader } from '../api/operations/index.ts';
import type { SmartmoveClient, SmartmoveReader } from '../api/smartmove/index.ts';
import type { Json } from '../lib/json.ts';
import { spoken } from '../lib/language/speak.ts';
import type { Redactor } from '../lib/mask.ts';
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
  /** What is to be done next, offered to the asker once it is done: an action, and the thing it is about. */
  next?: readonly { action: string; label: string; about: { terms: number } }[];
  /** So much money that approving it asks once more (the policy's `confirmAbove`). */
  isLarge?: boolean;
};

/** Told to execute and proof: the request's id (which ends our comments upstream) and the asker's reason. */
export type ExecuteContext = { requestId: string; reason: string; signal?: AbortSignal };

/**
 * The branch of each subject, undefined if the back office does not say; several if subjects may differ, or if something moves
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

/**
 * What people may be allowed to give without a yes for each: so many of one template, to customers of one branch, up to and without an
 * instant (ISO-8601).
 */
export type Allowance = { template: number; branch: number; most: number; until: string };

/** When something is read, and what the policy says that it depends on. */
export type PrecheckAt = {
  now: Date;
  /** Of phone numbers that name none. */
  country?: string | null;
  /** What an envelope may be; left out, or null, if there may be none. */
  envelopes?: { most: number; longestMs: number } | null;
};

/** Something like what a request makes, which is there now; `requestId` if it says which request made it. */
export type Made = { what: string; requestId: string | undefined };

export type AlreadyMade<Snapshot, Input> = {
  /** The word for it on a card. */
  label: string;
  /** What is there now and was not when it was asked for. */
  since(asked: Snapshot, now: Snapshot): readonly Made[];
  /** Whether another request makes the same. */
  isSame(input: Input, other: Input): boolean;
  /** How many one request makes. */
  each(snapshot: Snapshot): number;
};

/** Less of the same, which somebody who may decide can offer instead. */
export type Lesser<Snapshot, Input> = {
  /** What can be offered, that which gives most first. Throws the readers' faults. */
  choices(readers: Readers, input: Input, snapshot: Snapshot): Promise<readonly { value: string; text: string }[]>;
  /** The input with one of these in its place. */
  input(input: Input, choice: string): Input;
  /** Why it is not of the same kind, in a sentence; that it is worth less is not its matter. */
  unlike(asked: Snapshot, offered: Snapshot): string | undefined;
  /** What was read for it, with what counts since the ask and not since the offer. */
  since(asked: Snapshot, offered: Snapshot): Snapshot;
};

/** A change of the world, described: the unit of trust. */
export type Action<Name extends string = string, Input extends z.ZodType = z.ZodType, Snapshot = unknown, Result = unknown> = {
  name: Name;
  /** Two or three words for menus and headings: `Assign a card`. */
  label: string;
  input: Input;
  risk: Risk;
  /** Where the risk depends on what exactly is changed; `risk` is then the lowest that it can be. */
  riskOf?(snapshot: Snapshot, input: z.output<Input>): Risk;
  /** What must not be touched by two requests at once: `customer:42`, `card:7`, `account:3`. */
  subjects(input: z.output<Input>): readonly string[];
  /**
   * Reads what the decision rests on, or throws `refuse(…)`. What it returns must survive JSON: it is stored with the request.
   */
  precheck(readers: Readers, input: z.output<Input>, at: PrecheckAt): Promise<Snapshot>;
  /** The facts an approver's yes is tied to, each with the words an approver would use for it. */
  fingerprint(snapshot: Snapshot): Readonly<Record<string, Json>>;
  /** What it gives away, if it gives something; read by the policy's `amount` and its sums. */
  worth?(snapshot: Snapshot, input: z.output<Input>): Worth;
  /** Which kind of thing it gives, for figures: by the back office's id and name, never anybody's. */
  template?(snapshot: Snapshot): { id: number; name: string };
  /** What it allows others to do once it is done, each of them a request of its own. */
  opens?(snapshot: Snapshot, input: z.output<Input>): Allowance;
  /** Whom it is given to, if it gives something away; kept with the gift. */
  party?(snapshot: Snapshot, input: z.output<Input>): Party;
  /** Why somebody must be asked whatever the policy says; undefined when that is not so. */
  alwaysAsks?(snapshot: Snapshot, input: z.output<Input>): string | undefined;
  /** The customer that it made (`customer:42`), looked up if the answer was lost; undefined when that is not found. */
  creates?(readers: Readers, input: z.output<Input>, result: Result | undefined): Promise<string | undefined>;
  /** Whom it is about besides its subjects, as far as that was read: the holder of a card. */
  alsoAbout?(snapshot: Snapshot): readonly string[];
  /** What shows that the same was done since this was asked for: in a time that a restored database lost, or by somebody else. */
  alreadyMade?: AlreadyMade<Snapshot, z.output<Input>>;
  /** What can be offered instead while it waits. */
  lesser?: Lesser<Snapshot, z.output<Input>>;
  /** How many things it touches; 1 when absent. */
  count?(input: z.output<Input>, snapshot: Snapshot): number;
  /** Where its subjects belong, as read in the precheck and never as a form says; what is created is of the branch that it names. */
  branches(snapshot: Snapshot, input: z.output<Input>): Branches;
  /** Whom the policy's `sameCustomer` counts: `customer:42` or `account:3`. */
  beneficiary?(input: z.output<Input>): string;
  preview(snapshot: Snapshot, input: z.output<Input>, redactor: Redactor): Plain;
  /** What the states of those it is about say against it: put before the preview's own warning, on every form and card. */
  concerns?(snapshot: Snapshot, redactor: Redactor): readonly (string | undefined)[];
  execute(writers: Writers, input: z.output<Input>, context: ExecuteContext, snapshot: Snapshot): Promise<Result>;
  /**
   * The proof, read afterwards. Absent if the 2xx answer is all there is. `result` is the answer to the write, such as the id of what
   * was created; it is absent when that answer was lost.
   */
  verify?(
    readers: Readers,
    input: z.output<Input>,
    snapshot: Snapshot,
    context: ExecuteContext,
    result?: Result,
  ): Promise<'done' | 'not-done' | 'cannot-tell'>;
  /** What happened, once it is certain; the result is absent when the proof and not the answer told us. */
  render(snapshot: Snapshot, input: z.output<Input>, redactor: Redactor, result: Result | undefined): Plain;
  /** What is left to be asked again after a part was done: the same input with only what failed. Undefined when nothing failed. */
  again?(input: z.output<Input>, result: Result): z.input<Input> | undefined;
};

/** An action whose exact types do not matter to the holder: what registries and the runner hold. */
export type AnyAction = Action;

/** Checks an action's shape where it is written and keeps its exact types. */
export function defineAction<const Name extends string, Input extends z.ZodType, Snapshot, Result>(
  action: Action<Name, Input, Snapshot, Result>,
): Action<Name, Input, Snapshot, Result> {
  const { concerns } = action;
  if (concerns === undefined) return spoken(action);
  return spoken({
    ...action,
    preview(snapshot, input, redactor) {
      const plain = action.preview(snapshot, input, redactor);
      const warning = [...concerns(snapshot, redactor), plain.warning].filter((line) => line !== undefined).join(' ');
      return warning === '' ? plain : { ...plain, warning };
    },
  });
}
