import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { type Api, apis, describeCalls } from '../api/document/calls.ts';
import { checkDocument } from '../api/document/check.ts';
import type { ComparedCall } from '../api/document/compare.ts';
import { loadDocument } from '../api/document/load.ts';
import { printDocument } from '../api/document/print.ts';
import type { Foreign } from '../api/document/their-schema.ts';
import { loadProfiles, profileVariables } from '../api/profile/load.ts';
import { type Profile, together } from '../api/profile/profile.ts';
import type { Environment } from '../config.ts';
import { readWritten } from '../lib/written-file.ts';
import { version } from '../version.ts';
import { draftMark, draftProfile } from './api-draft-file.ts';
import { comparedLines } from './api-words.ts';
import type { CommandEnd } from './arguments.ts';

/** `wheelhouse api print`: what the app calls, as OpenAPI. */
export function apiPrint(which: string | undefined, options: { json?: boolean }): CommandEnd {
  const wanted = apis.filter((api) => which === undefined || api === which);
  if (wanted.length === 0) return unknownApi(which ?? '');
  const document = printDocument(version, wanted);
  // Every shape is written out where it is: aliases are for machines.
  const text =
    options.json === true
      ? JSON.stringify(document, null, 2)
      : stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 });
  return { lines: [text.trimEnd()], code: 0 };
}

export type CheckOptions = { api?: string; json?: boolean; profile?: string; draft?: string };

/** `wheelhouse api check`: what the app calls, held against an OpenAPI document. */
export async function apiCheck(environment: Environment, source: string, options: CheckOptions): Promise<CommandEnd> {
  const api = apis.find((one) => one === options.api);
  if (options.api !== undefined && api === undefined) return unknownApi(options.api);
  if (source === '-' && process.stdin.isTTY)
    return { lines: ['Name a file or a URL, or hand the document on: wheelhouse api check < api.yaml'], code: 2 };
  const loaded = await loadDocument(source);
  if (!loaded.ok) return { lines: [loaded.problem], code: 2 };
  const read = profilesFor(environment, options.profile);
  if (!read.ok) return { lines: read.problems, code: 2 };
  const checked = checkDocument(loaded.document, api, read.profile);
  if (!checked.ok) return { lines: [checked.problem], code: 2 };
  if (options.draft !== undefined) {
    const problem = writeDraft(options.draft, source, loaded.document, api, read.profile);
    if (problem !== undefined) return { lines: [problem], code: 2 };
  }
  return comparedEnd(checked.calls, options.json === true);
}

/** Writes a draft; what a person wrote is never written over. */
function writeDraft(file: string, source: string, document: Foreign, api: Api | undefined, before: Profile): string | undefined {
  const read = readWritten(file);
  if (!read.ok && read.why !== 'is not there') return `${file} ${read.why}.`;
  const there = read.ok ? read.text : '';
  if (there.trim() !== '' && !there.startsWith(draftMark)) return `${file} is there already and no draft; name another file.`;
  const compare = (profile: Profile) => {
    const checked = checkDocument(document, api, profile);
    return checked.ok ? checked.calls : [];
  };
  try {
    writeFileSync(file, draftProfile(source, describeCalls(), compare, before));
    return undefined;
  } catch {
    return `${file} cannot be written.`;
  }
}

/** The file that is named, whichever back office it is for, else those of the settings. */
export function profilesFor(
  environment: Environment,
  file: string | undefined,
): { ok: true; profile: Profile } | { ok: false; problems: string[] } {
  const variable = (name: string) => environment[name]?.trim() || undefined;
  const named = { operations: variable(profileVariables.operations), smartmove: variable(profileVariables.smartmove) };
  const read = file === undefined ? loadProfiles(named) : loadProfiles({ any: file });
  return read.ok ? { ok: true, profile: together(read.profiles) } : read;
}

function comparedEnd(calls: readonly ComparedCall[], json: boolean): CommandEnd {
  const ok = calls.every(({ differences }) => differences.length === 0);
  return { lines: json ? [JSON.stringify({ ok, calls }, null, 2)] : comparedLines(calls), code: ok ? 0 : 1 };
}

function unknownApi(which: string): CommandEnd {
  return { lines: [`There is no ${which}; one of: ${apis.join(', ')}.`], code: 2 };
}
