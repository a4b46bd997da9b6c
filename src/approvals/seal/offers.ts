import { z } from 'zod';
import { saltedDigest } from '../../journal/seals.ts';
import type { Json } from '../../lib/json.ts';
import type { Offer, RequestRecord } from '../request.ts';
import type { Story } from './story.ts';

const Offered = z.object({ offer: z.string(), words: z.string(), made: z.string() });
const Accepted = z.object({ offer: z.string(), was: z.string() });
const Answered = z.object({ offer: z.string() });

type OfferedPart = { words: string; made: string };

/** What the entry of an offer keeps of it, so that nobody can offer in somebody's name, or something else than they did. */
export function offeredPart(salt: string | undefined, { reason, at, preview, made }: Omit<Offer, 'id' | 'by'>): OfferedPart {
  return {
    words: saltedDigest(salt ?? '', asJson([reason, at.toISOString(), preview])),
    made: saltedDigest(salt ?? '', asJson(made ?? null)),
  };
}

/** What the entry that it was accepted keeps of what it took the place of. */
export const wasDigest = (salt: string | undefined, was: Offer['was']): string => saltedDigest(salt ?? '', asJson(was ?? null));

/** The offers as the journal has them: of one that it does not tell of nothing is shown, and nothing counts. */
export function ourOffers({ offers, salt }: Pick<RequestRecord, 'offers' | 'salt'>, { entries }: Story): Offer[] {
  if (offers.length === 0) return [];
  const told = entries.filter(({ isKeyed }) => isKeyed);
  return offers.filter((offer) => {
    const { id, by, answer, was } = offer;
    const of = (kind: string) => told.filter((entry) => entry.kind === kind && Answered.safeParse(entry.data).data?.offer === id);
    const [offered] = of('request.offered');
    const said = Offered.safeParse(offered?.data).data;
    const { words, made } = offeredPart(salt, offer);
    if (offered?.actor !== by || said?.words !== words || (offer.made !== undefined && said.made !== made)) return false;
    const accepted = Accepted.safeParse(of('request.revised')[0]?.data).data;
    if (answer?.verdict === 'accepted') return accepted?.was === wasDigest(salt, was);
    return accepted === undefined && of('request.offer-declined').length > 0 === (answer !== undefined);
  });
}

/** The offer that can be accepted or declined: the newest one, while nobody has answered it. */
export function openOffer(record: Pick<RequestRecord, 'offers' | 'salt'>, story: Story): Offer | undefined {
  const last = story.entries.findLast(({ kind, isKeyed }) => isKeyed && kind === 'request.offered');
  const newest = ourOffers(record, story).at(-1);
  const isNewest = newest !== undefined && newest.id === Offered.safeParse(last?.data).data?.offer;
  return isNewest && newest.answer === undefined && newest.made !== undefined ? newest : undefined;
}

function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json; // safe: what JSON gives is Json
}
