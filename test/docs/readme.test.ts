import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readSettings } from '../../sandbox/settings.ts';
import { parsePolicy } from '../../src/approvals/policy/parse.ts';
import { createRegistry } from '../../src/commands/registry.ts';
import { readConfig } from '../../src/config.ts';
import { createMetrics } from '../../src/metrics.ts';
import { buttonWords, stateWords } from '../../src/views/request/words.ts';
import { blocksIn, read, tableWith } from './support.ts';

const readme = read('README.md');
const bare = (cell: string | undefined) => (cell ?? '').replaceAll(/[`*]|(?<!\w)_|_(?!\w)/g, '');

/** Every variable that the app looks for in its environment. */
function variablesRead(): string[] {
  const asked = new Set<string>();
  readConfig(
    new Proxy<Record<string, string>>(
      {},
      {
        get(_, name) {
          if (typeof name === 'string') asked.add(name);
          return undefined;
        },
      },
    ),
  );
  return [...asked].sort();
}

describe('the README', () => {
  it('has the variables that the app reads, all of them and no other', () => {
    const written = tableWith(readme, 'variable').map(([name]) => bare(name));
    expect(written.length).toBeGreaterThan(20);
    expect([...written].sort()).toEqual(variablesRead());
    const examples = [...read('.env.example').matchAll(/^(?:# )?([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(examples.length).toBeGreaterThan(15);
    expect(examples.filter((name) => !written.includes(name ?? '') && !read('compose.yml').includes(`\${${name}`))).toEqual([]);
  });

  it('has the defaults that the app has', () => {
    const defaults = new Map(tableWith(readme, 'variable').map(([name, , value]) => [bare(name), bare(value)]));
    const url = 'https://api.example.com';
    const smartmove = {
      SMARTMOVE_API_URL: url,
      SMARTMOVE_TOKEN_URL: url,
      SMARTMOVE_CLIENT_ID: 'a',
      SMARTMOVE_CLIENT_SECRET: 'b',
      SMARTMOVE_COUNTRY: 'DE',
      SMARTMOVE_PROVIDER: 'ABC',
    };
    const operations = {
      OPERATIONS_API_URL: url,
      OPERATIONS_AUTH_URL: url,
      OPERATIONS_CLIENT_ID: 'a',
      OPERATIONS_CLIENT_KEY: 'b',
    };
    const settings = readConfig({ SLACK_BOT_TOKEN: 'xoxb-a', SLACK_SIGNING_SECRET: 'b', ...operations, ...smartmove });
    if (!settings.ok) throw new Error(settings.problems.join('\n'));
    const { http, database, policyFile, logLevel, smartmove: users } = settings.config;
    const socket = readConfig({ SLACK_BOT_TOKEN: 'xoxb-a', SLACK_APP_TOKEN: 'xapp-a', ...operations });
    if (!socket.ok) throw new Error(socket.problems.join('\n'));
    expect(defaults.get('HOST')).toBe(`${http.host}; ${socket.config.http.host} in socket mode`);
    expect(defaults.get('PORT')).toBe(String(http.port));
    expect(defaults.get('DATA_DIR')).toBe(database.dataDir);
    expect(defaults.get('POLICY_FILE')).toBe(policyFile);
    expect(defaults.get('LOG_LEVEL')).toBe(logLevel);
    expect(defaults.get('SMARTMOVE_PRODUCT_FIELD')).toBe(users?.productField);
  });

  it('has the sandbox’s port and folder', () => {
    const read = readSettings({});
    if (!read.ok) throw new Error(read.problems.join('\n'));
    expect(readme).toContain(`http://localhost:${read.settings.port}>`);
    expect(readme).toContain(`\`${read.settings.dataDir}\``);
  });

  it('has ten of the commands that can be typed, and leads to the page of all', () => {
    const typed = createRegistry().commands.map(({ command, verb }) => `/${command} ${verb ?? ''}`.trim());
    const written = tableWith(readme, 'command').map(([name]) => bare(name));
    expect(written).toHaveLength(10);
    expect(written.filter((name) => !typed.includes(name))).toEqual([]);
    expect(readme).toContain('(docs/commands.md)');
  });

  it('has the words of the states and the names of the buttons, all of them and no other', () => {
    const rows = tableWith(readme, 'word');
    expect(rows.map(([word]) => bare(word)).sort()).toEqual(Object.values(stateWords).sort());
    const buttons = new Set(
      rows.flatMap(([, , cell]) => [...(cell ?? '').matchAll(/\*\*([^*]+)\*\*/g)].map((match) => match[1])),
    );
    expect(buttons).toEqual(new Set(Object.values(buttonWords)));
  });

  it('has the scopes of the manifest', () => {
    const manifest = parse(read('manifest.yml')) as { oauth_config: { scopes: { bot: string[] } } }; // safe: test/manifest.test.ts holds its shape
    expect(new Set(tableWith(readme, 'scope').map(([scope]) => bare(scope)))).toEqual(new Set(manifest.oauth_config.scopes.bot));
  });

  it('has a policy that the app takes as it is', () => {
    const [policy = ''] = blocksIn(readme, 'yaml');
    const parsed = parsePolicy(policy);
    expect(parsed.ok ? [] : parsed.problems).toEqual([]);
    expect(parsed.ok && parsed.policy.approvals.length).toBe(3);
  });
});

it('docs/operations.md has the app’s own metrics, all of them and no other', async () => {
  const metrics = createMetrics();
  const { body } = await metrics.text([{ state: 'pending', action: 'card.assign', count: 1 }]);
  metrics.close();
  const own = [...body.matchAll(/^# TYPE (wheelhouse_\w+)/gm)].map((match) => match[1]);
  expect(own.length).toBeGreaterThan(2);
  expect(
    tableWith(read('docs/operations.md'), 'metric')
      .map(([name]) => bare(name).replaceAll('\\', ''))
      .sort(),
  ).toEqual([...own].sort());
});
