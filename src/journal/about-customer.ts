import { z } from 'zod';
import { subjectOf } from '../lib/subject.ts';
import { dataOf, type StoredEntry } from './entries.ts';

/** What entries say of whom they are about: requests in what was sealed, looks and reveals by themselves. */
const About = z.object({
  sealed: z
    .object({ subjects: z.array(z.string()), beneficiary: z.string().nullable() })
    .partial()
    .optional()
    .catch(undefined),
  facts: z.object({ beneficiary: z.string().optional(), created: z.string().optional() }).optional().catch(undefined),
  customer: z.union([z.number(), z.string()]).optional().catch(undefined),
});

/** Keeps the entries about one customer. The journal is gone through twice: a request may say only later whom it is about. */
export async function entriesAbout(
  pages: () => AsyncIterable<readonly StoredEntry[]>,
  customer: number | string,
): Promise<AsyncIterable<StoredEntry[]>> {
  const subject = subjectOf(customer);
  const requests = new Set<string>();
  const isAbout = (entry: StoredEntry) => {
    const about = About.safeParse(dataOf(entry)?.data).data;
    return (
      about !== undefined &&
      (String(about.customer) === String(customer) ||
        about.sealed?.subjects?.includes(subject) === true ||
        about.sealed?.beneficiary === subject ||
        about.facts?.beneficiary === subject ||
        about.facts?.created === subject)
    );
  };
  for await (const page of pages())
    for (const entry of page) if (entry.requestId !== null && isAbout(entry)) requests.add(entry.requestId);
  return (async function* () {
    for await (const page of pages())
      yield page.filter((entry) => (entry.requestId === null ? isAbout(entry) : requests.has(entry.requestId)));
  })();
}
