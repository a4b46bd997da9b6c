/** Submitting and closing modals. docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
import { held, valuesOf } from '../blocks.ts';
import { deliver, troubleConnecting } from '../deliveries.ts';
import type { ViewValues } from '../page-protocol.ts';
import { closedPayload, submissionPayload } from '../payloads.ts';
import { Refused, refusedFor } from '../refused.ts';
import { issueResponseUrl } from '../response-url.ts';
import { keep, type Site } from '../site.ts';
import { isMember, type StoredView, stackOf } from '../state.ts';
import { isThing, type Thing, text, things } from '../thing.ts';
import { checkedView, pushModal, removeViews, updateView } from '../views.ts';
import { type Acted, badAck, refusedByClient, settled } from './acted.ts';
import { modalPlace } from './clicking.ts';
import { entryErrors } from './entry-errors.ts';

export async function submit(site: Site, person: string, viewId: string, values: ViewValues): Promise<Acted> {
  const stored = modalPlace(site, person, viewId)?.view;
  if (stored === undefined || stackOf(site.state, person).at(-1) !== stored)
    return refusedByClient('This form is no longer open.');
  if (stored.busy) return refusedByClient('This form is being sent.');
  const blocks = things(stored.view.blocks);
  stored.values = valuesOf(blocks, { ...stored.values, ...values });
  stored.errors = entryErrors(blocks, stored.values);
  if (Object.keys(stored.errors).length > 0) {
    site.state.changed();
    return refusedByClient(Object.values(stored.errors).join(' '));
  }
  stored.busy = true;
  site.state.changed();
  const payload = submissionPayload(site, person, stored, responseUrls(site, person, stored));
  const acked = await deliver(site, { kind: 'interactive', payload });
  stored.busy = false;
  site.state.changed();
  if (acked.outcome !== 'acked') return settled(site, person, acked);
  try {
    return { ...answer(site, person, stored, acked.body), ackMs: acked.ackMs, body: acked.body };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return badAck(site, person, acked.ackMs, error, troubleConnecting);
  }
}

/** Does what the ack asks for. @throws Refused for what Slack does not take */
function answer(site: Site, person: string, stored: StoredView, body: unknown): Omit<Acted, 'ackMs'> {
  const action = isThing(body) ? body.response_action : undefined;
  const open = site.state.views.has(stored.id);
  switch (isThing(body) ? action : undefined) {
    case 'errors': {
      stored.errors = checkedErrors(site, stored, isThing(body) ? body.errors : undefined);
      site.state.changed();
      return { ok: false, say: Object.values(stored.errors).join(' ') };
    }
    case 'update':
      if (open)
        updateView(site, stored, checkedView(site, isThing(body) ? body.view : undefined, 'modal', 'ack update'), undefined);
      return { ok: true };
    case 'push':
      pushModal(site, person, checkedView(site, isThing(body) ? body.view : undefined, 'modal', 'ack push'));
      return { ok: true };
    case 'clear':
      removeViews(
        site,
        person,
        stackOf(site.state, person).map((view) => view.id),
      );
      return { ok: true };
    case undefined:
      removeViews(site, person, [stored.id]);
      return { ok: true };
    default:
      throw ackProblem(site, '/response_action', `${JSON.stringify(action)} is not a response_action`);
  }
}

/** Errors are at inputs, by block_id. */
function checkedErrors(site: Site, stored: StoredView, errors: unknown): Record<string, string> {
  const inputs = things(stored.view.blocks)
    .filter((block) => block.type === 'input')
    .map((block) => String(block.block_id));
  const entries = isThing(errors) ? Object.entries(errors) : [];
  if (entries.length === 0) throw ackProblem(site, '/errors', 'must name at least one input');
  return Object.fromEntries(
    entries.map(([blockId, say]) => {
      if (!inputs.includes(blockId))
        throw ackProblem(site, `/errors/${blockId}`, 'is not the block_id of an input of this modal');
      if (typeof say !== 'string' || say === '') throw ackProblem(site, `/errors/${blockId}`, 'must be a text');
      return [blockId, say];
    }),
  );
}

function ackProblem(site: Site, pointer: string, say: string): Refused {
  const problems = [{ pointer, say }];
  keep(site.refusals, { where: 'ack of a form', error: 'invalid_ack', problems });
  return refusedFor(problems, 'invalid_ack');
}

function responseUrls(site: Site, person: string, stored: StoredView): Thing[] {
  return things(stored.view.blocks).flatMap((block) => {
    const element = isThing(block.element) ? block.element : {};
    const channel = text(held(stored.values[String(block.block_id)]?.[String(element.action_id)]));
    if (element.response_url_enabled !== true || channel === undefined || !isMember(site.state, person, channel)) return [];
    const url = issueResponseUrl(site, { person, channel });
    return [{ block_id: block.block_id, action_id: element.action_id, channel_id: channel, response_url: url }];
  });
}

/** Closes a modal (with `all`, the whole stack); the app hears of it if it asked to. */
export async function close(site: Site, person: string, viewId: string, all: boolean): Promise<Acted> {
  const stored = modalPlace(site, person, viewId)?.view;
  if (stored === undefined) return refusedByClient('This form is no longer open.');
  const clears = all || stored.view.clear_on_close === true;
  const closing = clears ? stackOf(site.state, person).reverse() : [stored];
  removeViews(
    site,
    person,
    closing.map((view) => view.id),
  );
  const told = closing.filter((view) => view.view.notify_on_close === true);
  const acks = await Promise.all(
    told.map((view) => deliver(site, { kind: 'interactive', payload: closedPayload(site, person, view, clears) })),
  );
  return { ok: true, ackMs: Math.max(0, ...acks.map((ack) => ack.ackMs)) };
}
