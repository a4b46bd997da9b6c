import type { App } from '@slack/bolt';
import { asFault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { problemView } from '../../views/common/problem.ts';
import { baseOf } from '../../views/ids.ts';
import type { AppContext } from '../app-context.ts';
import { boundedApp } from '../bounded.ts';
import { afresh, type Form, type Submission, type SubmitAnswer, type ViewValues } from '../context.ts';
import { lookingApp } from '../looking.ts';
import { spendingApp } from '../own-app.ts';
import type { Registry } from '../registry.ts';
import { mustHold, neededFor, whoIs } from '../rights.ts';
import { actOf, mustBeOfHome, repliesByWhisper, tellFault } from './interaction.ts';

/** Sent forms: what is asked or decided is on the disk before Slack gets its answer. */
export function addFormListeners(bolt: App, app: AppContext, registry: Registry): void {
  bolt.view({ type: 'view_submission', callback_id: /.*/ }, async ({ body, view, ack }) => {
    const form = registry.forms.find(({ callbackId }) => callbackId === baseOf(view.callback_id));
    if (!form) {
      await ack();
      return;
    }
    const triggerId = 'trigger_id' in body && typeof body.trigger_id === 'string' ? body.trigger_id : view.id;
    const act = actOf(app, { person: body.user.id, team: body.team?.id, triggerId, what: view.callback_id });
    const needed = neededFor(form.needs, view.callback_id);
    const bounded = boundedApp(
      spendingApp(app, body.user.id),
      needed === afresh ? undefined : needed,
      async () => (await whoIs(app, body.user.id)).roles,
    );
    const own = lookingApp(bounded, body.user.id);
    const submission: Submission = {
      ...repliesByWhisper(app, body.user.id, undefined),
      app: own,
      // Rights are looked up where they matter: by the intake, or when a decision is counted.
      who: { id: body.user.id, name: body.user.name, timeZone: 'UTC', roles: [], may: () => false },
      log: act.log,
      ref: act.ref,
      triggerId,
      origin: act.origin,
      channel: undefined,
      viewId: view.id,
      callbackId: view.callback_id,
      metadata: view.private_metadata,
      values: view.state.values as ViewValues, // safe: Slack's own shape, read with every part optional
    };
    try {
      await mustBeOfHome(app, body.user);
      const { answer, after } = await form.run(submission);
      await ack(...ackOf(answer));
      if (after !== undefined && (await mayGoOn(app, form, submission))) await after();
    } catch (error) {
      const fault = asFault(error);
      await ack({
        response_action: 'update',
        view: problemView({ title: speak('Not possible'), say: fault.say, ref: fault.ref }),
      });
      await tellFault(act, fault, () => Promise.resolve());
    }
  });
  bolt.view({ type: 'view_closed', callback_id: /.*/ }, async ({ ack }) => ack());
}

/** Whether the grant that the form takes is held now, a moment after it was sent; if not, the form says so. */
async function mayGoOn(app: AppContext, { needs }: Form, { callbackId, viewId, who }: Submission): Promise<boolean> {
  const needed = neededFor(needs, callbackId);
  if (needed === afresh) return true;
  try {
    mustHold(await whoIs(app, who.id, { offers: false }), needed);
    return true;
  } catch (error) {
    const fault = asFault(error);
    await app.screen.update(viewId, problemView({ title: speak('Not possible'), say: fault.say, ref: fault.ref }));
    return false;
  }
}

type AckArguments =
  | []
  | [{ response_action: 'clear' }]
  | [{ response_action: 'errors'; errors: Record<string, string> }]
  | [{ response_action: 'update'; view: Extract<SubmitAnswer, { kind: 'update' }>['view'] }];

function ackOf(answer: SubmitAnswer): AckArguments {
  switch (answer.kind) {
    case 'close':
      return [];
    case 'clear':
      return [{ response_action: 'clear' }];
    case 'errors':
      return [{ response_action: 'errors', errors: { ...answer.errors } }];
    case 'update':
      return [{ response_action: 'update', view: answer.view }];
  }
}
