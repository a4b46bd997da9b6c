import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageFiles } from '../../../sandbox/page/files.ts';
import { projectFile } from '../../../src/lib/project.ts';

describe('the built page', () => {
  const file = pageFiles(projectFile('dist/page'));

  it('serves the page, its script, its styles and its icon, and nothing else', () => {
    expect(file('/')?.contentType).toBe('text/html; charset=utf-8');
    expect(file('/assets/main.js')?.contentType).toBe('text/javascript; charset=utf-8');
    expect(file('/assets/main.css')?.contentType).toBe('text/css; charset=utf-8');
    expect(file('/favicon.svg')?.contentType).toBe('image/svg+xml');
    expect(file('/../package.json')).toBeUndefined();
    expect(file('/assets/../index.html')).toBeUndefined();
  });

  it('has no inline script and names no other host in the page itself', () => {
    const html = String(file('/')?.body);
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(html).not.toMatch(/https?:/);
    expect(String(file('/assets/main.css')?.body)).not.toMatch(/url\(["']?(?:https?:)?\/\//);
  });

  it('keeps slack-blocks-to-jsx out of what is loaded first', () => {
    expect(Buffer.from(file('/assets/main.js')?.body ?? '').includes('slack_blocks_to_jsx--blocks')).toBe(false);
  });

  it('says what to do when it was not built', () => {
    expect(() => pageFiles(mkdtempSync(join(tmpdir(), 'wheelhouse-page-')))).toThrow(/was not built.*npm run build/);
  });
});
