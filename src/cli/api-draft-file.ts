import { stringify } from 'yaml';
import type { DescribedCall } from '../api/document/calls.ts';
import type { ComparedCall } from '../api/document/compare.ts';
import type { Profile } from '../api/profile/profile.ts';
import { readProfile } from '../api/profile/read.ts';
import { type DraftEntry, draftEntries } from './api-draft.ts';

/** How a draft begins: it may be written again. */
export const draftMark = '# Drafted from ';

/** A call whose place was found has further differences, which show only then. */
const rounds = 4;

/**
 * A profile with what names alone can decide, each line with its reason, and the rest as remarks. `compare` holds the calls against the
 * document once more with what was drafted so far.
 */
export function draftProfile(
  source: string,
  calls: readonly DescribedCall[],
  compare: (profile: Profile) => readonly ComparedCall[],
  before: Profile,
): string {
  let decided: DraftEntry[] = [];
  let left: DraftEntry[] = [];
  let profile = before;
  for (let round = 0; round < rounds; round += 1) {
    const entries = draftEntries(compare(profile), calls);
    const lines = entries.filter(({ value }) => value !== undefined);
    const { taken, refused } = sift(decided, lines);
    left = [...entries.filter(({ value }) => value === undefined), ...refused];
    const listed = intoLists(decided, entries);
    if (taken.length === 0 && listed.every((entry, index) => entry === decided[index])) break;
    decided = [...listed, ...taken];
    const read = readProfile(textOf(source, decided, []));
    if (!read.ok) break;
    profile = over(before, read.profile);
  }
  return textOf(source, decided, left);
}

/** A name that turns out to be a list's, where ours is one value: it goes into the list. */
function intoLists(decided: readonly DraftEntry[], entries: readonly DraftEntry[]): DraftEntry[] {
  return decided.map((entry) => {
    const field = entry.path.at(-1) ?? '';
    const isList = entries.some(({ list, path }) => list === field && (path[1] === entry.path[1] || entry.path[0] === 'objects'));
    return isList && entry.value?.endsWith('[]') === false ? { ...entry, value: `${entry.value}[]` } : entry;
  });
}

/** What was drafted comes on top of a profile that is there already. */
function over(before: Profile, drafted: Profile): Profile {
  return {
    calls: { ...before.calls, ...drafted.calls },
    objects: { ...before.objects, ...drafted.objects },
    values: { ...before.values, ...drafted.values },
    plain: { ...before.plain, ...drafted.plain },
    off: before.off,
  };
}

/** What the rules of a profile do not allow is a remark, with the rule as its reason. */
function sift(decided: readonly DraftEntry[], lines: readonly DraftEntry[]): { taken: DraftEntry[]; refused: DraftEntry[] } {
  const taken: DraftEntry[] = [];
  const refused: DraftEntry[] = [];
  for (const line of lines) {
    const read = readProfile(textOf('', [...decided, ...taken, line], []));
    if (read.ok) taken.push(line);
    else
      refused.push({
        path: line.path.slice(0, 2),
        reason: `${line.path.slice(2).join('.')}: ${line.value} was near, but: ${read.problems[0]?.say ?? ''}`,
      });
  }
  return { taken, refused };
}

function textOf(source: string, decided: readonly DraftEntry[], left: readonly DraftEntry[]): string {
  const head = [
    ...(source === ''
      ? []
      : [
          `${draftMark}${source.replace(/\s+/g, ' ')} by the names alone. Read every line. Nothing uses this file before you name it in`,
        ]),
    ...(source === '' ? [] : ['# OPERATIONS_API_PROFILE or SMARTMOVE_API_PROFILE.']),
    'version: 1',
  ];
  const sections = ['calls', 'objects', 'values'].map((section) => sectionText(section, decided, left));
  return `${[...head, ...sections.flat()].join('\n')}\n`;
}

function sectionText(section: string, decided: readonly DraftEntry[], left: readonly DraftEntry[]): string[] {
  const ofSection = (entries: readonly DraftEntry[]) => entries.filter(({ path }) => path[0] === section);
  const lines = ofSection(decided);
  const remarks = ofSection(left);
  const names = [...new Set([...lines, ...remarks].map(({ path }) => path[1] ?? ''))];
  const body = names.flatMap((name) => {
    const mine = lines.filter(({ path }) => path[1] === name);
    const comments = remarks.filter(({ path }) => path[1] === name).map(({ reason }) => `  # ${name}: ${oneLine(reason)}`);
    return [...(mine.length === 0 ? [] : [`  ${scalar(name)}:`, ...nested(mine)]), ...comments];
  });
  if (body.length === 0) return [];
  return [lines.length === 0 ? `# ${section}:` : `${section}:`, ...body];
}

function nested(lines: readonly DraftEntry[]): string[] {
  const parts = [...new Set(lines.map(({ path }) => path[2] ?? ''))];
  return parts.flatMap((part) => {
    const mine = lines.filter(({ path }) => path[2] === part);
    const leaf = mine.find(({ path }) => path.length === 3);
    if (leaf !== undefined) return [`    ${scalar(part)}: ${scalar(leaf.value ?? '')} # ${oneLine(leaf.reason)}`];
    return [
      `    ${scalar(part)}:`,
      ...mine.map(({ path, value, reason }) => `      ${scalar(path[3] ?? '')}: ${scalar(value ?? '')} # ${oneLine(reason)}`),
    ];
  });
}

const scalar = (text: string) => stringify(text, { lineWidth: 0 }).trim();
const oneLine = (text: string) => text.replace(/\s+/g, ' ');
