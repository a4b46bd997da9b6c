import type { RequestRecord } from '../../approvals/request.ts';
import { requestView } from '../../slack/request-view.ts';
import { type QueueProps, queueMessage } from '../../views/approvals/queue.ts';
import type { RequestAudience, RequestView } from '../../views/request/view.ts';
import { answerWith } from '../answer.ts';
import type { Command, Who } from '../context.ts';
import type { Kit } from '../kit.ts';
import { decidesAnything } from './decides.ts';

/** `/approvals`: what waits for the caller, and what they asked for. */
export const approvalsCommands: Command[] = [
  {
    command: 'approvals',
    verb: '',
    usage: '',
    description: 'What waits for you, and what you asked for',
    needs: undefined,
    run: (interaction) =>
      answerWith(interaction, async () => queueMessage(await queueFor(interaction.kit, interaction.who)), {
        tryAgain: 'approvals',
      }),
  },
];

/** Both lists, for `/approvals` and the Home. Throws Fault('slack_unavailable') when nobody says who this person is. */
export async function queueFor(kit: Kit, who: Who): Promise<QueueProps> {
  const { toDecide, toDecideTotal, askedFor } = await kit.approvals.gallery.queueOf(who.id);
  const drawn = (records: readonly RequestRecord[], audience: RequestAudience) =>
    records.flatMap((record) => drawnFor(kit, record, audience) ?? []);
  return {
    now: kit.clock.now(),
    timeZone: who.timeZone,
    canDecide: decidesAnything(kit.policy, who.roles),
    toDecide: drawn(toDecide, 'approver'),
    toDecideTotal,
    asked: drawn(askedFor, 'asker'),
    askedTotal: askedFor.length,
  };
}

/** A request as its reader sees it; undefined while it is in a state that nobody is shown. */
export function drawnFor(
  kit: Kit,
  record: RequestRecord,
  audience: RequestAudience,
  approvers?: readonly string[],
): RequestView | undefined {
  return requestView(record, { label: kit.actions[record.action]?.label ?? record.action, audience, approvers });
}
