import { expect, it } from 'vitest';
import { readProfile } from '../../src/api/profile/read.ts';
import { read } from './support.ts';

const page = read('docs/back-offices.md');

it('the profile on the page is one that is taken', () => {
  const [, profile = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  expect(readProfile(profile, 'operations')).toMatchObject({ ok: true });
});

it('every option that the page names is one of the command', async () => {
  const commands = read('src/cli/api-commands.ts');
  const options = [...new Set([...page.matchAll(/(?<=\s|`)--([a-z]+)/g)].map(([option]) => option))];
  expect(options.length).toBeGreaterThan(5);
  expect(options.filter((option) => !commands.includes(`'${option}`))).toEqual([]);
});
