import type { DecisionPress } from '../../approvals/press.ts';
import type { RequestRecord } from '../../approvals/request.ts';
import { Fault } from '../../errors.ts';
import { wordsNow } from '../../lib/language/both.ts';
import { speak } from '../../lib/language/speak.ts';
import {
  type SeveralListed,
  type SeveralOutcome,
  severalMessage,
  severalOutcomes,
  severalReason,
  severalView,
} from '../../views/approvals/several.ts';
import { noteView } from '../../views/common/note.ts';
import { actionIds, callbackIds, readShown, shownAs } from '../../views/ids.ts';
import { openOver } from '../answer.ts';
import { afresh, type Button, type Form, type Interaction, type Press, type ViewValues } from '../context.ts';
import { textOf } from '../engine/values.ts';
import { inFull } from '../request/in-full.ts';
import { whoIs } from '../rights.ts';
import { drawnFor } from './queue.ts';

/** After so long no further decision is begun: Slack waits three seconds for its ack. */
const beginWithinMs = 1_500;
/** Decisions that are recorded beside each other. */
const atOnce = 4;

/** **Decide several**, in the Home and in `/approvals`. */
const open: Button = {
  id: actionIds.decideSeveral,
  needs: undefined,
  async run(press) {
    await openOver(press, await listOf(press, undefined));
    return undefined;
  },
};

/** Another action than the one with the nearest deadline. */
const chooseAction: Button = {
  id: actionIds.chooseAction,
  needs: undefined,
  async run(press) {
    if (press.place.kind !== 'modal') return undefined;
    await press.app.screen.update(press.place.viewId, await listOf(press, press.value.slice(0, 80)));
    return undefined;
  },
};

/** A checkbox: what decides says how many are chosen. */
const chooseOne: Button = {
  id: actionIds.chooseOne,
  needs: undefined,
  async run(press) {
    await drawAgain(press);
    return undefined;
  },
};

/** The list as it is opened. What an approver has to see in full is in the journal first. */
async function listOf(press: Press, wanted: string | undefined) {
  const { actions, records } = await press.app.approvals.postedMessages.severalOf(press.who.id, wanted);
  const [first] = records;
  if (first === undefined)
    return noteView({
      title: speak('Decide several'),
      plain: { title: speak('Nothing is waiting that you can decide together with others.') },
    });
  for (const record of records) if (record.risk === 'destructive') await inFull(press, record);
  return draw(press, records, { action: first.action, actions, chosen: [] });
}

function draw(
  { app, who }: Interaction,
  records: readonly RequestRecord[],
  list: { action: string; actions: readonly { action: string; count: number }[]; chosen: readonly string[]; problem?: string },
) {
  const requests = records.flatMap((record) => {
    const view = drawnFor(app, record, 'approver');
    const whole = record.risk === 'destructive' && record.preview?.hides === true ? app.approvals.inFull(record) : undefined;
    return view === undefined ? [] : [whole === undefined ? view : { ...view, plain: whole }];
  });
  return severalView(
    {
      actions: list.actions.map((one) => ({ ...one, label: app.actions[one.action]?.label ?? one.action })),
      action: list.action,
      requests,
      chosen: list.chosen,
      problem: list.problem,
    },
    { now: app.clock.now(), timeZone: who.timeZone, audience: 'approver' },
  );
}

/** The same requests, as far as they still wait for this person, with what is chosen now. */
async function drawAgain(press: Press, problem?: string): Promise<void> {
  if (press.place.kind !== 'modal') return;
  const { viewId, metadata, values = {} } = press.place;
  const { action, ids } = listedIn(metadata);
  const { actions, records } = await press.app.approvals.postedMessages.severalOf(press.who.id, action);
  const still = records.filter((record) => record.action === action && ids.includes(shownAs(record)));
  const view =
    still.length === 0
      ? noteView({ title: speak('Decide several'), plain: { title: speak('None of these is waiting for you any more.') } })
      : draw(press, still, { action, actions, chosen: chosenIn(values, ids), problem });
  // Without the view's hash: of two boxes that are ticked at once, the second must not be left out of the count.
  await press.app.screen.update(viewId, view);
}

function listedIn(metadata: string): SeveralListed {
  // safe: Slack gives back what the view was opened with, signed
  return JSON.parse(metadata) as SeveralListed;
}

function chosenIn(values: ViewValues, ids: readonly string[]): string[] {
  const chosen = new Set(
    Object.values(values).flatMap((block) =>
      Object.values(block).flatMap(({ selected_options }) => (selected_options ?? []).map(({ value }) => value)),
    ),
  );
  return ids.filter((id) => chosen.has(id));
}

/** What is chosen, if it is what the button said. */
function chosenFor(press: Press): string[] | undefined {
  if (press.place.kind !== 'modal') throw new Fault('not_found', speak('Open the list again.'));
  const chosen = chosenIn(press.place.values ?? {}, listedIn(press.place.metadata).ids);
  return chosen.length > 0 && String(chosen.length) === press.value ? chosen : undefined;
}

const changedSay = () => speak('What is chosen has changed since the button was drawn. Nothing was recorded; press again.');

/** **Approve 3**: each is a vote of its own, on the disk before Slack gets its ack. */
const approveSeveral: Button = {
  id: actionIds.approveSeveral,
  needs: afresh,
  ackAfter: true,
  async run(press) {
    const chosen = chosenFor(press);
    if (chosen === undefined) return async () => drawAgain({ ...press, who: await whoIs(press.app, press.who.id) }, changedSay());
    const outcomes = await decideEach(press, chosen, { verdict: 'approve' });
    return async () => {
      const view = severalOutcomes(outcomes);
      const isShown = press.place.kind === 'modal' && (await press.app.screen.update(press.place.viewId, view));
      // It was closed meanwhile: what became of each is told all the same.
      if (!isShown) await press.reply(severalMessage(outcomes));
    };
  },
};

/** **Reject 3** asks why first, once. */
const rejectSeveral: Button = {
  id: actionIds.rejectSeveral,
  needs: undefined,
  async run(press) {
    const chosen = chosenFor(press);
    if (chosen === undefined) await drawAgain(press, changedSay());
    else if (press.place.kind === 'modal')
      await press.app.screen.update(
        press.place.viewId,
        severalReason({ count: chosen.length, metadata: JSON.stringify(chosen) }),
      );
    return undefined;
  },
};

const reasonForAll: Form = {
  callbackId: callbackIds.severalReason,
  needs: afresh,
  async run(submission) {
    const reason = textOf(submission.values, 'reason');
    if (reason === undefined)
      return { answer: { kind: 'errors', errors: { reason: speak('Say why: everyone who asked will read it.') } } };
    // safe: Slack gives back what the form was opened with, signed
    const chosen = JSON.parse(submission.metadata) as string[];
    const outcomes = await decideEach(submission, chosen, { verdict: 'reject', reason });
    return { answer: { kind: 'update', view: severalOutcomes(outcomes) } };
  },
};

type Verdict = { verdict: 'approve' } | { verdict: 'reject'; reason: string };

/** Each through the gate that a single press goes through, a few beside each other. In the order of the list. */
async function decideEach({ app, who }: Interaction, ids: readonly string[], verdict: Verdict): Promise<SeveralOutcome[]> {
  const startedMs = performance.now();
  const outcomes: SeveralOutcome[] = [];
  const left = [...ids.entries()];
  const lane = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [at, shown] = next;
      const { id, revision } = readShown(shown);
      const press =
        performance.now() - startedMs > beginWithinMs
          ? ({ kind: 'not-counted', why: speak('There was no time left for this one. Decide it again.'), stale: false } as const)
          : await app.approvals.decide({ id, revision, person: who.id, ...verdict });
      const record = await app.approvals.postedMessages.load(id);
      outcomes[at] = {
        title: record?.preview === undefined ? speak('Request {id}', { id }) : wordsNow(record.preview).one.title,
        ...worded(press, record),
      };
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return outcomes;
}

function worded(press: DecisionPress, record: RequestRecord | undefined): Omit<SeveralOutcome, 'title'> {
  if (press.kind === 'not-counted') return { counted: false, say: press.why };
  if (press.state === 'rejected') return { counted: true, say: speak('Rejected.') };
  if (press.state === 'stale')
    return { counted: true, say: speak('Facts changed: something changed since this was requested, so nothing was done.') };
  if (press.state !== 'pending') return { counted: true, say: speak('Approved. The card shows what becomes of it.') };
  const given = record?.votes.filter(({ verdict }) => verdict === 'approve').length ?? 1;
  const more = Math.max(1, (record?.votesNeeded ?? given + 1) - given);
  return {
    counted: true,
    say: speak(
      '{more, plural, one {Approved by you; # more approval needed.} other {Approved by you; # more approvals needed.}}',
      { more },
    ),
  };
}

export const severalButtons: readonly Button[] = [open, chooseAction, chooseOne, approveSeveral, rejectSeveral];
export const severalForms: readonly Form[] = [reasonForAll];
