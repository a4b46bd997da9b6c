import type { ModalView } from '@slack/types';
import type { Log } from '../lib/log.ts';
import type { Message } from '../views/common/blocks.ts';
import type { Pointer } from '../views/pointer.ts';
import type { AppContext } from './app-context.ts';

/** Who is asking, and what the policy lets them see and start. Looked up at most a minute ago; what is asked or decided is looked up afresh. */
export type Who = {
  id: string;
  name: string;
  timeZone: string;
  roles: readonly string[];
  /** Whether a grant covers this read (`read.customer`) or action (`card.assign`), and the app's user upstream is not known to lack it. */
  may(name: string): boolean;
  /** Why an action that a grant covers cannot be done all the same: the app's own user upstream lacks the permission. */
  lacking?(action: string): string | undefined;
  /** An action's label, for a sentence that says what somebody may not do; undefined for what is no action. */
  labelOf?(action: string): string | undefined;
};

/** Where an answer goes. */
export type Replies = {
  /** Whether an answer takes the place of what was there: of what was answered before, of the message that was pressed in, of nothing. */
  replaces: 'always' | 'when asked' | 'never';
  /** To the asker alone. `replace` draws the message again in which a button was pressed. */
  reply(message: Message, options?: { replace?: boolean }): Promise<void>;
  /** To everybody in the channel: only what is masked for many. */
  share(message: Message): Promise<void>;
};

/** One thing that somebody did: typed a command, pressed a button, sent a form. */
export type Interaction = Replies & {
  app: AppContext;
  who: Who;
  log: Log;
  /** Short reference of this interaction, in every log line of it. */
  ref: string;
  /** Lives three seconds, for one modal. */
  triggerId: string;
  /** The same for every delivery of the same act; what forms that it opens derive their origin from. */
  origin: string;
  channel: string | undefined;
  /** What to say beside it if nothing is found: the line was looked up whole, and may have begun with a misspelled verb. */
  ifNothing?: string;
};

/** One verb of a slash command. */
export type Command = {
  /** Without the slash. */
  command: string;
  /** Empty if the command has no verb. */
  verb: string;
  /** Arguments as a person would write them: `<card> <customer>`. */
  usage: string;
  description: string;
  /** The grant it takes; undefined if everybody with a role may. */
  needs: string | undefined;
  /** `words` are the arguments, quotes taken off; `text` is what they were taken from. Throws Faults: the router words them. */
  run(interaction: Interaction, words: readonly string[], text?: string): Promise<void>;
};

/** A shortcut of the manifest: one that is anywhere, or one on a message. */
export type Shortcut = {
  callbackId: string;
  /** The grant it takes; undefined if everybody with a role may. */
  needs: string | undefined;
  /** What goes wrong before it has opened anything is told in a modal. */
  run(interaction: Interaction, message: MessageWords | undefined): Promise<void>;
};

/** What a message says, as Slack sends it: its text, and whatever texts its blocks and attachments hold. */
export type MessageWords = { text: string };

/** A press on a button or a choice from a menu, anywhere but in a form's own fields. */
export type Press = Interaction & {
  value: string;
  actionId: string;
  /** Where it was pressed. */
  place:
    | { kind: 'message'; channel: string; ts: string; ephemeral: boolean }
    | { kind: 'modal'; viewId: string; hash: string; metadata: string; callbackId: string; values?: ViewValues }
    | { kind: 'home' };
};

/** An answer that offers actions, as it is drawn again after one of them: the grant it takes, and what it says then. */
export type Source = {
  title: string;
  needs: string;
  answer(interaction: Interaction, pointer: Pointer): Promise<Message | undefined>;
};

/** What looks rights up by itself, afresh, when it is put on the disk: a decision, a request. */
export const afresh: unique symbol = Symbol('afresh');

/**
 * The grant that a handler takes; undefined if everybody with a role may. Every handler says it, and the listeners enforce it. A
 * function if one handler serves several forms, by the callback id.
 */
export type Needs = string | undefined | typeof afresh | ((callbackId: string) => string | undefined);

/** What answers a button. */
export type Button = {
  /** The action id, or what comes before its colon. */
  id: string;
  needs: Needs;
  /** It is on the disk before Slack gets its ack, and it looks rights up by itself: a decision. All others are acked first. */
  ackAfter?: true;
  /** What it returns, if anything, is done after the ack: telling, redrawing. */
  run(press: Press): Promise<After | undefined>;
};

/** What is left to do once Slack has its answer. */
export type After = () => Promise<void>;

/** What follows a change of a field in a form, such as a new preview. */
export type FieldChange = {
  /** The form's callback id, or what comes before its colon. */
  callbackId: string;
  needs: Needs;
  changed(press: Press, values: ViewValues): Promise<void>;
};

/** What Slack is told about a submitted view: `clear` closes all. */
export type SubmitAnswer =
  | { kind: 'close' }
  | { kind: 'clear' }
  | { kind: 'errors'; errors: Readonly<Record<string, string>> }
  | { kind: 'update'; view: ModalView };

export type Submission = Interaction & {
  viewId: string;
  callbackId: string;
  metadata: string;
  values: ViewValues;
};

/**
 * A sent form. `run` answers Slack, within a second and without asking anybody; `after` does the rest, and is only reached with the grant.
 */
export type Form = {
  /** The callback id, or what comes before its colon. */
  callbackId: string;
  needs: Needs;
  run(submission: Submission): Promise<{ answer: SubmitAnswer; after?: After }>;
};

/** What Slack sends of a form's elements: block, action, value. Only the parts that are read. */
export type ViewValue = {
  type: string;
  value?: string | null;
  selected_option?: { value: string; text?: { text: string } } | null;
  selected_options?: readonly { value: string; text?: { text: string } }[] | null;
  selected_date?: string | null;
  selected_user?: string | null;
  selected_time?: string | null;
};
export type ViewValues = Readonly<Record<string, Readonly<Record<string, ViewValue>>>>;
