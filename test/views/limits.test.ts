import { describe, expect, test } from 'vitest';
import { bareLinks, checkMessage, checkView, livePings } from '../../sandbox/workspace/limits/index.ts';
import { actionIds, baseOf, fieldId, lookupIds } from '../../src/views/ids.ts';
import { type Drawn, everyView, ownTokens } from './every-view.ts';
import { expectVisible, worlds } from './worlds.ts';

const knownIds = new Set<string>([...Object.values(actionIds), ...Object.values(lookupIds), fieldId]);

for (const world of worlds()) {
  describe(`with ${world.name} data`, () => {
    const views = everyView(world);

    test.each(views)('Slack takes $view', (drawn) => {
      expect('message' in drawn ? checkMessage(drawn.message) : checkView(contentOf(drawn))).toEqual([]);
    });

    test.each(views)('nothing in $view pings or links but what the app put there', (drawn) => {
      expect(livePings(contentOf(drawn), ownTokensWith(drawn))).toEqual([]);
      expect(bareLinks(contentOf(drawn))).toEqual([]);
    });

    test.each(views)('nothing in $view is invisible or turns the reading order', (drawn) => {
      expectVisible(contentOf(drawn));
    });

    test.each(views)('every id of $view can be routed, and stands once', (drawn) => {
      const ids = actionIdsOf(contentOf(drawn));
      expect(ids.filter((id) => !knownIds.has(baseOf(id)))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
    });

    test.each(views.filter((drawn) => !('modal' in drawn)))(
      '$view stays below what Slack takes in all, however it counts',
      (drawn) => {
        const content = contentOf(drawn);
        expect(JSON.stringify('blocks' in content ? content.blocks : content).length).toBeLessThanOrEqual(13_200);
      },
    );
  });
}

test('an ordinary view has no hole where a word should be', () => {
  const [ordinary] = worlds();
  const drawn = ordinary === undefined ? [] : everyView(ordinary);
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
  return 'modal' in drawn ? new Set([...ownTokens, '<@U0LEAD3>']) : ownTokens;
}

function actionIdsOf(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  const own = 'action_id' in value && typeof value.action_id === 'string' ? [value.action_id] : [];
  return [...own, ...Object.values(value).flatMap(actionIdsOf)];
}
