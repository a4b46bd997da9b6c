/**
 * The README's pictures, taken from the running sandbox by people who use its page: `npm run picture`. Needs Chromium (Debian's, or the
 * one that CHROMIUM names). Everything is waited for, nothing slept for; a picture that became too heavy for a README is an error.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { projectFile } from '../../../src/lib/project.ts';
import { sandboxProcess } from '../sandbox-process.ts';
import { launch } from './browser.ts';

const mostBytes = 300_000;
const ana = 'U0ANANOVAK';
const lea = 'U0LEABRANDT';

const fileNamed = (name: string) => projectFile(`docs/${name}`);

/** The page as somebody sees it in a conversation, with the guide put away. */
async function pageOf(browser: Browser, address: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', colorScheme: 'light', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.addInitScript(() => localStorage.setItem('workspace.guide', 'closed'));
  await page.goto(address);
  await page.getByRole('main').waitFor();
  return page;
}

async function type(page: Page, line: string): Promise<void> {
  const composer = page.getByRole('combobox', { name: /^Message to/ });
  await composer.fill(line);
  // The first Enter may take what the completion offers, which is then the whole line.
  for (let tries = 0; tries < 3 && (await composer.inputValue()) !== ''; tries += 1) await composer.press('Enter');
}

async function take(page: Page, name: string): Promise<void> {
  const path = fileNamed(name);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const { size } = statSync(path);
  if (size > mostBytes) throw new Error(`${name} has ${size} bytes, and ${mostBytes} are the most.`);
  process.stdout.write(`docs/${name}: ${Math.round(size / 1_000)} kB\n`);
}

const dataDir = mkdtempSync(join(tmpdir(), 'wheelhouse-picture-'));
const sandbox = sandboxProcess({ DATA_DIR: dataDir, WORKSPACE_PORT: '0' });
let browser: Browser | undefined;
try {
  const base = await sandbox.ready();
  browser = await launch();

  const desk = await pageOf(browser, `${base}/#/${ana}/C0SUPPORT`, { viewport: { width: 1280, height: 900 } });
  await type(desk, '/customer lookup 1010');
  await desk.getByRole('main').getByText('Cannot start').first().waitFor();
  await take(desk, 'workspace.png');

  await type(desk, '/voucher apply 1010 50');
  const form = desk.getByRole('dialog');
  await form.getByText('Asks 1 lead').first().waitFor();
  await form.getByLabel(/^Reason/).fill('Stood in the rain for an hour: the car did not open.');
  await form.getByRole('button', { name: /^(Ask|Send|Apply|Submit)/ }).click();

  const phone = await pageOf(browser, `${base}/#/${lea}/C0APPROVALS`, {
    viewport: { width: 390, height: 640 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  });
  await phone.getByRole('main').getByRole('button', { name: 'Approve' }).waitFor();
  await take(phone, 'approval-phone.png');
} finally {
  await browser?.close();
  await sandbox.end('SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
}
