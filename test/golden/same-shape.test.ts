import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectFile } from '../../src/lib/project.ts';

const golden = projectFile('test/golden');
const files = ['actions', 'commands', 'views'].flatMap((room) => readdirSync(join(golden, room)).map((file) => join(room, file)));

/** By what was asked or drawn: its fields, which of them have a value, and its buttons; the language changes none of that. */
function shapes(path: string): Record<string, { fields: number; filled: number; buttons: number }> {
  const sections = readFileSync(path, 'utf8')
    .split(/^==== /m)
    .slice(1);
  const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
  return Object.fromEntries(
    sections.map((section) => [
      section.split('\n')[0],
      {
        fields: count(section, /<(?:\w+_select|\w+_input|checkboxes|radio_buttons|\w*picker)>/g),
        filled: count(section, /^[^\n]*<\w+>[^\n]* = /gm),
        buttons: count(section, /^\[.*\]/gm),
      },
    ]),
  );
}

it.each(files)('German has the same fields, values and buttons as English: %s', (file) => {
  expect(shapes(join(golden, 'german', file))).toEqual(shapes(join(golden, file)));
});
