import type { App, BlockAction } from '@slack/bolt';
import { baseOf, fieldId, lookupIds } from '../../views/ids.ts';
import type { AppContext } from '../app-context.ts';
import { type After, afresh, type Button, type Needs, type Press, type Replies, type ViewValues } from '../context.ts';
import type { Registry } from '../registry.ts';
import { mustHold, neededFor, whoIs } from '../rights.ts';
import { type Act, actOf, interactionOf, mustBeOfHome, repliesBy, repliesByWhisper, tellFault } from './interaction.ts';

const fieldBases = new Set<string>([fieldId, ...Object.values(lookupIds)]);

/** Buttons and menus, and changes of a form's fields. Decisions are on the disk before Slack gets its ack; all else is acked at once. */
export function addButtonListeners(bolt: App, app: AppContext, registry: Registry): void {
  bolt.action<BlockAction>(/.*/, async ({ body, ack }) => {
    const element = body.actions[0];
    const base = element === undefined ? '' : baseOf(element.action_id);
    const button = registry.buttons.find(({ id }) => id === base);
    if (!button?.ackAfter) await ack();
    if (element === undefined || (!button && !fieldBases.has(base))) return;
    const act = actOf(app, { person: body.user.id, team: body.team?.id, triggerId: body.trigger_id, what: base });
    const pressed = { act, replies: repliesFor(app, body) };
    try {
      if (button?.ackAfter) {
        await decided(app, button, body, pressed, ack);
        return;
      }
      await mustBeOfHome(app, body.user);
      if (!button) await fieldChanged(app, registry, body, pressed);
      else if (await app.approvals.firstDelivery(`press:${act.origin}`)) {
        const after = await button.run(await pressOf(app, body, pressed, button.needs));
        await after?.();
      }
    } catch (error) {
      await tellFault(act, error, pressed.replies.reply);
    }
  });
}

/** Recorded first, acked then, told last; a fault is acked, too, since it is told in words. */
async function decided(
  app: AppContext,
  button: Button,
  body: BlockAction,
  pressed: Pressed,
  ack: () => Promise<void>,
): Promise<void> {
  let after: After | undefined;
  try {
    await mustBeOfHome(app, body.user);
    after = await button.run(await pressOf(app, body, pressed, button.needs));
  } finally {
    await ack();
  }
  await after?.();
}

type Pressed = { act: Act; replies: Replies };

/** A decision looks rights up by itself, afresh; everything else is told here who presses and checked for its grant. */
async function pressOf(app: AppContext, body: BlockAction, { act, replies }: Pressed, needs: Needs): Promise<Press> {
  const needed = neededFor(needs, body.view?.callback_id ?? '');
  const who =
    needed === afresh
      ? { id: act.person, name: act.person, timeZone: 'UTC', roles: [], may: () => false }
      : await whoIs(app, act.person);
  if (needed !== afresh) mustHold(who, needed);
  const element = body.actions[0];
  return {
    ...interactionOf(app, act, replies, who, needed === afresh ? undefined : needed, body.channel?.id),
    value: element === undefined ? '' : pressedValue(element),
    actionId: element?.action_id ?? '',
    place: placeOf(body),
  };
}

function pressedValue(element: BlockAction['actions'][number]): string {
  if ('selected_option' in element) return element.selected_option?.value ?? '';
  return 'value' in element ? (element.value ?? '') : '';
}

function placeOf(body: BlockAction): Press['place'] {
  const { view, container } = body;
  if (view !== undefined && view.type === 'modal') {
    const values = (view.state?.values ?? {}) as ViewValues; // safe: Slack's own shape, read with every part optional
    return {
      kind: 'modal',
      viewId: view.id,
      hash: view.hash,
      metadata: view.private_metadata,
      callbackId: view.callback_id,
      values,
    };
  }
  if (view !== undefined) return { kind: 'home' };
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    kind: 'message',
    channel: text(container.channel_id) || (body.channel?.id ?? ''),
    ts: text(container.message_ts),
    ephemeral: container.is_ephemeral === true,
  };
}

function repliesFor(app: AppContext, body: BlockAction): Replies {
  // Slack gives views no response_url.
  const { response_url: responseUrl, user, channel } = body;
  return responseUrl
    ? repliesBy(app, { responseUrl, person: user.id, channel: channel?.id }, 'press')
    : repliesByWhisper(app, user.id, channel?.id);
}

async function fieldChanged(app: AppContext, registry: Registry, body: BlockAction, pressed: Pressed): Promise<void> {
  const place = placeOf(body);
  if (place.kind !== 'modal') return;
  const handler = registry.fieldChanges.find(({ callbackId }) => callbackId === baseOf(place.callbackId));
  if (!handler) return;
  await handler.changed(await pressOf(app, body, pressed, handler.needs), place.values ?? {});
}
