import { Fault } from '../errors.ts';
import { isRestored } from '../journal/restore.ts';
import { newSalt } from '../journal/seals.ts';
import type { Json } from '../lib/json.ts';
import { type ApprovalDeps, actionNamed, reach } from './deps.ts';
import { restoredSay } from './restored.ts';
import { askedStatement } from './seal/statement.ts';
import { insertDetails, insertRequest } from './store/changes.ts';
import { mustBeTicket } from './tickets.ts';

export type Asking = {
  action: string;
  input: unknown;
  reason: string;
  /** The number that the asker's help desk knows it by. */
  ticket?: string | undefined;
  asker: string;
  /** What makes a repeated delivery the same ask: derived from the trigger that opened the form. */
  origin: string;
  /** The view that is to show what becomes of it. */
  viewId?: string;
  /** The request that this one repeats. */
  parent?: string;
};

/**
 * Puts a request on the disk and returns its id; asking again with the same origin returns the first one's. Nothing is read or decided
 * yet: that is the intake's, so that Slack gets its answer after one commit and no back office.
 * Throws ZodError when the input is not the action's: forms check before they ask.
 */
export async function ask(deps: ApprovalDeps, asking: Asking): Promise<{ id: string; isNew: boolean }> {
  if (await isRestored(deps.db)) throw new Fault('refused', restoredSay);
  const action = actionNamed(deps, asking.action);
  const input = action.input.parse(asking.input);
  const id = deps.ids.reference();
  const stored = JSON.parse(JSON.stringify(input)) as unknown;
  const askedAt = deps.clock.now();
  const salt = newSalt();
  const subjects = action.subjects(input);
  const beneficiary = action.beneficiary?.(input);
  const { asker, origin, parent, reason, ticket } = asking;
  mustBeTicket(deps.policy.tickets, ticket);
  // Nobody who can write to the database can ask in somebody's name.
  const sealed = askedStatement({
    id,
    action: action.name,
    asker,
    askedAt,
    origin,
    parent,
    subjects,
    beneficiary,
    input: stored,
    reason,
    ticket,
    salt,
  });
  const seal = deps.seals.seal(sealed);
  await reach(deps, 'ask:before-commit', id);
  const outcome = await deps.db.transaction().execute(async (tx) => {
    const first = await insertRequest(tx, {
      id,
      origin,
      action: action.name,
      state: 'checking',
      asker,
      asked_at: askedAt,
      touches: 1,
      votes_needed: 0,
      parent: parent ?? null,
      version: 1,
      subjects: JSON.stringify(subjects),
      beneficiary: beneficiary ?? null,
      seal,
    });
    if (first !== undefined) return { id: first, isNew: false };
    await insertDetails(tx, { request_id: id, input: JSON.stringify(stored), reason, ticket, salt });
    if (asking.viewId !== undefined) {
      await tx
        .insertInto('copies')
        .values({ request_id: id, kind: 'modal', channel: 'modal', ts: asking.viewId, person: asker, drawn_version: 1 })
        .onConflict((conflict) => conflict.columns(['channel', 'ts']).doUpdateSet({ request_id: id, drawn_version: 1 }))
        .execute();
    }
    await deps.journal.append(tx, {
      kind: 'request.asked',
      requestId: id,
      actor: asker,
      data: { action: action.name, sealed, seal },
      personal: { input: stored as Json, reason, ticket }, // safe: it has just come out of JSON
    });
    await deps.jobs.schedule(tx, 'intake', id);
    return { id, isNew: true };
  });
  await reach(deps, 'ask:after-commit', outcome.id);
  deps.jobs.kick();
  return outcome;
}
