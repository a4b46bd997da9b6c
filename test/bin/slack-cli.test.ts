import { exec } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectFile, projectRoot } from '../../src/lib/project.ts';

// There is no Slack CLI on the machines that test this. In its place is the package that the CLI asks, @slack/cli-hooks: its
// commands are run as the CLI runs them, in a shell, in the project's folder.
const hooksFile = z
  .object({
    hooks: z.record(z.string(), z.string()),
    config: z.object({ watch: z.record(z.string(), z.object({ paths: z.array(z.string()) }).loose()) }),
  })
  .parse(JSON.parse(readFileSync(projectFile('.slack/hooks.json'), 'utf8')));
const run = (command: string, environment: Record<string, string> = {}) =>
  new Promise<{ code: number; out: string; err: string }>((done) => {
    const { PATH = '', HOME = tmpdir() } = process.env;
    exec(command, { cwd: projectRoot, env: { PATH, HOME, ...environment } }, (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });

/** As the CLI puts them together: what the package offers, and the file's own before it. */
async function allHooks(): Promise<Record<string, string>> {
  const { out } = await run(hooksFile.hooks['get-hooks'] ?? '');
  return { ...z.object({ hooks: z.record(z.string(), z.string()) }).parse(JSON.parse(out)).hooks, ...hooksFile.hooks };
}

describe('the hooks of the Slack CLI', () => {
  it('are found by the command that the CLI begins with', async () => {
    expect(Object.keys(await allHooks())).toEqual(expect.arrayContaining(['get-manifest', 'start', 'doctor', 'check-update']));
  });

  it('give the manifest as JSON, between the marks that the CLI asks for', async () => {
    const { code, out } = await run(`${(await allHooks())['get-manifest']} --protocol=message-boundaries --boundary=mark123`);
    expect(code).toBe(0);
    const [, json = ''] = out.split('mark123');
    expect(JSON.parse(json)).toEqual(parse(readFileSync(projectFile('manifest.yml'), 'utf8')));
  });

  it('start what npm start starts: with one token alone it says which is missing', async () => {
    const { code, err } = await run((await allHooks()).start ?? '', {
      SLACK_APP_TOKEN: 'xapp-1',
      DATA_DIR: mkdtempSync(join(tmpdir(), 'wheelhouse-cli-')),
    });
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('SLACK_APP_TOKEN is set but SLACK_BOT_TOKEN is not') });
  });

  it('watch files that are there', () => {
    const paths = Object.values(hooksFile.config.watch).flatMap(({ paths: some }) => some);
    expect(paths.filter((path) => path !== 'policy.yml' && !existsSync(projectFile(path)))).toEqual([]);
  });
});
