import type { Press } from '../context.ts';

/**
 * A card that was pressed and that nobody knows of (posted just before a crash, say) is taken into the book, so that it is redrawn like
 * the others; one that shows an old state is drawn again at once.
 */
export async function keepCopy({ kit, place, value, who }: Press): Promise<void> {
  if (place.kind !== 'message' || place.ephemeral || place.ts === '') return;
  const known = await kit.approvals.gallery.copiesOf(value);
  if (known.some(({ channel, ts }) => channel === place.channel && ts === place.ts)) return;
  const record = await kit.approvals.gallery.load(value);
  if (!record) return;
  const direct = place.channel.startsWith('D');
  const kind = !direct ? 'channel' : who.id === record.asker ? 'asker' : 'approver';
  await kit.approvals.gallery.addCopy(record.id, {
    kind,
    channel: place.channel,
    ts: place.ts,
    person: direct ? who.id : undefined,
    drawnVersion: 0,
  });
  await kit.approvals.gallery.redraw(record.id);
}
