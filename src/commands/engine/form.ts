import type { ModalView } from '@slack/types';
import { ticketIn } from '../../approvals/policy/tickets.ts';
import { asFault, Fault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { subjectOf } from '../../lib/subject.ts';
import { cut } from '../../lib/text.ts';
import { within } from '../../lib/within.ts';
import { problemView } from '../../views/common/problem.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { callbackIds } from '../../views/ids.ts';
import { checkingModal } from '../../views/request/checking.ts';
import { openOver } from '../answer.ts';
import type { AppContext } from '../app-context.ts';
import { afresh, type FieldChange, type Form, type Interaction, type Submission } from '../context.ts';
import { mustHold, whoIs } from '../rights.ts';
import { type ActionForm, errorsByBlock, type Filled, filledFrom, filledId, sayingWhatIsWrong } from './action-form.ts';
import { DrawnEffects, type Effect, effectMark, effectOf } from './drawn-effects.ts';
import { type Drawn, view } from './form-view.ts';
import { leftOut } from './leave-out.ts';
import { type FormMetadata, readMetadata } from './metadata.ts';
import { longestReason, type Reason, reasonFrom, reasonName, reasonWords } from './reason-field.ts';
import { sentAt } from './sent-at.ts';
import { readTicket, ticketFrom } from './ticket-field.ts';
import { whyRejected } from './why-rejected.ts';

/** A form does not wait longer than this for its preview; it is then drawn without, and again when the preview is there. */
const previewPatienceMs = 1_200;

type Sent = Awaited<ReturnType<Form['run']>>;

/** Opens an action's form: at once with a waiting view, since a trigger is valid for three seconds, then filled in. */
export async function openForm(
  interaction: Interaction,
  form: ActionForm,
  fill: () => Promise<Filled>,
  more: { reason?: string; ticket?: string | undefined; parent?: string; viewId?: string } = {},
): Promise<void> {
  const { app, who } = interaction;
  const viewId = more.viewId ?? (await openOver(interaction, waitingView({ title: form.title })));
  if (more.viewId !== undefined) await app.screen.update(viewId, waitingView({ title: form.title }));
  const lacking = who.lacking?.(form.action);
  if (lacking !== undefined) {
    await app.screen.update(viewId, problemView({ title: form.title, say: lacking }));
    return;
  }
  try {
    const filled = await fill();
    const reason: Reason = { text: more.reason ?? cut(filled.reason ?? '', longestReason) };
    const ticket = more.ticket ?? (app.policy.tickets === null ? '' : (ticketIn(app.policy.tickets, reason.text) ?? ''));
    const metadata: FormMetadata = {
      origin: more.parent === undefined ? interaction.origin : `again:${more.parent}`,
      branch: filled.branch,
      parent: more.parent,
    };
    await drawForm(app, viewId, { form, filled, reason, ticket, policy: app.policy, metadata, who }, 'first-empty');
  } catch (error) {
    const fault = asFault(error);
    interaction.log.warn({ code: fault.code, err: fault }, 'a form could not be opened');
    await app.screen.update(viewId, problemView({ title: form.title, say: fault.say, ref: fault.ref }));
  }
}

/** Draws the form with its preview, or, when that takes long, first without and then with it. Gives the effect that it shows in the end. */
async function drawForm(
  app: AppContext,
  viewId: string,
  drawn: Drawn,
  focus: 'first-empty' | 'none',
): Promise<Effect | undefined> {
  const { form, who } = drawn;
  const seen = { ...drawn.filled, at: { now: app.clock.now(), timeZone: who.timeZone } };
  const read = form.read(seen);
  const filled = sayingWhatIsWrong(seen, read);
  const preview = read.ok ? app.approvals.preview({ action: form.action, input: read.input, asker: who.id }) : undefined;
  // Awaited together: if both fail, neither is left without somebody who hears of it.
  const customer = read.ok ? undefined : filledId(filled, 'customer');
  const [fields, soon, lately, rejected] = await Promise.all([
    form.fields(app, who, filled),
    preview && within(app.clock, previewPatienceMs, preview, () => 'waiting' as const),
    customer && app.approvals.lately({ subjects: [subjectOf(customer)], except: who.id }),
    whyRejected(app, drawn.metadata.parent),
  ]);
  await app.screen.update(viewId, view({ ...drawn, filled, rejected, lately: lately || undefined }, fields, soon, focus));
  if (soon === 'waiting') await app.screen.update(viewId, view({ ...drawn, filled, rejected }, fields, await preview, 'none'));
  return effectOf(read, await preview);
}

/** What is typed in a form is never lost: a field that changed draws the preview again around it. */
export function createFormChange(forms: Readonly<Record<string, ActionForm>>, drawnEffects = new DrawnEffects()): FieldChange {
  return {
    callbackId: callbackIds.action,
    needs: (callbackId) => formNamed(forms, callbackId).action,
    async changed(press, values) {
      if (press.place.kind !== 'modal') return;
      const form = formNamed(forms, press.place.callbackId);
      const metadata = readMetadata(press.place.metadata);
      const seen = leftOut(form, filledFrom(values, form.names, metadata.branch), press);
      const { app, who } = press;
      const { viewId } = press.place;
      const drawing = async () => {
        const filled = (await form.complete?.(app, who, seen)) ?? seen;
        return drawForm(
          app,
          viewId,
          {
            ...{ form, filled, reason: reasonFrom(values), ticket: ticketFrom(values), policy: app.policy, who },
            metadata: { ...metadata, branch: filled.branch },
            // Somebody who is checking goes on checking.
            wasSent: metadata.checking,
          },
          'none',
        );
      };
      await drawnEffects.note(viewId, drawing());
    },
  };
}

/** A sent form: checked, put on the disk, and answered with a view that then shows what becomes of it. */
export function createActionForm(forms: Readonly<Record<string, ActionForm>>, drawnEffects = new DrawnEffects()): Form {
  return {
    callbackId: callbackIds.action,
    // The intake looks.
    needs: afresh,
    async run(submission) {
      const form = formNamed(forms, submission.callbackId);
      const metadata = readMetadata(submission.metadata);
      const filled = await sentAt(submission, form, filledFrom(submission.values, form.names, metadata.branch));
      const reason = reasonFrom(submission.values);
      const { policy } = submission.app;
      const typed = ticketFrom(submission.values);
      const read = form.read(filled);
      if (!read.ok) return { answer: { kind: 'errors', errors: errorsByBlock(read.errors, submission.values) } };
      // Learnt since the form was opened: nobody is to be asked for what cannot be done.
      const lacking = submission.app.permissions.lacking(form.action);
      if (lacking !== undefined) return { answer: { kind: 'update', view: problemView({ title: form.title, say: lacking }) } };
      const effect = await seenEffect(submission, drawnEffects, metadata, effectMark(read));
      if (effect === undefined) return showFirst(submission, { form, filled, reason, ticket: typed, policy, metadata });
      if (effect.asks && reasonWords(reason) === '') {
        const errors = { [reasonName]: speak('Give a reason: the approver needs it to decide.') };
        return { answer: { kind: 'errors', errors: errorsByBlock(errors, submission.values) } };
      }
      const given = readTicket(policy.tickets, { typed, reason: reasonWords(reason), required: effect.ticketed });
      if (!given.ok) return { answer: { kind: 'errors', errors: errorsByBlock(given.errors, submission.values) } };
      await askIt(submission, form, { input: read.input, reason: reasonWords(reason), ticket: given.ticket }, metadata);
      return { answer: { kind: 'update', view: checkingModal({ title: form.title }) } };
    },
  };
}

/** Slack wants its answer within three seconds, and people theirs at once. */
const answerWithinMs = 800;
/** How long what is just being drawn is waited for. */
const drawingWithinMs = 600;

/** What the sender has seen of what this would do; undefined when that is not what the form shows. */
async function seenEffect(
  { app, viewId }: Submission,
  drawnEffects: DrawnEffects,
  { shown, asks = false, ticketed = false }: FormMetadata,
  mark: string,
): Promise<Effect | undefined> {
  if (shown === mark) return { mark, asks, ticketed };
  const drawn = await within(app.clock, drawingWithinMs, drawnEffects.of(viewId), () => undefined);
  return drawn?.mark === mark ? drawn : undefined;
}

/** What was sent before anybody saw its effect comes back with it, and with all that was filled in; sending that does it. */
async function showFirst(submission: Submission, drawn: Omit<Drawn, 'who' | 'wasSent'>): Promise<Sent> {
  const { app, viewId } = submission;
  const showing = withEffect(submission, drawn);
  const soon = await within(app.clock, answerWithinMs, showing, () => 'late' as const);
  if (soon !== 'late') return { answer: { kind: 'update', view: soon } };
  return {
    answer: { kind: 'update', view: waitingView({ title: drawn.form.title, say: speak('Checking what will change…') }) },
    after: async () => void (await app.screen.update(viewId, await showing)),
  };
}

/** The form with its effect, or why it can't be shown; never throws. */
async function withEffect({ app, who: sender, log }: Submission, drawn: Omit<Drawn, 'who' | 'wasSent'>): Promise<ModalView> {
  const { form, filled } = drawn;
  try {
    const who = await whoIs(app, sender.id);
    mustHold(who, form.action);
    const read = form.read(filled);
    const [rejected, fields, preview] = await Promise.all([
      whyRejected(app, drawn.metadata.parent),
      form.fields(app, who, filled),
      read.ok ? app.approvals.preview({ action: form.action, input: read.input, asker: who.id }) : undefined,
    ]);
    return view({ ...drawn, who, rejected, wasSent: true }, fields, preview, 'first-empty');
  } catch (error) {
    const fault = asFault(error);
    log.warn({ code: fault.code, err: fault }, 'what a form would change could not be shown');
    return problemView({ title: form.title, say: fault.say, ref: fault.ref });
  }
}

async function askIt(
  { app, who, viewId }: Submission,
  form: ActionForm,
  asked: { input: unknown; reason: string; ticket: string | undefined },
  metadata: FormMetadata,
): Promise<void> {
  await app.approvals.ask({
    action: form.action,
    ...asked,
    asker: who.id,
    origin: originOfAsk(who.id, form, metadata.origin),
    viewId,
    parent: metadata.parent,
  });
}

/** A trigger belongs to one person, but metadata is seen by its owner: nobody can pose as another's repeated ask. */
export function originOfAsk(person: string, form: Pick<ActionForm, 'action'>, origin: string): string {
  return `${person}:${form.action}:${origin}`;
}

function formNamed(forms: Readonly<Record<string, ActionForm>>, callbackId: string): ActionForm {
  const form = forms[callbackId.slice(callbackIds.action.length + 1)];
  if (!form)
    throw new Fault('bad_input', speak('This form is from an older version. Close it and open it again.'), {
      message: 'a form of an unknown action came back',
    });
  return form;
}
