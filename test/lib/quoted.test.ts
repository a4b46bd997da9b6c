import { expect, it } from 'vitest';
import { settingNames } from '../../src/config.ts';
import { quotedProblems } from '../../src/lib/quoted.ts';

it.each([...settingNames])('%s in quotes is told in one line, with no piece of its value', (name) => {
  for (const quoted of ['"hush/me"', "'hush/me'", '“hush/me”', ' "hush/me" ', '‘hush’']) {
    const lines = quotedProblems({ [name]: quoted }, settingNames);
    expect(lines).toEqual([`${name} is in quotes, which are taken as a part of it here; leave them out.`]);
  }
});

it('a quote inside, or on one side alone, is a letter of the value', () => {
  for (const value of ['"', 'a"b', '"ab', 'ab"', "it's"]) expect(quotedProblems({ DATA_DIR: value }, settingNames)).toEqual([]);
});
