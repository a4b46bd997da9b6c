import type { Button, Command, Form } from './context.ts';
import type { ActionForm } from './engine/action-form.ts';
import type { ReadParts } from './engine/read.ts';

/** The verb that opens an action's form: `/card assign <card> <customer>`. */
export type FormVerb = { form: ActionForm } & Pick<Command, 'command' | 'verb' | 'usage' | 'description'>;

/** Everything about one subject that people can type, press and send; what is not there is none. */
export type Feature = {
  /** Verbs that read, with the forms and buttons that belong to them. */
  reads?: readonly ReadParts[];
  /** Verbs that read in a way of their own. */
  commands?: readonly Command[];
  /** Verbs that write: each opens its form. */
  verbs?: readonly FormVerb[];
  /** Forms of actions that no verb opens: a button of a profile does. */
  forms?: readonly ActionForm[];
  /** Buttons that show something and change nothing. */
  buttons?: readonly Button[];
  /** Forms that ask what to show. */
  submissions?: readonly Form[];
};
