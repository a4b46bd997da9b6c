import type { Readers } from '../actions/define.ts';
import type { CallOptions } from '../api/table.ts';
import { spoken } from '../lib/language/speak.ts';
import { personIn } from '../lib/subject.ts';
import type { AppContext } from './app-context.ts';

type Call = (
  args: { params?: Record<string, unknown>; query?: Record<string, unknown> },
  options?: CallOptions,
) => Promise<unknown>;
type Sight = { saw: string; whom: 'id' | 'userId' | 'guserId' | 'customerId' };

/** Reads about one customer, what they show, and which parameter names whom. Lists of hits show nobody in particular. */
const sights: Readonly<Record<string, Sight>> = spoken({
  'customers.get': { saw: 'profile', whom: 'id' },
  'customers.details': { saw: 'profile', whom: 'id' },
  'customers.accounts': { saw: 'accounts', whom: 'id' },
  'customers.paymentSources': { saw: 'payment', whom: 'id' },
  'requirements.start': { saw: 'eligibility', whom: 'userId' },
  'vouchers.ofCustomer': { saw: 'vouchers', whom: 'userId' },
  'verifications.list': { saw: 'verification', whom: 'guserId' },
  'smartmove.users.get': { saw: 'Smartmove user', whom: 'customerId' },
});

/** What commands work with, for one person: what they are shown of a customer is an entry in the journal. What cannot be read shows nothing. */
export function lookingApp(app: AppContext, who: string): AppContext {
  const looked = (customer: unknown, saw: string) => {
    if (/^\d+$/.test(String(customer))) app.looks.note({ who, customer: Number(customer), saw });
    // Smartmove's users have a UUID.
    else if (typeof customer === 'string') app.looks.note({ who, customer: customer.toLowerCase(), saw });
  };
  const watched = (name: string, call: Call): Call => {
    const sight = sights[name];
    if (sight === undefined) return call;
    return async (args, options) => {
      const answer = await call(args, options);
      if (options?.amongOthers === true) return answer;
      looked(args.params?.[sight.whom] ?? args.query?.[sight.whom], sight.saw);
      return answer;
    };
  };
  const everyCall = (reader: object, prefix: string) =>
    Object.fromEntries(
      // safe: every group is a record of calls
      Object.entries(reader as Record<string, Record<string, Call>>).map(([group, calls]) => [
        group,
        Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, watched(`${prefix}${group}.${name}`, call)])),
      ]),
    );
  const readers = {
    operations: everyCall(app.readers.operations, ''),
    smartmove: everyCall(app.readers.smartmove, 'smartmove.'),
  };
  return {
    ...app,
    readers: readers as unknown as Readers, // safe: the same calls as before
    approvals: {
      ...app.approvals,
      async preview(asked) {
        const preview = await app.approvals.preview(asked);
        const about = preview.kind === 'ready' ? preview.about : [];
        for (const subject of about) looked(personIn(subject), 'form');
        return preview;
      },
    },
  };
}
