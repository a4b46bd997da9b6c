import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundlePage } from '../../../sandbox/page/bundle.ts';

describe('the bundle of the page', () => {
  let cacheDir = '';
  beforeAll(async () => {
    cacheDir = await mkdtemp(join(tmpdir(), 'wheelhouse-page-'));
    await bundlePage({ cacheDir });
  }, 30_000);
  afterAll(() => rm(cacheDir, { recursive: true, force: true }));

  it('serves the page, its script, its styles and its icon, and nothing else', async () => {
    const file = await bundlePage({ cacheDir });
    expect(file('/')?.contentType).toBe('text/html; charset=utf-8');
    expect(file('/assets/main.js')?.contentType).toBe('text/javascript; charset=utf-8');
    expect(file('/assets/main.css')?.contentType).toBe('text/css; charset=utf-8');
    expect(file('/favicon.svg')?.contentType).toBe('image/svg+xml');
    expect(file('/../package.json')).toBeUndefined();
    expect(file('/assets/../index.html')).toBeUndefined();
  });

  it('has no inline script and names no other host in the page itself', async () => {
    const file = await bundlePage({ cacheDir });
    const html = String(file('/')?.body);
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(html).not.toMatch(/https?:/);
    expect(String(file('/assets/main.css')?.body)).not.toMatch(/url\(["']?(?:https?:)?\/\//);
  });

  it('keeps slack-blocks-to-jsx out of what is loaded first', async () => {
    const file = await bundlePage({ cacheDir });
    expect(Buffer.from(file('/assets/main.js')?.body ?? '').includes('slack_blocks_to_jsx--blocks')).toBe(false);
  });

  it('is read from the cache when nothing changed, and made once only', async () => {
    const [folder] = await readdir(cacheDir);
    await writeFile(join(cacheDir, folder ?? '', 'main.js'), '// from the cache');
    const file = await bundlePage({ cacheDir });
    expect(Buffer.from(file('/assets/main.js')?.body ?? '').toString()).toBe('// from the cache');
    expect(await readdir(cacheDir)).toHaveLength(1);
    await rm(join(cacheDir, folder ?? ''), { recursive: true });
  });

  it('does without a cache that cannot be written', async () => {
    const file = join(cacheDir, 'a-file');
    await writeFile(file, '');
    const serve = await bundlePage({ cacheDir: join(file, 'below') });
    expect(serve('/assets/main.js')?.body.length).toBeGreaterThan(10_000);
  });
});
