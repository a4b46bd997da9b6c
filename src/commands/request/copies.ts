import type { Copy } from '../../approvals/ports.ts';
import type { RequestRecord } from '../../approvals/request.ts';
import { asFault } from '../../errors.ts';
import { warnSeldom } from '../../lib/log-seldom.ts';
import type { Press } from '../context.ts';

/**
 * A card that was pressed and that nobody knows of (posted just before a crash, say) is taken into the book, so that it is redrawn like
 * the others; one that shows an old state is drawn again at once. A message of somebody who may neither decide the request nor asked for
 * it is left as it is: drawn again it would show whom it is about.
 */
export async function keepCopy({ app, place, value, who }: Press): Promise<void> {
  if (place.kind !== 'message' || place.ephemeral || place.ts === '') return;
  const known = await app.approvals.postedMessages.copiesOf(value);
  if (known.some(({ channel, ts }) => channel === place.channel && ts === place.ts)) return;
  const record = await app.approvals.postedMessages.load(value);
  if (!record) return;
  const kind = place.channel.startsWith('D') ? await directKind({ app, who }, record) : 'channel';
  if (kind === undefined) return;
  await app.approvals.postedMessages.addCopy(record.id, {
    kind,
    channel: place.channel,
    ts: place.ts,
    person: kind === 'channel' ? undefined : who.id,
    drawnVersion: 0,
  });
  await app.approvals.postedMessages.redraw(record.id);
}

/** What a direct message to this person may show; undefined if nothing may be shown, or if Slack does not say. */
async function directKind({ app, who }: Pick<Press, 'app' | 'who'>, record: RequestRecord): Promise<Copy['kind'] | undefined> {
  if (who.id === record.asker) return 'asker';
  if (record.votes.some(({ person }) => person === who.id)) return 'approver';
  try {
    return (await app.approvals.postedMessages.approversOf(record)).some(({ id }) => id === who.id) ? 'approver' : undefined;
  } catch (error) {
    const { code, message } = asFault(error);
    warnSeldom(app, code, { err: { message } }, 'who may decide could not be looked up, so a card is left as it is');
    return undefined;
  }
}
