import type { Clock } from '../../lib/clock.ts';
import type { Choice } from '../../views/common/blocks.ts';

/** How long a search may go on in the background, and how long what it found is kept. */
const searchMs = 4_000;
const keptMs = 15_000;
const mostKept = 200;

type Search = { at: number; choices: Promise<Choice[]>; stop: AbortController; waiting: Set<string>; isOver: boolean };

/** Runs a search for somebody who types into a list; `key` names the list, the branch and what was typed. */
export type Searching = (
  person: string,
  list: string,
  key: string,
  search: (signal: AbortSignal) => Promise<Choice[]>,
) => Promise<Choice[]>;

/**
 * Searches that people who type the same share, while they run and for a few seconds after. The next keystroke of a person leaves the search
 * of the one before; a search that nobody waits for any more is aborted, upstream too.
 */
export function createSearching({ clock }: { clock: Clock }): Searching {
  const kept = new Map<string, Search>();
  /** Per person and list: the search that they wait for. */
  const waitsFor = new Map<string, Search>();

  function leave(slot: string): void {
    const left = waitsFor.get(slot);
    if (left === undefined) return;
    waitsFor.delete(slot);
    left.waiting.delete(slot);
    if (left.waiting.size === 0 && !left.isOver) left.stop.abort(new Error('overtaken by the next keystroke'));
  }

  function begin(key: string, run: (signal: AbortSignal) => Promise<Choice[]>): Search {
    const stop = new AbortController();
    const begun: Search = {
      at: clock.now().getTime(),
      stop,
      waiting: new Set(),
      isOver: false,
      choices: run(AbortSignal.any([stop.signal, AbortSignal.timeout(searchMs)])),
    };
    const over = () => {
      begun.isOver = true;
      for (const slot of begun.waiting) if (waitsFor.get(slot) === begun) waitsFor.delete(slot);
      begun.waiting.clear();
    };
    begun.choices.then(over, () => {
      over();
      if (kept.get(key) === begun) kept.delete(key);
    });
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, begun);
    return begun;
  }

  return (person, list, key, run) => {
    const slot = `${person} ${list}`;
    const had = kept.get(key);
    const usable = had !== undefined && !had.stop.signal.aborted && clock.now().getTime() - had.at < keptMs;
    if (usable && had === waitsFor.get(slot)) return had.choices;
    leave(slot);
    const search = usable ? had : begin(key, run);
    if (!search.isOver) {
      search.waiting.add(slot);
      waitsFor.set(slot, search);
    }
    return search.choices;
  };
}
