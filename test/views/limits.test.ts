import { describe, expect, it } from 'vitest';
import { bareLinks, checkMessage, checkView, livePings } from '../../sandbox/workspace/limits/index.ts';
import { actionIds, baseOf, fieldId, lookupIds } from '../../src/views/ids.ts';
import { OwnTokens } from '../support/own-pages.ts';
import { type Drawn, everyView } from './every-view.ts';
import { ownTokens } from './props.ts';
import { expectVisible, type World, worlds } from './worlds.ts';

const knownIds = new Set<string>([...Object.values(actionIds), ...Object.values(lookupIds), fieldId]);

/** Whatever is cut anywhere is cut within a pair of code units at one of these offsets. */
const shifted: World[] = [0, 1].map((offset) => {
  const text = (ordinary: string) => `${ordinary}${'x'.repeat(offset)}${'😀'.repeat(2_400)}`;
  return {
    name: 'extreme',
    text,
    maybe: text,
    list: <T>(make: (index: number) => T): T[] => Array.from({ length: 12 }, (_, index) => make(index)),
  };
});

/** Every string, the ones that nobody sees, too: Slack refuses half a letter wherever it is. */
function strings(value: unknown, at = ''): { at: string; text: string }[] {
  if (typeof value === 'string') return [{ at, text: value }];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, member]) => strings(member, `${at}/${key}`));
}

// What `String.prototype.isWellFormed` says; the compiler's library does not know it yet.
const isWellFormed = (text: string) => !/\p{Surrogate}/u.test(text);

// Drawn once for all that is asked of them: long data of every kind takes seconds.
const drawnWorlds = worlds().map((world) => ({ what: `${world.name} data`, views: everyView(world) }));

for (const { what, views } of drawnWorlds) {
  describe(`with ${what}`, () => {
    it.each(views)('Slack takes $view', (drawn) => {
      expect('message' in drawn ? checkMessage(drawn.message) : checkView(contentOf(drawn))).toEqual([]);
    });

    it.each(views)('nothing in $view pings or links but what the app put there', (drawn) => {
      expect(livePings(contentOf(drawn), ownTokensWith(drawn))).toEqual([]);
      expect(bareLinks(contentOf(drawn))).toEqual([]);
    });

    it.each(views)('nothing in $view is invisible or turns the reading order', (drawn) => {
      expectVisible(contentOf(drawn));
    });

    it.each(views)('every id of $view can be routed, and is once', (drawn) => {
      const ids = actionIdsOf(contentOf(drawn));
      expect(ids.filter((id) => !knownIds.has(baseOf(id)))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
    });

    it.each(views.filter((drawn) => !('modal' in drawn)))(
      '$view stays below what Slack takes in all, however it counts',
      (drawn) => {
        const content = contentOf(drawn);
        expect(JSON.stringify('blocks' in content ? content.blocks : content).length).toBeLessThanOrEqual(13_200);
      },
    );
  });
}

describe.each([...drawnWorlds, ...shifted.map((world, at) => ({ what: `cut emoji (${at})`, views: everyView(world) }))])(
  'with $what',
  ({ views }) => {
    it.each(views)('no string of $view holds half a letter', (drawn) => {
      const broken = strings(drawn).filter(({ text }) => !isWellFormed(text));
      expect(broken.map(({ at, text }) => `${at}: …${text.slice(-12)}`)).toEqual([]);
    });
  },
);

it('an ordinary view has no hole where a word should be', () => {
  const drawn = drawnWorlds[0]?.views ?? [];
  expect(drawn.length).toBeGreaterThan(60);
  const holes = drawn.filter((view) => /undefined|NaN|\[object|null|–"/.test(JSON.stringify(contentOf(view))));
  expect(holes.map(({ view }) => view)).toEqual([]);
});

function contentOf(drawn: Drawn) {
  if ('message' in drawn) return drawn.message;
  return 'modal' in drawn ? drawn.modal : drawn.home;
}

/** A form names approvers of its own. */
function ownTokensWith(drawn: Drawn): ReadonlySet<string> {
  return 'modal' in drawn ? new OwnTokens([...ownTokens, '<@U0LEAD3>']) : ownTokens;
}

function actionIdsOf(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  const own = 'action_id' in value && typeof value.action_id === 'string' ? [value.action_id] : [];
  return [...own, ...Object.values(value).flatMap(actionIdsOf)];
}
