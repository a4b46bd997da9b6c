import { speak } from '../../lib/language/speak.ts';
import { cut, inQuotes, oneLine } from '../../lib/text.ts';
import type { AppContext } from '../app-context.ts';

/** Why the request that a form asks again was rejected, so that it is not asked again in the same way; undefined if it was not. */
export async function whyRejected(app: AppContext, parent: string | undefined): Promise<string | undefined> {
  if (parent === undefined) return undefined;
  const record = await app.approvals.postedMessages.load(parent).catch(() => undefined);
  if (record?.state !== 'rejected') return undefined;
  const reason = oneLine(record.votes.find(({ verdict }) => verdict === 'reject')?.reason ?? '');
  return reason === '' ? undefined : speak('It was rejected: {reason}', { reason: inQuotes(cut(reason, 300)) });
}
