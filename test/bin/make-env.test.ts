import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { projectFile } from '../../src/lib/project.ts';

const make = (folder: string) =>
  new Promise<{ code: number; out: string; err: string }>((done) => {
    execFile(process.execPath, [projectFile('scripts/make-env.mjs')], { cwd: folder }, (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
const folder = () => mkdtempSync(join(tmpdir(), 'wheelhouse-env-'));

describe('npm run env', () => {
  it('makes an .env that only its owner can read, with a key that the app takes', async () => {
    const here = folder();
    expect(await make(here)).toMatchObject({ code: 0 });
    expect(statSync(join(here, '.env')).mode & 0o777).toBe(0o600);
    const made = parseEnv(readFileSync(join(here, '.env'), 'utf8'));
    expect(made.POSTGRES_PASSWORD).toMatch(/^[0-9a-f]{48}$/);
    const filled = {
      ...made,
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      OPERATIONS_API_URL: 'https://api.example',
      OPERATIONS_AUTH_URL: 'https://auth.example',
      OPERATIONS_CLIENT_ID: 'a',
      OPERATIONS_CLIENT_KEY: 'b',
      DATABASE_URL: 'postgres://a:b@database/c',
    };
    expect(readConfig(filled)).toMatchObject({ ok: true });
  });

  it('makes another key each time', async () => {
    const [one, other] = [folder(), folder()];
    await Promise.all([make(one), make(other)]);
    expect(readFileSync(join(one, '.env'), 'utf8')).not.toBe(readFileSync(join(other, '.env'), 'utf8'));
  });

  it('leaves an .env that is there as it is, and says so in one line', async () => {
    const here = folder();
    writeFileSync(join(here, '.env'), 'JOURNAL_KEY=in-use\n');
    const { code, err } = await make(here);
    expect({ code, lines: err.trimEnd().split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(readFileSync(join(here, '.env'), 'utf8')).toBe('JOURNAL_KEY=in-use\n');
  });
});
