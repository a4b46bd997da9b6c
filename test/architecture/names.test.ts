import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { root } from '../docs/support.ts';

it('no two files of the app export a type of the same name', () => {
  expect(namedTwice(sources())).toEqual([]);
});

it('a type that is exported twice is found', () => {
  expect(namedTwice(['export type Read = 1;\ntype Own = 2;', 'export type Own = 3;', 'export interface Read {}'])).toEqual([
    'Read',
  ]);
});

function namedTwice(texts: readonly string[]): string[] {
  const names = texts.flatMap((text) =>
    [...text.matchAll(/^export (?:type|interface|class) (\w+)/gm)].map(([, name = '']) => name),
  );
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].sort();
}

function sources(): string[] {
  return readdirSync(`${root}/src`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(`${root}/src/${path}`, 'utf8'));
}
