import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's chromium, or the one that CHROMIUM names; nothing of it reaches the network. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * Resolves once the page takes keys. Where one types has the focus only after it was drawn, and the page's own keys work from that moment
 * on; what is pressed before goes nowhere.
 */
export async function readyForKeys(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const place = document.querySelector('[data-typing-place]');
    return place === null || place === document.activeElement;
  });
}
