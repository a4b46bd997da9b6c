import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../src/cli/policy.ts';
import { type ExplainArguments, explainPolicy } from '../../src/cli/policy-explain.ts';

const page = readFileSync('docs/cookbook.md', 'utf8');
const files = readdirSync('docs/cookbook').map((name) => `docs/cookbook/${name}`);

/** The page's console blocks: each command, and the lines below it. */
const examples = [...page.matchAll(/```console\n([^`]*)```/g)].flatMap(([, block = '']) =>
  block
    .split(/^\$ npx wheelhouse policy explain /m)
    .slice(1)
    .map((text) => {
      const [command = '', ...answer] = text.trimEnd().split('\n');
      return { command, answer };
    }),
);

/** `voucher.apply --amount 8 --file x` as the command line reads it. */
function argumentsOf(command: string): { action: string; options: ExplainArguments } {
  const [action = '', ...words] = command.split(' ');
  const options = Object.fromEntries(
    words.flatMap((word, at) => (word.startsWith('--') ? [[word.slice(2), words[at + 1]]] : [])),
  ) as ExplainArguments; // safe: an option that there is not would change the answer
  return { action, options };
}

describe('the policies of the cookbook', () => {
  it.each(files)('%s is valid, and the page shows what it decides', async (file) => {
    const { ok, lines } = await checkPolicy({ environment: {} }, file, { live: false });
    expect({ ok, problems: lines.filter((line) => line.includes('.yml:')) }).toEqual({ ok: true, problems: [] });
    expect(page).toContain(`(${file.replace('docs/', '')})`);
    expect(examples.some(({ command }) => command.endsWith(`--file ${file}`))).toBe(true);
  });

  it.each(examples)('answers as the page says: $command', async ({ command, answer }) => {
    const { action, options } = argumentsOf(command);
    const { code, lines } = await explainPolicy({ environment: {} }, action, options);
    const told = lines
      .join('\n')
      .split('\n')
      .slice(1)
      .filter((line) => line.trim() !== '' && !line.startsWith('Who holds the roles'));
    expect({ code, told }).toEqual({ code: 0, told: answer });
  });

  it('are ten', () => {
    expect(files).toHaveLength(10);
  });
});
