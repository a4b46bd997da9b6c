import type { Db } from '../db/schema.ts';
import type { JobResult } from '../jobs/jobs.ts';
import { erasedAmong } from '../journal/erasure-file.ts';
import type { ChangeDeps } from './change.ts';
import { eraseCustomer } from './erase.ts';
import { everybodyInRequests } from './store/personal.ts';

const runningAgainMs = 2_000;

/** After a restored backup: customers who were erased since it was taken are erased again, in the name of the person who went on. */
export async function eraseAgain(
  deps: ChangeDeps & { db: Db },
  { headFile, actor }: { headFile: string | undefined; actor: string },
): Promise<JobResult> {
  if (headFile === undefined) return 'done';
  let running = 0;
  for (const subject of await erasedAmong(headFile, await customersOf(deps.db))) {
    const customer = Number(subject.slice('customer:'.length));
    running += (await eraseCustomer(deps, { customer, actor, reason: 'Erased again after a restored backup.' })).running;
  }
  return running === 0 ? 'done' : { againInMs: runningAgainMs };
}

/** Everybody whom a request or a look is about, whom a request has read, names in what is sent, or has created. */
async function customersOf(db: Db): Promise<string[]> {
  const [requests, looks] = await Promise.all([
    everybodyInRequests(db),
    db
      .selectFrom('journal')
      .select('data')
      .where((entry) =>
        entry.or([entry('kind', 'like', 'look.%'), entry('kind', 'like', 'reveal.%'), entry('kind', '=', 'request.done')]),
      )
      .execute(),
  ]);
  const seen = looks.flatMap(({ data }) => /"(?:customer":"?|created":"customer:)(\d{1,15})/.exec(data)?.[1] ?? []);
  const ofIds = [...seen, ...requests.numbers].map((id) => `customer:${id}`);
  return [...new Set([...requests.subjects, ...ofIds])].filter((subject) => /^customer:\d+$/.test(subject));
}
