import { isIn } from '../../approvals/machine.ts';
import type { RequestRecord } from '../../approvals/request.ts';
import { asFault } from '../../errors.ts';
import type { CustomerContext } from '../../views/request/customer-context.ts';
import type { Interaction } from '../context.ts';
import { drawnFor } from './queue.ts';

/** How many requests of the same customer are looked through, newest first. */
const lookedThrough = 40;
const readMs = 4_000;

/** What else is known of the one customer that a request is about; undefined if it is about none, or several. Never throws. */
export async function customerContextOf(
  { app, who, log }: Pick<Interaction, 'app' | 'who' | 'log'>,
  record: RequestRecord,
): Promise<CustomerContext | undefined> {
  const [id, another] = record.subjects.flatMap((subject) => /^customer:(\d+)$/.exec(subject)?.[1] ?? []).map(Number);
  if (id === undefined || another !== undefined) return undefined;
  const branchId = record.branch ?? app.policy.branch;
  const reading =
    who.may('read.customer') && branchId !== null
      ? app.readers.operations.customers
          .details({ params: { id }, query: { branchId } }, { deadlineMs: readMs, canWait: true })
          .catch(() => undefined)
      : undefined;
  try {
    const [{ requests }, details] = await Promise.all([
      app.approvals.history({ customer: id, from: 0, size: lookedThrough }),
      reading,
    ]);
    const others = requests.filter((one) => one.id !== record.id).flatMap((one) => drawnFor(app, one, 'approver') ?? []);
    return {
      open: others.filter(({ state }) => isIn('open', state)),
      rejected: others.filter(({ state }) => state === 'rejected'),
      customer:
        details === undefined
          ? undefined
          : {
              tags: details.tags ?? [],
              rides: details.statistics?.rides,
              lastRentalAt: details.statistics?.lastRentalAt,
            },
    };
  } catch (error) {
    log.warn({ err: asFault(error) }, 'what else is known of a request’s customer could not be read');
    return undefined;
  }
}
