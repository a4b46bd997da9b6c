/**
 * The pictures of the README and of the docs, taken from the running sandbox by people who use its page: `npm run pictures`. Needs Chromium
 * (Debian's, or the one that CHROMIUM names). Everything is waited for, nothing slept for; a picture that became too heavy is an error.
 * What the docs' pictures say is kept beside them, and a test says if the app says something else by now.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { languages } from '../../../src/lib/language/language.ts';
import { projectFile } from '../../../src/lib/project.ts';
import { sandboxProcess } from '../sandbox-process.ts';
import { launch } from './browser.ts';
import { pageOf, phone, showAll, type } from './shown.ts';
import { type Said, saidFile, wordsIn } from './shown-words.ts';

const mostBytes = 300_000;
const picture = { animations: 'disabled', caret: 'hide' } as const;

async function take(part: Page | Locator, name: string): Promise<void> {
  const path = projectFile(`docs/${name}`);
  mkdirSync(dirname(path), { recursive: true });
  await part.screenshot({ ...picture, path });
  const { size } = statSync(path);
  if (size > mostBytes) throw new Error(`${name} has ${size} bytes, and ${mostBytes} are the most.`);
  process.stdout.write(`docs/${name}: ${Math.round(size / 1_000)} kB\n`);
}

/** A sandbox of its own, as on the first day. */
async function onTheFirstDay(work: (browser: Browser, base: string) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wheelhouse-pictures-'));
  const sandbox = sandboxProcess({ DATA_DIR: dataDir, WORKSPACE_PORT: '0' });
  let browser: Browser | undefined;
  try {
    const base = await sandbox.ready();
    browser = await launch();
    await work(browser, base);
  } finally {
    await browser?.close();
    await sandbox.end('SIGTERM');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

await onTheFirstDay(async (browser, base) => {
  const desk = await pageOf(browser, `${base}/#/U0ANANOVAK/C0SUPPORT`, { viewport: { width: 1280, height: 900 } });
  await type(desk, '/customer lookup 1010');
  await desk.getByRole('main').getByText('Lena Novak').first().waitFor();
  await take(desk, 'workspace.png');
  await type(desk, '/voucher apply 1010 50');
  const form = desk.getByRole('dialog');
  await form.getByText('Asks 1 lead').first().waitFor();
  await form.getByLabel(/^Reason/).fill('Stood in the rain for an hour: the car did not open.');
  await form.locator('button[type=submit]').click();
  const lead = await pageOf(browser, `${base}/#/U0LEABRANDT/C0APPROVALS`, phone);
  await lead.getByRole('main').getByRole('button', { name: 'Approve' }).waitFor();
  await take(lead, 'approval-phone.png');
});

const said: Said = {};
for (const language of languages)
  await onTheFirstDay((browser, base) =>
    showAll(browser, base, language, async (name, part) => {
      await take(part, `pictures/${language}/${name}.png`);
      said[`${language}/${name}`] = await wordsIn(part);
    }),
  );
writeFileSync(saidFile, `${JSON.stringify(said, null, 2)}\n`);
