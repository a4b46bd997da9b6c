import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../../src/lib/language/language.ts';
import { projectFile } from '../../../src/lib/project.ts';
import { type SandboxProcess, sandboxProcess } from '../sandbox-process.ts';
import { launch } from './browser.ts';
import { showAll } from './shown.ts';
import { type Said, saidFile, wordsIn } from './shown-words.ts';

describe.each(languages)('the pictures of the docs in %s', (language) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'wheelhouse-shown-'));
  let sandbox: SandboxProcess;
  let browser: Browser;
  beforeAll(async () => {
    sandbox = sandboxProcess({ DATA_DIR: dataDir, WORKSPACE_PORT: '0' });
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await sandbox.end('SIGTERM');
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('say what the app says today; else: npm run pictures', async () => {
    const kept = JSON.parse(readFileSync(saidFile, 'utf8')) as Said; // safe: written by pictures.ts
    const now: Said = {};
    await showAll(browser, await sandbox.ready(), language, async (name, part) => {
      now[`${language}/${name}`] = await wordsIn(part);
      expect(existsSync(projectFile(`docs/pictures/${language}/${name}.png`)), name).toBe(true);
    }).catch(async (error: Error) => {
      const pages = browser.contexts().flatMap((context) => context.pages());
      const said = await Promise.all(pages.map((page) => page.locator('body').ariaSnapshot()));
      throw new Error(`${error.message}\nThe pages said: ${said.join('\n---\n')}`, { cause: error });
    });
    expect(now).toEqual(Object.fromEntries(Object.entries(kept).filter(([name]) => name.startsWith(`${language}/`))));
  }, 180_000);
});
