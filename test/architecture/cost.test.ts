import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { read, root } from '../docs/support.ts';

/*
 * What a feature costs, counted: every file of the app that names one example of it. A new place where each action or read has to be
 * written down shows here first.
 */

type Example = { section: string; names: RegExp; feature: string; verb: string; what: string };

const action: Example = {
  section: 'Add an action',
  names: /'customer\.create'|\bcreateCustomer(Form)?\b|'\/customer create'/,
  feature: 'customer',
  verb: 'create',
  what: '',
};
const readOfUser: Example = {
  section: 'Add a read',
  names: /\bsmartmoveUser\b|\bsmartmoveUserMessage\b|'\/smartmove user'/,
  feature: 'smartmove',
  verb: 'user',
  what: 'user',
};

describe('adding a feature', () => {
  it('costs an action nine files: seven of the app and two tests', () => {
    expect(filesNaming(action.names)).toEqual(listed(action).filter((path) => !path.startsWith('test/')));
    expect(listed(action)).toHaveLength(9);
  });

  it('costs a read three files of the app, and a row in the samples', () => {
    const ofTheApp = listed(readOfUser).filter((path) => path.startsWith('src/'));
    expect(ofTheApp).toHaveLength(3);
    expect(filesNaming(readOfUser.names)).toEqual(['scripts/workflows/samples.ts', ...ofTheApp]);
  });

  it('costs what CONTRIBUTING.md lists, each file of which is there', () => {
    const paths = [...listed(action), ...listed(readOfUser).filter((path) => !path.startsWith('test/'))];
    expect(paths.filter((path) => !existsSync(`${root}/${path}`))).toEqual([]);
  });
});

/** The files that the numbered list of this section begins its lines with, filled in for the example, in order. */
function listed({ section, feature, verb, what }: Example): string[] {
  const text = read('CONTRIBUTING.md').split(`## ${section}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...text.matchAll(/^\d+\. `([^`]+)`/gm)]
    .map(([, path = '']) => path.replace('<feature>', feature).replace('<verb>', verb).replace('<what>', what))
    .sort();
}

function filesNaming(names: RegExp): string[] {
  return ['scripts', 'src']
    .flatMap((folder) =>
      readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
    )
    .filter((path) => path.endsWith('.ts') && names.test(readFileSync(`${root}/${path}`, 'utf8')))
    .sort();
}
