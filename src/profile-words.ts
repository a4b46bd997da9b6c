import { endpoints } from './api/document/calls.ts';
import type { Profile, Profiles } from './api/profile/profile.ts';
import { speak } from './lib/language/speak.ts';
import { listed } from './lib/text.ts';
import { mappedOntoFine } from './states/fine-fields.ts';

/** What runs with which profile, for `/wheelhouse status` and doctor: in a sentence, and what of it somebody should look at twice. */
export type ProfileWords = { readonly say: string; fine: string[] };

export function profileWords({ operations, smartmove }: Profiles): ProfileWords {
  const calls = endpoints();
  const assumed = calls.filter((row) => (row.assumed ?? []).length > 0).length;
  return {
    // In the reader’s language, each time.
    get say() {
      const used = [
        operations === undefined ? [] : `Operations: ${wordsFor(operations)}`,
        smartmove === undefined ? [] : `Smartmove: ${wordsFor(smartmove)}`,
      ].flat();
      return speak('{used}. {assumed} of {all} calls have a part that no public source confirms', {
        used: used.length === 0 ? speak('none in use') : used.join('; '),
        assumed,
        all: calls.length,
      });
    },
    fine: [operations, smartmove].flatMap((profile) => (profile === undefined ? [] : mappedOntoFine(profile))),
  };
}

function wordsFor({ calls, objects, values, off }: Profile): string {
  const counts = { calls: Object.keys(calls).length, objects: Object.keys(objects).length, values: Object.keys(values).length };
  const changed = [
    counts.calls === 0 ? [] : speak('{calls, plural, one {# call} other {# calls}}', counts),
    counts.objects === 0 ? [] : speak('{objects, plural, one {# object} other {# objects}}', counts),
    counts.values === 0 ? [] : speak('{values, plural, one {# list of values} other {# lists of values}}', counts),
  ].flat();
  const count = counts.calls + counts.objects + counts.values;
  const differing =
    count === 0
      ? speak('nothing differs')
      : speak('{count, plural, one {{changed} differs} other {{changed} differ}}', { count, changed: listed(changed) });
  return off.length === 0 ? differing : speak('{differing}, without {off}', { differing, off: listed(off) });
}
