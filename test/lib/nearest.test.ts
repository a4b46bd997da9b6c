import { expect, it } from 'vitest';
import { didYouMean, nearest } from '../../src/lib/nearest.ts';

it('the word that was probably meant is near, whatever its case, and a far one is not offered', () => {
  expect(nearest('Leed', ['agent', 'lead'])).toBe('lead');
  expect(nearest('card.asign', ['card.update', 'card.assign', 'card.unassign'])).toBe('card.assign');
  expect(nearest('ab', ['ac', 'xy'])).toBe('ac');
  expect([nearest('ab', ['xy']), nearest('abcdef', ['abzzzz']), nearest('', []), nearest('lead', [])]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  // A third of the letters may be wrong, and no more.
  expect([nearest('abcdef', ['abcdxy']), nearest('abcdef', ['abcxyz'])]).toEqual(['abcdxy', undefined]);
  expect([didYouMean('leed', ['lead']), didYouMean('boss', ['lead'])]).toEqual([' Did you mean "lead"?', '']);
});
