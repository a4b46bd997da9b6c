import { speak } from '../../lib/language/speak.ts';
import type { Message } from '../../views/common/blocks.ts';
import { historyMessage } from '../../views/customer/history.ts';
import { actionIds } from '../../views/ids.ts';
import { readPointer, writePointer } from '../../views/pointer.ts';
import { answerWith, inItsPlace, whereItWas } from '../answer.ts';
import { drawnFor } from '../approvals/queue.ts';
import type { Button, Interaction } from '../context.ts';
import { pointedCustomer } from '../subjects/customer-of-pointer.ts';
import { redactorFor } from '../subjects/look-up.ts';

const title = 'History';
const needs = 'read.customer';
const pageSize = 8;
/** Of the looks, the newest. */
const mostLooks = 10;

/** **History**: what was requested and given for a customer, by whom; who looked at them, for those who may read the journal. */
export const historyButtons: readonly Button[] = [
  {
    id: actionIds.customerHistory,
    needs,
    async run(press) {
      const where = await whereItWas(press, speak(title));
      await answerWith(where, () => historyPage(where, press.value));
      return undefined;
    },
  },
  {
    id: actionIds.turnHistory,
    needs,
    async run(press) {
      const where = await inItsPlace(press, speak(title));
      await answerWith(where, () => historyPage(where, press.value));
      return undefined;
    },
  },
];

async function historyPage({ app, who }: Interaction, value: string): Promise<Message> {
  const { customerId, branchId } = await pointedCustomer(app, value);
  const { page = 0 } = readPointer(value);
  const from = page * pageSize;
  const mayAudit = who.may('read.audit');
  const [customer, { requests, hasMore }, looks] = await Promise.all([
    // Read first of all for the right to see them: a grant may be bounded by branch.
    app.readers.operations.customers.get({ params: { id: customerId } }),
    app.approvals.history({ customer: customerId, from, size: pageSize }),
    mayAudit && page === 0 ? app.audit.find({ customer: customerId, kind: 'look' }, {}, mostLooks) : undefined,
  ]);
  const turn = (to: number) => writePointer({ customer: customerId, branch: branchId, page: to });
  return historyMessage({
    who: redactorFor(app).person(customer),
    requests: requests.flatMap((record) => drawnFor(app, record, 'approver') ?? []),
    from,
    looks: looks === undefined ? undefined : looks.entries.map(({ actor, at }) => ({ person: actor, at })),
    previous: page > 0 ? turn(page - 1) : undefined,
    next: hasMore ? turn(page + 1) : undefined,
    now: app.clock.now(),
    timeZone: who.timeZone,
  });
}
