import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';
import { codeIn, pages, read, root } from './support.ts';

/** Links and pictures of a page: Markdown's and HTML's. */
function targets(page: string): string[] {
  const text = page.replaceAll(/^```[\s\S]*?^```/gm, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? match[2] ?? '');
}

/** The anchors that GitHub makes of a page's headings. */
function anchors(page: string): string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function brokenLinks(path: string): string[] {
  return targets(read(path)).filter((target) => {
    if (/^https:\/\//.test(target)) return false;
    const [file = '', anchor] = target.split('#');
    const there = file === '' ? path : normalize(join(dirname(path), file));
    if (there.startsWith('..') || !existsSync(join(root, there))) return true;
    return anchor !== undefined && !anchors(read(there)).includes(anchor);
  });
}

it('every link of every page leads somewhere in the repository', () => {
  expect(pages().length).toBeGreaterThan(5);
  expect(targets(read('README.md'))).toContain('docs/workspace.png');
  expect(pages().flatMap((path) => brokenLinks(path).map((target) => `${path}: ${target}`))).toEqual([]);
});

it('every file and folder that a page names is there', () => {
  const named = pages().flatMap((path) =>
    codeIn(read(path))
      .filter((code) => /^(src|test|sandbox|scripts|docs|bin|\.ci)\/[\w./-]+$/.test(code))
      .map((code) => ({ path, code })),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(({ code }) => !existsSync(join(root, code)))).toEqual([]);
});

it('every npm script that a page names is there', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }; // safe: npm's own file
  const named = pages().flatMap((path) => [...read(path).matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? ''));
  expect(named).toContain('lint');
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});
