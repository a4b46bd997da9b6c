import type { KnownBlock } from '@slack/types';
import type { Message } from '../../views/common/blocks.ts';
import type { Field } from '../../views/form/form.ts';
import type { Pointer } from '../../views/pointer.ts';
import type { AppContext } from '../app-context.ts';
import type { Submission, ViewValues, Who } from '../context.ts';
import type { Sought } from '../subjects/looks-like.ts';
import type { Filled } from './action-form.ts';

/** What typed or chosen words turned out to mean. */
export type FoundSubject<About> =
  | { kind: 'known'; about: About }
  /** Several fit, or something is missing: the form shows what to choose from, and `filled.problem` says why. */
  | { kind: 'unclear'; filled: Filled }
  /** `sought`: what else the words could be is looked for, too. */
  | { kind: 'none'; say: string; sought?: { text: string; as: Sought } }
  /** A list of candidates, each with a button. */
  | { kind: 'answered'; message: Message; sought?: { text: string; as: Sought } };

/** What was chosen in the form; `words` would have said the same. */
export type SubmittedSubject<About> =
  | { ok: true; words: string; find(app: AppContext, who: Who): Promise<FoundSubject<About>> }
  | { ok: false; errors: Readonly<Record<string, string>> };

/** What a read can be about: a customer, a business account, a branch's terms. */
export type ReadSubject<About> = {
  /** As help writes it: `<customer>`. */
  usage: string;
  /** Without words it is what people mean most: the usual branch. */
  readsWithoutWords?: true;
  /** These words leave something to ask, so the form opens before anything is looked up: a trigger is valid for three seconds. */
  asksFirst?(words: readonly string[]): boolean;
  /** Throws a Fault while none of it can work here. */
  mustWork?(app: AppContext): void;
  /** What was typed; never nothing, unless `readsWithoutWords`. Throws the reader's faults. */
  understand(app: AppContext, words: readonly string[], who: Who): Promise<FoundSubject<About>>;
  /** The fields of the form that asks for it. */
  fields(app: AppContext, filled: Filled, who: Who): readonly Field[] | Promise<readonly Field[]>;
  /** What is drawn below the fields. */
  below?(app: AppContext, who: Who): Promise<readonly KnownBlock[]>;
  /** What the form holds after one of its fields changed, if others follow from it. */
  refilled?(app: AppContext, values: ViewValues): Promise<Filled>;
  /** What the sent form says. It asks nobody: Slack waits for this. */
  fromSubmission(submission: Submission): SubmittedSubject<About>;
  pointed?: Pointed<About>;
};

/** What a button says: a pointer, and its value if that says more. All throw Fault('bad_input') when it says nothing. */
export type Pointed<About> = {
  find(app: AppContext, pointer: Pointer, value: string): Promise<About>;
  words(pointer: Pointer, value: string): string;
  /** For the form that changes what was asked. */
  fill?(app: AppContext, who: Who, value: string): Promise<Filled>;
};
