import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import type { PageAct } from '../../../sandbox/workspace/page-protocol.ts';
import { launch } from './browser.ts';
import { type Fixture, startFixture } from './fixture.ts';

export type HeldPage = {
  readonly page: Page;
  readonly fixture: Fixture;
  open(hash: string, options?: { width?: number; height?: number; guide?: boolean }): Promise<void>;
  composer(): Locator;
  /** The last act of that kind that the page sent. */
  last(act: PageAct['act']): PageAct | undefined;
};

/** One browser for the file, one fixture and one page for each test. A page that throws, or asks another host, fails its test. */
export function holdPage(): HeldPage {
  let browser: Browser | undefined;
  let fixture: Fixture | undefined;
  let page: Page | undefined;
  let problems: string[] = [];
  const held = {
    get page(): Page {
      if (!page) throw new Error('no page is open');
      return page;
    },
    get fixture(): Fixture {
      if (!fixture) throw new Error('no fixture runs');
      return fixture;
    },
  };

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    fixture = await startFixture();
    problems = [];
  });
  afterEach(async () => {
    await page?.context().close();
    await fixture?.close();
    expect(problems).toEqual([]);
  });

  return Object.assign(held, {
    async open(hash: string, options: { width?: number; height?: number; guide?: boolean } = {}) {
      const { url } = held.fixture;
      if (!browser) throw new Error('no browser runs');
      const viewport = { width: options.width ?? 1440, height: options.height ?? 900 };
      const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
      page = await context.newPage();
      page.setDefaultTimeout(10_000);
      page.on('pageerror', (error) => problems.push(String(error)));
      page.on('request', (request) => {
        // The one picture of the fixture that cannot be had; the page's policy stops it.
        if (![url, 'data:', 'http://127.0.0.1:9/'].some((allowed) => request.url().startsWith(allowed)))
          problems.push(request.url());
      });
      if (!options.guide) await page.addInitScript(() => localStorage.setItem('workspace.guide', 'closed'));
      await page.goto(`${url}/${hash}`);
      await page.getByRole('main').waitFor();
    },
    composer: () => held.page.getByRole('combobox', { name: /^Message to/ }),
    last: (act: PageAct['act']) => held.fixture.acts.findLast((each) => each.act === act),
  });
}

/** Waits until what is read equals the value. */
export async function until<Value>(read: () => Promise<Value> | Value, value: Value): Promise<void> {
  await vi.waitFor(async () => expect(await read()).toEqual(value), { timeout: 8000, interval: 40 });
}
