import type { Foresight } from '../../approvals/foresee.ts';
import { asFault, Fault } from '../../errors.ts';
import { within } from '../../lib/within.ts';
import { problemView } from '../../views/common/problem.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { type Field, formView, type GateNote, labels } from '../../views/form/form.ts';
import { callbackIds, uniqueId } from '../../views/ids.ts';
import { checkingModal } from '../../views/request/checking.ts';
import { openOver } from '../answer.ts';
import { afresh, type FieldChange, type Form, type Interaction, type Submission, type Who } from '../context.ts';
import type { Kit } from '../kit.ts';
import { type ActionForm, errorsByBlock, type Filled, filledFrom } from './action-form.ts';
import { type FormMetadata, readMetadata, writeMetadata } from './metadata.ts';
import { textOf } from './values.ts';

const reasonField = 'reason';
const longestReason = 500;
/** A form does not wait longer than this for its preview; it is then drawn without, and again when the preview is there. */
const previewPatienceMs = 1_200;

type Drawn = { form: ActionForm; filled: Filled; reason: string; metadata: FormMetadata; who: Who };

/** Opens an action's form: at once with a waiting view, since a trigger lives three seconds, then filled in. */
export async function openForm(
  interaction: Interaction,
  form: ActionForm,
  fill: () => Promise<Filled>,
  more: { reason?: string; parent?: string; viewId?: string } = {},
): Promise<void> {
  const { kit, who } = interaction;
  const viewId = more.viewId ?? (await openOver(interaction, waitingView({ title: form.title })));
  if (more.viewId !== undefined) await kit.screen.update(viewId, waitingView({ title: form.title }));
  const lacking = who.lacking?.(form.action);
  if (lacking !== undefined) {
    await kit.screen.update(viewId, problemView({ title: form.title, say: lacking }));
    return;
  }
  try {
    const filled = await fill();
    const metadata: FormMetadata = {
      origin: more.parent === undefined ? interaction.origin : `again:${more.parent}`,
      branch: filled.branch,
      ...(more.parent === undefined ? {} : { parent: more.parent }),
    };
    await drawForm(kit, viewId, { form, filled, reason: more.reason ?? '', metadata, who }, 'first-empty');
  } catch (error) {
    const fault = asFault(error);
    interaction.log.warn({ code: fault.code, err: fault }, 'a form could not be opened');
    await kit.screen.update(viewId, problemView({ title: form.title, say: fault.say, ref: fault.ref }));
  }
}

/** Draws the form with its preview, or, when that takes long, first without and then with it. */
async function drawForm(kit: Kit, viewId: string, drawn: Drawn, focus: 'first-empty' | 'none'): Promise<void> {
  const { form, filled, who } = drawn;
  const read = form.read(filled);
  const foresight = read.ok ? kit.approvals.foresee({ action: form.action, input: read.input, asker: who.id }) : undefined;
  // Awaited together: if both fail, neither is left without somebody who hears of it.
  const [fields, soon] = await Promise.all([
    form.fields(kit, who, filled),
    foresight && within(kit.clock, previewPatienceMs, foresight, () => 'waiting' as const),
  ]);
  await kit.screen.update(viewId, view(kit, drawn, fields, soon, focus));
  if (soon === 'waiting') await kit.screen.update(viewId, view(kit, drawn, fields, await foresight, 'none'));
}

function view(
  kit: Kit,
  { form, filled, reason, metadata }: Drawn,
  fields: readonly Field[],
  foresight: Foresight | 'waiting' | undefined,
  focus: 'first-empty' | 'none',
) {
  const intro = form.intro?.(filled);
  const refusal = foresight !== 'waiting' && foresight?.kind === 'refused' ? foresight.fault : undefined;
  const isUntouched = refusal?.context.unchanged === true;
  const problem = filled.problem ?? (isUntouched ? undefined : refusal?.say);
  return formView({
    callbackId: uniqueId(callbackIds.action, form.action),
    title: form.title,
    submit: form.submit,
    metadata: writeMetadata(metadata),
    fields: [...fields, reasonFieldOf(isReasonRequired(kit, form), reason)],
    focus,
    ...(intro === undefined ? {} : { intro }),
    ...(problem === undefined ? {} : { problem }),
    ...(isUntouched && refusal !== undefined ? { gate: { kind: 'not-known', say: refusal.say } as const } : {}),
    ...(foresight === 'waiting'
      ? { gate: { kind: 'not-known', say: 'Looking up what will happen when you send it…' } as const }
      : {}),
    ...(foresight !== undefined && foresight !== 'waiting' && foresight.kind === 'ready'
      ? { preview: foresight.plain, gate: gateNote(foresight.gate) }
      : {}),
  });
}

function isReasonRequired(kit: Kit, form: ActionForm): boolean {
  return kit.actions[form.action]?.reason !== 'optional';
}

function reasonFieldOf(required: boolean, reason: string): Field {
  return {
    kind: 'multiline',
    name: reasonField,
    label: labels.reason,
    maxLength: longestReason,
    optional: !required,
    hint: required ? 'Whoever approves it reads this, and it stays in the record.' : 'Helps whoever looks at this later.',
    ...(reason === '' ? {} : { initial: reason }),
  };
}

function gateNote(gate: Extract<Foresight, { kind: 'ready' }>['gate']): GateNote {
  switch (gate.kind) {
    case 'at-once':
      return { kind: 'at-once', ...(gate.rule === null ? {} : { rule: gate.rule }) };
    case 'asks':
      return gate;
    case 'nobody':
    case 'not-known':
      return gate;
  }
}

/** What is typed in a form is never lost: a field that changed draws the preview anew around it. */
export function createFormChange(forms: Readonly<Record<string, ActionForm>>): FieldChange {
  return {
    callbackId: callbackIds.action,
    needs: (callbackId) => formNamed(forms, callbackId).action,
    async changed(press, values) {
      if (press.place.kind !== 'modal') return;
      const form = formNamed(forms, press.place.callbackId);
      const metadata = readMetadata(press.place.metadata);
      const seen = filledFrom(values, form.names, metadata.branch);
      const filled = (await form.complete?.(press.kit, seen)) ?? seen;
      await drawForm(
        press.kit,
        press.place.viewId,
        { form, filled, reason: textOf(values, reasonField) ?? '', metadata, who: press.who },
        'none',
      );
    },
  };
}

/** A sent form: checked, put on the disk, and answered with a view that then shows what becomes of it. */
export function createActionForm(forms: Readonly<Record<string, ActionForm>>): Form {
  return {
    callbackId: callbackIds.action,
    // The intake looks.
    needs: afresh,
    async run(submission) {
      const form = formNamed(forms, submission.callbackId);
      const metadata = readMetadata(submission.metadata);
      const filled = filledFrom(submission.values, form.names, metadata.branch);
      const reason = textOf(submission.values, reasonField) ?? '';
      const errors = errorsOf(submission.kit, form, filled, reason);
      const read = form.read(filled);
      if (Object.keys(errors).length > 0 || !read.ok)
        return { answer: { kind: 'errors', errors: errorsByBlock(errors, submission.values) } };
      // Learnt since the form was opened: nobody is to be asked for what cannot be done.
      const lacking = submission.kit.permissions.lacking(form.action);
      if (lacking !== undefined) return { answer: { kind: 'update', view: problemView({ title: form.title, say: lacking }) } };
      await askIt(submission, form, read.input, reason, metadata);
      return { answer: { kind: 'update', view: checkingModal({ title: form.title }) } };
    },
  };
}

function errorsOf(kit: Kit, form: ActionForm, filled: Filled, reason: string): Record<string, string> {
  const read = form.read(filled);
  return {
    ...(read.ok ? {} : read.errors),
    ...(isReasonRequired(kit, form) && reason === ''
      ? { [reasonField]: 'Say why: whoever looks at this later needs to know.' }
      : {}),
  };
}

async function askIt(
  { kit, who, viewId }: Submission,
  form: ActionForm,
  input: unknown,
  reason: string,
  metadata: FormMetadata,
): Promise<void> {
  await kit.approvals.ask({
    action: form.action,
    input,
    reason,
    asker: who.id,
    origin: originOfAsk(who.id, form, metadata.origin),
    viewId,
    ...(metadata.parent === undefined ? {} : { parent: metadata.parent }),
  });
}

/** A trigger belongs to one person, but metadata is seen by its owner: nobody can pose as another's repeated ask. */
export function originOfAsk(person: string, form: Pick<ActionForm, 'action'>, origin: string): string {
  return `${person}:${form.action}:${origin}`;
}

function formNamed(forms: Readonly<Record<string, ActionForm>>, callbackId: string): ActionForm {
  const form = forms[callbackId.slice(callbackIds.action.length + 1)];
  if (!form)
    throw new Fault('bad_input', 'This form is of another version of Wheelhouse. Close it and open it again.', {
      message: 'a form of an unknown action came back',
    });
  return form;
}
