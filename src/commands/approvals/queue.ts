import type { RequestRecord } from '../../approvals/request.ts';
import { spoken } from '../../lib/language/speak.ts';
import { requestView } from '../../slack/request-view.ts';
import { type QueueProps, queueMessage } from '../../views/approvals/queue.ts';
import type { RequestAudience, RequestView } from '../../views/request/view.ts';
import { answerWith } from '../answer.ts';
import type { AppContext } from '../app-context.ts';
import type { Command, Who } from '../context.ts';
import { decidesAnything } from './decides.ts';

/** `/approvals`: what waits for the caller, and what they asked for. */
export const approvalsCommands: Command[] = spoken([
  {
    command: 'approvals',
    verb: '',
    usage: '',
    description: 'Requests waiting for you, and your own',
    needs: undefined,
    run: (interaction) =>
      answerWith(interaction, async () => queueMessage(await queueFor(interaction.app, interaction.who, 0)), {
        tryAgain: 'approvals',
      }),
  },
]);

/**
 * The lists of `/approvals` and the Home: of what waits, what comes after so many. Throws Fault('slack_unavailable') when nobody says who
 * this person is.
 */
export async function queueFor(app: AppContext, who: Who, from: number | 'kept'): Promise<QueueProps> {
  const queue = await app.approvals.postedMessages.queueOf(who.id, from);
  const drawn = (records: readonly RequestRecord[], audience: RequestAudience) =>
    records.flatMap((record) => drawnFor(app, record, audience) ?? []);
  return {
    now: app.clock.now(),
    timeZone: who.timeZone,
    canDecide: decidesAnything(app.policy, who.roles),
    toDecide: drawn(queue.toDecide, 'approver'),
    toDecideTotal: queue.toDecideTotal,
    from: queue.from,
    open: drawn(queue.open, 'asker'),
    openTotal: queue.openTotal,
    ended: drawn(queue.ended, 'asker'),
  };
}

/** A request as its reader sees it; undefined while it is in a state that nobody is shown. */
export function drawnFor(
  app: AppContext,
  record: RequestRecord,
  audience: RequestAudience,
  approvers?: readonly string[],
): RequestView | undefined {
  return requestView(record, {
    label: app.actions[record.action]?.label ?? record.action,
    audience,
    policy: app.policy,
    approvers,
  });
}
