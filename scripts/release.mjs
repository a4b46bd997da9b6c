/**
 * `npm run release -- 0.2.0`: makes a release of what is committed. The changelog's _Unreleased_ part gets the version and the day, the
 * version goes into package.json and its lock, both are committed and tagged, and the tagged tree is packed beside them. Nothing is
 * pushed. Everything that can be wrong is looked at before the first file is written.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const heading = '## [Unreleased]';
const files = ['package.json', 'package-lock.json'];

/** @param {string[]} words */
const git = (...words) => execFileSync('git', words, { encoding: 'utf8' }).trim();

/** @param {string} why @returns {never} */
function refuse(why) {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}

/** @param {string} version @returns {number[] | undefined} */
function partsOf(version) {
  return /^\d+\.\d+\.\d+$/.test(version) ? version.split('.').map(Number) : undefined;
}

/** @param {readonly number[]} one @param {readonly number[]} other */
function isNewer(one, other) {
  const at = one.findIndex((part, index) => part !== other[index]);
  return at >= 0 && Number(one[at]) > Number(other[at]);
}

const version = process.argv[2] ?? '';
const wanted = partsOf(version) ?? refuse('Write the new version: npm run release -- 0.2.0');
const now = JSON.parse(readFileSync('package.json', 'utf8')).version;
if (!isNewer(wanted, partsOf(now) ?? [])) refuse(`${version} is not newer than ${now}, which package.json has.`);
if (git('status', '--porcelain') !== '')
  refuse('Something is not committed. Commit it, or put it away; git status has the list.');
const tag = `v${version}`;
if (git('tag', '--list', tag) !== '') refuse(`There is a tag ${tag} already.`);
const changelog = readFileSync('CHANGELOG.md', 'utf8');
const begin = changelog.indexOf(`${heading}\n`);
if (begin < 0) refuse(`CHANGELOG.md has no part "${heading}".`);
const after = changelog.slice(begin + heading.length + 1);
const unreleased = after.split(/^## \[/m)[0] ?? '';
if (!/^- /m.test(unreleased)) refuse(`CHANGELOG.md says nothing under "${heading}". Write what changes for those who run it.`);

const day = new Date().toISOString().slice(0, 10);
writeFileSync('CHANGELOG.md', `${changelog.slice(0, begin)}${heading}\n\n## [${version}] - ${day}\n${after}`);
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  // The first of package.json, and the first two of its lock, are this package's own.
  let left = file === 'package.json' ? 1 : 2;
  writeFileSync(
    file,
    text.replaceAll(`"version": "${now}"`, (own) => {
      left -= 1;
      return left < 0 ? own : `"version": "${version}"`;
    }),
  );
}
git('commit', '--quiet', '-m', `Release ${version}`, 'CHANGELOG.md', ...files);
git('tag', '--annotate', '-m', `Wheelhouse ${version}`, tag);
const pack = `wheelhouse-${version}.tar.gz`;
git('archive', '--format=tar.gz', `--prefix=wheelhouse-${version}/`, '-o', pack, tag);
process.stdout.write(
  `${tag} is committed, tagged, and packed as ${pack}. Nothing was pushed: git push --follow-tags does that.\n`,
);
