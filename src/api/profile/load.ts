import { readWritten } from '../../lib/written-file.ts';
import { formatProblem } from '../../lib/yaml-problems.ts';
import type { Profile, Profiles } from './profile.ts';
import { readProfile } from './read.ts';

/** Where the profiles of both back offices are; a variable that is not set means that nothing differs. */
export type ProfileFiles = { operations?: string | undefined; smartmove?: string | undefined } | { any: string };

export const profileVariables = { operations: 'OPERATIONS_API_PROFILE', smartmove: 'SMARTMOVE_API_PROFILE' } as const;

/** Both profiles, or a line for each thing that is wrong with their files. */
export function loadProfiles(files: ProfileFiles): { ok: true; profiles: Profiles } | { ok: false; problems: string[] } {
  const wanted =
    'any' in files
      ? ([['any', files.any]] as const)
      : ([
          ['operations', files.operations],
          ['smartmove', files.smartmove],
        ] as const);
  const read = wanted.map(([upstream, file]) => [upstream, one(upstream, file)] as const);
  const problems = read.flatMap(([, outcome]) => (Array.isArray(outcome) ? outcome : []));
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    profiles: Object.fromEntries(read.map(([upstream, profile]) => [upstream === 'any' ? 'operations' : upstream, profile])),
  };
}

function one(upstream: 'operations' | 'smartmove' | 'any', file: string | undefined): Profile | string[] | undefined {
  if (file === undefined) return undefined;
  const written = readWritten(file);
  if (!written.ok) {
    const what = upstream === 'any' ? '' : `${profileVariables[upstream]}: `;
    return [`${what}${file} ${written.why}. Name a profile, or leave it out: then the API is taken as assumed.`];
  }
  const read = readProfile(written.text, upstream);
  return read.ok ? read.profile : read.problems.map((problem) => formatProblem(file, problem));
}
