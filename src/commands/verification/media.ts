import { Fault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { formatShortInstant } from '../../lib/when.ts';
import { actionIds, callbackIds } from '../../views/ids.ts';
import { readPointer, writePointer } from '../../views/pointer.ts';
import { mediaForm, mediaSentView, mediaTitle } from '../../views/verification/media.ts';
import { openOver } from '../answer.ts';
import type { AppContext } from '../app-context.ts';
import type { Button } from '../context.ts';
import { reasonFirst } from '../engine/reason-first.ts';

const needs = 'read.verification';

/** Asks why. */
export const mediaButton: Button = {
  id: actionIds.verificationMedia,
  needs,
  async run(press) {
    const { customerId, media } = pointedMedia(press.app, press.value);
    await openOver(press, mediaForm({ customerId, metadata: writePointer({ customer: customerId, media }) }));
    return undefined;
  },
};

/** Sends the picture to the one who asked. */
export const mediaReasonForm = reasonFirst({
  callbackId: callbackIds.mediaReason,
  needs,
  title: mediaTitle,
  waiting: 'Sending it to you…',
  about: pointedMedia,
  entry: ({ customerId, media }) => ({ kind: 'reveal.media', data: { customer: customerId, file: media } }),
  async show({ app, viewId, who }, { customerId, media }) {
    const kind = await kindOfMedia(app, customerId, media);
    const { bytes, contentType } = await app.secrets.media({ params: { fileUuid: media } });
    const until = await app.sendPrivately(who.id, { name: fileName(kind, contentType), bytes });
    await app.screen.update(viewId, mediaSentView({ until: formatShortInstant(until, app.clock.now(), who.timeZone) }));
  },
});

/** What the picture shows; the record says whose it is, so it must be theirs. */
async function kindOfMedia(app: AppContext, customerId: number, media: string): Promise<string> {
  const { verifications } = app.readers.operations;
  const { items } = await verifications.list({ query: { guserId: customerId } });
  for (const one of items) {
    const { attempts = [] } = one.attempts === undefined ? await verifications.get({ params: { verificationId: one.id } }) : one;
    const found = attempts.flatMap((attempt) => attempt.media ?? []).find(({ fileUuid }) => fileUuid === media);
    if (found !== undefined) return found.kind ?? 'picture';
  }
  throw new Fault('not_found', speak('This picture is not there any more. Look the verification up again.'));
}

const endings: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

/** Names nobody: a file's name stays in Slack's own logs. */
function fileName(kind: string, contentType: string): string {
  const ending = endings[contentType.split(';')[0]?.trim().toLowerCase() ?? ''] ?? 'bin';
  const safe =
    kind
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 40) || 'picture';
  return `${safe}.${ending}`;
}

function pointedMedia(app: AppContext, value: string): { customerId: number; media: string } {
  if (app.policy.privacy.media !== 'dm')
    throw new Fault('not_allowed', speak('Pictures of documents do not come into Slack here. Look at them in the back office.'));
  const { customer, media } = readPointer(value);
  if (customer === undefined || media === undefined)
    throw new Fault('bad_input', speak('This button does not say which picture is meant. Look the verification up again.'));
  return { customerId: customer, media };
}
