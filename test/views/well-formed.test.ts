import { describe, expect, test } from 'vitest';
import { everyView } from './every-view.ts';
import { type World, worlds } from './worlds.ts';

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

describe.each([...worlds(), ...shifted].map((world, index) => ({ world, what: `${world.name} data (${index})` })))(
  'with $what',
  ({ world }) => {
    test.each(everyView(world))('no string of $view holds half a letter', (drawn) => {
      const broken = strings(drawn).filter(({ text }) => !isWellFormed(text));
      expect(broken.map(({ at, text }) => `${at}: …${text.slice(-12)}`)).toEqual([]);
    });
  },
);
