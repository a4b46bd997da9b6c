import type { Button, Command, FieldChange, Form } from './context.ts';
import type { ActionForm } from './form/action-form.ts';

/** The verb that opens an action's form: `/card assign <card> <customer>`. */
export type FormVerb = { form: ActionForm; command: string; verb: string; usage: string; description: string };

/** Everything about one subject that people can type, press and send; what is not there is none. */
export type Feature = {
  /** Verbs that read. */
  commands?: readonly Command[];
  /** Verbs that write: each opens its form. */
  verbs?: readonly FormVerb[];
  /** Forms of actions that no verb opens: a button of a profile does. */
  forms?: readonly ActionForm[];
  /** Buttons that show something and change nothing. */
  buttons?: readonly Button[];
  /** Forms that ask what to show. */
  sent?: readonly Form[];
  /** Those of these forms that follow a change of one of their fields. */
  fieldChanges?: readonly FieldChange[];
};
