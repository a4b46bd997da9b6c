import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectFile } from '../../src/lib/project.ts';

const script = projectFile('scripts/release.mjs');
const changelog = '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Something.\n\n## [0.1.0] - 2026-11-21\n\nThe first.\n';

let folder: string;
const git = (...words: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...words], { cwd: folder, encoding: 'utf8' });
const file = (name: string) => readFileSync(join(folder, name), 'utf8');
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const release = (...words: string[]) => {
  const identity = {
    GIT_AUTHOR_NAME: 't',
    GIT_AUTHOR_EMAIL: 't@example.com',
    GIT_COMMITTER_NAME: 't',
    GIT_COMMITTER_EMAIL: 't@example.com',
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: folder, ...identity },
  });
  return { status, stdout, stderr };
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-release-'));
  write('CHANGELOG.md', changelog);
  write('package.json', '{\n  "name": "wheelhouse",\n  "version": "0.1.0"\n}\n');
  write(
    'package-lock.json',
    '{\n  "version": "0.1.0",\n  "packages": { "": { "version": "0.1.0" }, "node_modules/a": { "version": "0.1.0" } }\n}\n',
  );
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '-m', 'All');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('npm run release', () => {
  it('dates the changelog, sets the version, commits, tags and packs', () => {
    expect(release('0.2.0')).toMatchObject({ status: 0, stdout: expect.stringContaining('v0.2.0') });
    expect(file('CHANGELOG.md')).toMatch(
      /## \[Unreleased\]\n\n## \[0\.2\.0\] - \d{4}-\d\d-\d\d\n\n### Added\n\n- Something\.\n\n## \[0\.1\.0\]/,
    );
    expect(file('package.json')).toContain('"version": "0.2.0"');
    expect(file('package-lock.json').match(/0\.\d\.0/g)).toEqual(['0.2.0', '0.2.0', '0.1.0']);
    expect(git('log', '-1', '--format=%s')).toBe('Release 0.2.0\n');
    expect(git('describe', '--tags')).toBe('v0.2.0\n');
    expect(git('status', '--porcelain', '--untracked-files=no')).toBe('');
    expect(execFileSync('tar', ['-tzf', join(folder, 'wheelhouse-0.2.0.tar.gz')], { encoding: 'utf8' })).toContain(
      'wheelhouse-0.2.0/package.json',
    );
  });

  it.each([
    ['no version', [], () => undefined, 'Write the new version'],
    ['a version that is none', ['next'], () => undefined, 'Write the new version'],
    ['a version that is not newer', ['0.1.0'], () => undefined, '0.1.0 is not newer than 0.1.0'],
    ['something that is not committed', ['0.2.0'], () => write('package.json', '{ "version": "0.1.0" }'), 'not committed'],
    ['a tag that is there', ['0.2.0'], () => git('tag', 'v0.2.0'), 'There is a tag v0.2.0 already'],
    [
      'a changelog that says nothing',
      ['0.2.0'],
      () => {
        write('CHANGELOG.md', changelog.replace('- Something.', ''));
        git('commit', '--quiet', '-am', 'Less');
      },
      'says nothing under',
    ],
  ])('with %s it says so in one line, and writes nothing', (_what, words, before: () => unknown, say) => {
    before();
    const log = git('log', '--format=%s');
    const { status, stderr } = release(...words);
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([expect.stringContaining(say)]);
    expect(git('log', '--format=%s')).toBe(log);
    expect(existsSync(join(folder, 'wheelhouse-0.2.0.tar.gz'))).toBe(false);
  });
});
