import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { buildWhenNewer, root } from '../../scripts/build.mjs';

const dist = join(root, 'dist');
beforeAll(() => buildWhenNewer(), 120_000);

/** Files of dist that this one imports, and those that these import. `follows` says which of the imports that come later are followed. */
function loadedBy(file: string, follows: (name: string) => boolean, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(join(dist, file), 'utf8');
  for (const [, later, name] of text.matchAll(/(\(\) => __toESM\()?require\("\.\/([^"]+\.cjs)"\)/g))
    if (name && (later === undefined || follows(name))) loadedBy(name, follows, seen);
  return seen;
}

it('what makes and sends spans is in files of its own, which a start without an endpoint does not load', () => {
  const isTracing = (name: string) => basename(name).startsWith('open-telemetry-');
  const without = loadedBy('start.cjs', (name) => !isTracing(name));
  const withIt = loadedBy('start.cjs', () => true);
  const holdSpans = (files: Set<string>) =>
    [...files].filter((file) => readFileSync(join(dist, file), 'utf8').includes('BatchSpanProcessor'));
  expect(without.size).toBeGreaterThan(2);
  expect(holdSpans(withIt).length).toBeGreaterThan(0);
  expect(holdSpans(without)).toEqual([]);
});
