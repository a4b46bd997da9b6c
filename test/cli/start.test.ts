import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { fileWith, runNode } from './run.ts';

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
/** What `npm start` runs, in a folder where there is nothing. */
const start = (environment: Readonly<Record<string, string>>, folder = mkdtempSync(join(tmpdir(), 'wheelhouse-start-'))) =>
  runNode([path('bin/run.js'), 'start.ts'], environment, folder);

describe('npm start', () => {
  test.each([['SLACK_APP_TOKEN'], ['SLACK_SIGNING_SECRET']])(
    'with %s but no bot token starts neither the app nor the sandbox, and says so in one line',
    async (name) => {
      const { code, stdout, stderr } = await start({ [name]: 'hush' });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(stderr).toContain(`${name} is set but SLACK_BOT_TOKEN is not`);
      expect(stderr).not.toContain('hush');
    },
  );

  test('the real app does not take over a sandbox’s folder, where requests were approved in play', async () => {
    const { code, stderr } = await start({
      SLACK_BOT_TOKEN: 'xoxb-hush',
      SLACK_APP_TOKEN: 'xapp-hush',
      OPERATIONS_API_URL: 'http://127.0.0.1:9/api',
      OPERATIONS_AUTH_URL: 'http://127.0.0.1:9/auth',
      OPERATIONS_CLIENT_ID: 'desk',
      OPERATIONS_CLIENT_KEY: 'hush',
      POLICY_FILE: path('policy.example.yml'),
      DATA_DIR: join(fileWith('{}', 'sandbox.json'), '..'),
    });
    expect({ code, lines: stderr.trimEnd().split('\n') }).toEqual({
      code: 1,
      lines: [expect.stringMatching(/^DATA_DIR: .* is a sandbox's\. Set it to/)],
    });
  });

  test('reads .env where it is started', async () => {
    const folder = join(fileWith('SLACK_APP_TOKEN=hush\n', '.env'), '..');
    const { code, stderr } = await start({}, folder);
    expect({ code, names: stderr.includes('SLACK_APP_TOKEN') }).toEqual({ code: 1, names: true });
  });
});
