import type { RequestRecord } from '../../approvals/request.ts';
import { Fault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { noteView } from '../../views/common/note.ts';
import type { PlainWords } from '../../views/common/plain.ts';
import { actionIds, callbackIds } from '../../views/ids.ts';
import { approveQuestion } from '../../views/request/approve-question.ts';
import { mayDecide } from '../approvals/decides.ts';
import { afresh, type Button, type Form, type Interaction } from '../context.ts';
import { keepCopy } from './copies.ts';
import { tellOutcome } from './decide.ts';

/** What a waiting request changes, with nothing masked: it is in the journal before it is shown. Undefined if nothing is masked. */
export async function inFull({ app, who }: Interaction, record: RequestRecord): Promise<PlainWords | undefined> {
  if (record.preview?.hides !== true || record.state !== 'pending') return undefined;
  const plain = app.approvals.inFull(record);
  if (plain === undefined) return undefined;
  await app.approvals.record({
    kind: 'reveal.request',
    actor: who.id,
    data: { request: record.id, ...customerIn(record) },
  });
  return plain;
}

function customerIn({ subjects }: RequestRecord): { customer?: number } {
  const id = subjects.flatMap((subject) => /^customer:(\d+)$/.exec(subject)?.[1] ?? [])[0];
  return id === undefined ? {} : { customer: Number(id) };
}

/** **Approve**, if a card can't show what the yes is to: old and new are shown first, to those who may decide it. */
export const askBeforeApproving: Button = {
  id: actionIds.askBeforeApproving,
  needs: undefined,
  async run(press) {
    const { app, who } = press;
    const record = await app.approvals.postedMessages.load(press.value.slice(0, 40));
    if (record === undefined) throw new Fault('not_found', speak('This request does not exist any more.'));
    await keepCopy(press);
    const plain = (await mayDecide(press, record)) ? await inFull(press, record) : undefined;
    // Anyone who may not, and what is over: the decision itself says why.
    if (plain === undefined)
      return tellOutcome(press, await app.approvals.decide({ id: record.id, person: who.id, verdict: 'approve' }));
    await app.screen.open(
      press.triggerId,
      approveQuestion({ id: record.id, plain, reason: record.reason }),
      press.place.kind === 'modal' ? 'modal' : 'message',
    );
    return undefined;
  },
};

/** The yes after the question. */
export const approveAnswer: Form = {
  callbackId: callbackIds.approveQuestion,
  needs: afresh,
  async run({ app, who, metadata }) {
    const outcome = await app.approvals.decide({ id: metadata, person: who.id, verdict: 'approve' });
    return outcome.kind === 'counted'
      ? { answer: { kind: 'clear' } }
      : { answer: { kind: 'update', view: noteView({ title: speak('Not approved'), plain: { title: outcome.why } }) } };
  },
};
