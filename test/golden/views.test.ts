import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Language, speaking } from '../../src/lib/language/language.ts';
import { everyView } from '../views/every-view.ts';
import { type World, worlds } from '../views/worlds.ts';
import { readAloud } from './read-aloud.ts';

/*
 * Everything that the views can say, a file for each of their folders. A change of words is a change of these files:
 * `npx vitest run test/golden -u` writes them, and the diff is what a reviewer reads.
 */

const ordinary = worldNamed('ordinary');
/** The same facts where nothing is listed and nothing that can be left out is there: the sentences for that are said only then. */
const bare: World = { name: 'empty', text: (words) => words, maybe: () => undefined, list: () => [] };

const inEnglish = drawnIn('en');
const inGerman = drawnIn('de');

function drawnIn(language: Language): Map<string, string[]> {
  return speaking(language, () => {
    const byFolder = new Map<string, string[]>();
    const without = new Map(everyView(bare).map((drawn) => [drawn.view, readAloud(drawn)]));
    for (const drawn of everyView(ordinary)) {
      const folder = drawn.view.split('/')[0] ?? drawn.view;
      const said = readAloud(drawn);
      const alone = without.get(drawn.view);
      const entries = [`==== ${drawn.view}\n${said}`];
      if (alone !== undefined && alone !== said) entries.push(`==== ${drawn.view}, with as little as there can be\n${alone}`);
      byFolder.set(folder, [...(byFolder.get(folder) ?? []), ...entries]);
    }
    return byFolder;
  });
}

describe('what people read', () => {
  it.each([...inGerman])(
    'in German of the views of %s is what was reviewed; else: npx vitest run test/golden -u',
    async (folder, said) => {
      await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(`german/views/${folder}.txt`);
    },
  );

  it.each([...inEnglish])(
    'of the views of %s is what was reviewed; else: npx vitest run test/golden -u',
    async (folder, said) => {
      await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(`views/${folder}.txt`);
    },
  );

  it('has a file for each folder of views, and no other', () => {
    const files = readdirSync(new URL('./views', import.meta.url));
    expect(files.sort()).toEqual([...inEnglish.keys()].map((folder) => `${folder}.txt`).sort());
  });
});

function worldNamed(name: World['name']): World {
  const found = worlds().find((world) => world.name === name);
  if (found === undefined) throw new Error(`There is no world called ${name}.`);
  return found;
}
