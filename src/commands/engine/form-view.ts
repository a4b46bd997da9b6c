import type { Policy } from '../../approvals/policy/types.ts';
import type { Preview } from '../../approvals/preview.ts';
import { speak } from '../../lib/language/speak.ts';
import { type Field, formView, type GateNote } from '../../views/form/form.ts';
import { callbackIds, uniqueId } from '../../views/ids.ts';
import type { Who } from '../context.ts';
import type { ActionForm, Filled } from './action-form.ts';
import { type Effect, effectOf } from './drawn-effects.ts';
import { leaveOutButton } from './leave-out.ts';
import { type FormMetadata, writeMetadata } from './metadata.ts';
import { type Reason, reasonFields } from './reason-field.ts';
import { ticketFields } from './ticket-field.ts';

export type Drawn = {
  form: ActionForm;
  filled: Filled;
  reason: Reason;
  /** What was typed as a ticket. */
  ticket: string;
  /** What the policy offers as reasons, and how it has tickets written. */
  policy: Pick<Policy, 'reasons' | 'tickets'>;
  metadata: FormMetadata;
  who: Who;
  /** It was sent before it had shown what it does: it says so, and is sent again. */
  wasSent?: true;
  /** Why what is asked again was rejected. */
  rejected?: string | undefined;
  /** Who else is at the customer, while there is no preview that says so. */
  lately?: Extract<Preview, { kind: 'ready' }>['lately'] | undefined;
};
/** The form as it is drawn: what is filled in, what that would do, and whom it asks. */
export function view(
  { form, filled, reason, ticket, policy, metadata, wasSent, lately, rejected }: Drawn,
  fields: readonly Field[],
  preview: Preview | 'waiting' | undefined,
  focus: 'first-empty' | 'none',
) {
  const ready = preview !== undefined && preview !== 'waiting' && preview.kind === 'ready' ? preview : undefined;
  const asks = ready !== undefined && ready.gate.kind !== 'at-once';
  const submit = asks ? speak(requestApproval) : form.submit;
  const check = wasSent && ready !== undefined ? speak('Check what will change, then press {submit}.', { submit }) : undefined;
  // What the form says of how it works is of no use once it is filled in.
  const intro = [rejected, check === undefined ? form.intro?.(filled) : undefined].filter((line) => line !== undefined).join(' ');
  const refusal = preview !== 'waiting' && preview?.kind === 'refused' ? preview.fault : undefined;
  const isUntouched = refusal?.context.unchanged === true;
  const instead = leaveOutButton(form, filled, preview);
  // Both count: who could not be found, and who can't be taken.
  const problems = [filled.problem, isUntouched ? undefined : refusal?.say].filter((line) => line !== undefined);
  const problem = problems.length === 0 ? undefined : [...new Set(problems)].join(' ');
  return formView({
    callbackId: uniqueId(callbackIds.action, form.action),
    title: form.title,
    submit,
    metadata: writeMetadata({ ...showing(metadata, effectOf(form.read(filled), preview)), checking: wasSent }),
    check,
    // What a form does follows whatever is filled in.
    fields: [
      ...(check === undefined ? fields : keptToCheck(form, filled, fields)).map((field) => ({ dispatch: true, ...field })),
      ...reasonFields(policy.reasons, reason, { required: asks, more: form.reasonHint?.(filled) }),
      ...ticketFields(policy.tickets, ticket, ready?.needsTicket === true),
    ],
    focus,
    intro: intro === '' ? undefined : intro,
    problem,
    instead,
    gate: gateOf(preview, isUntouched ? refusal?.say : undefined),
    preview: ready?.plain,
    lately: ready?.lately ?? lately,
  });
}

/** What the form says of what happens when it is sent; `unchanged` is why nothing would. */
function gateOf(preview: Preview | 'waiting' | undefined, unchanged: string | undefined): GateNote | undefined {
  if (preview === 'waiting') return { kind: 'not-known', say: speak('Looking up what will happen when you send it…') };
  if (preview?.kind === 'ready')
    return preview.gate.kind === 'at-once'
      ? { kind: 'at-once', rule: preview.gate.rule ?? undefined, envelope: preview.gate.envelope }
      : preview.gate;
  return unchanged === undefined ? undefined : { kind: 'not-known', say: unchanged };
}

const requestApproval = 'Request approval';

/** What the view keeps of what it shows, so that nothing else is sent than what somebody has seen. */
function showing({ origin, branch, parent }: FormMetadata, effect: Effect | undefined): FormMetadata {
  return {
    origin,
    branch,
    parent,
    shown: effect?.mark,
    asks: effect?.asks,
    ticketed: effect?.ticketed,
  };
}

/** Of a long form, what was changed: what will happen is then on one screen with it. */
function keptToCheck(form: ActionForm, filled: Filled, fields: readonly Field[]): readonly Field[] {
  const names = form.toCheck?.(filled);
  return names === undefined ? fields : fields.filter(({ name }) => names.includes(name.split(':')[0] ?? name));
}
