import { isUnused } from '../profile/offable.ts';
import { noProfile, type Profile } from '../profile/profile.ts';
import { type Api, apis, type DescribedCall, describeCalls } from './calls.ts';
import { type ComparedCall, compareCalls, readingOf } from './compare.ts';
import { BrokenDocument, type Foreign } from './their-schema.ts';

export type Checked = { ok: true; calls: ComparedCall[] } | { ok: false; problem: string };

/** What a tenant does not have is not looked for there. */
function usedCalls(api: Api, { off }: Profile): DescribedCall[] {
  return describeCalls([api]).filter(({ name }) => !isUnused(name, off));
}

/**
 * The app's calls held against a document. Without a named interface: those of which it holds a call, else the Operations API, which is what
 * most would check.
 */
export function checkDocument(document: Foreign, wanted: Api | undefined, profile: Profile = noProfile): Checked {
  try {
    const theirs = readingOf(document);
    const compared = apis
      .filter((api) => wanted === undefined || api === wanted)
      .map((api) => ({ api, calls: compareCalls(usedCalls(api, profile), theirs, profile) }));
    const there = compared.filter(({ api, calls }) => api === wanted || calls.some(({ found }) => found));
    const chosen = there.length > 0 ? there : compared.slice(0, 1);
    return { ok: true, calls: chosen.flatMap(({ calls }) => calls) };
  } catch (error) {
    if (error instanceof BrokenDocument) return { ok: false, problem: error.message };
    if (error instanceof RangeError) return { ok: false, problem: 'It is nested too deeply to be an OpenAPI document.' };
    throw error;
  }
}
