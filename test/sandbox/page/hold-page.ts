import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import type { PageAct } from '../../../sandbox/workspace/page-protocol.ts';
import { launch, readyForKeys } from './browser.ts';
import { type Fixture, startFixture } from './fixture.ts';

type OpenOptions = {
  width?: number;
  height?: number;
  guide?: boolean;
  /** No time passes on the page but what the test lets pass with `page.clock`: a notice stays however slow the machine is. */
  stopped?: boolean;
};

export type HeldPage = {
  readonly page: Page;
  readonly fixture: Fixture;
  open(hash: string, options?: OpenOptions): Promise<void>;
  composer(): Locator;
  /** The last act of that kind that the page sent. */
  last(act: PageAct['act']): PageAct | undefined;
};

/** Generous, for a busy machine: everything here ends as soon as it can. */
const patienceMs = 60_000;

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
    async open(hash: string, options: OpenOptions = {}) {
      const { url } = held.fixture;
      if (!browser) throw new Error('no browser runs');
      const viewport = { width: options.width ?? 1440, height: options.height ?? 900 };
      const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
      page = await context.newPage();
      page.setDefaultTimeout(patienceMs);
      page.on('pageerror', (error) => problems.push(String(error)));
      page.on('request', (request) => {
        // The one picture of the fixture that cannot be had; the page's policy stops it.
        if (![url, 'data:', 'http://127.0.0.1:9/'].some((allowed) => request.url().startsWith(allowed)))
          problems.push(request.url());
      });
      if (!options.guide) await page.addInitScript(() => localStorage.setItem('workspace.guide', 'closed'));
      if (options.stopped) {
        await page.clock.install();
        await page.clock.pauseAt(Date.now() + 1000);
      }
      await page.goto(`${url}/${hash}`);
      await page.getByRole('main').waitFor();
      await readyForKeys(page);
    },
    composer: () => held.page.getByRole('combobox', { name: /^Message to/ }),
    last: (act: PageAct['act']) => held.fixture.acts.findLast((each) => each.act === act),
  });
}

/** Resolves once that has the focus, so that what is typed next goes there. */
export async function untilFocused(place: Locator): Promise<void> {
  await until(() => place.evaluate((element) => element === document.activeElement), true);
}

/** Resolves once React has drawn, and has done after drawing, what it was told before: its work waits in line with other messages. */
export async function untilDrawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage('');
      });
    }
  });
}

/** Waits until what is read equals the value. */
export async function until<Value>(read: () => Promise<Value> | Value, value: Value): Promise<void> {
  await vi.waitFor(async () => expect(await read()).toEqual(value), { timeout: patienceMs, interval: 40 });
}
