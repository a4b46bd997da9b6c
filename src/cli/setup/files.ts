import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { settingNames } from '../../config.ts';
import { fileProblem, readWritten } from '../../lib/written-file.ts';
import { readEnvFile, setInEnvFile } from '../env-file.ts';
import type { SetupAnswers } from './answers.ts';

/** Settings that name a place on the disk, seen from the folder that the app starts in. */
const paths = ['DATA_DIR', 'POLICY_FILE', 'OPERATIONS_API_PROFILE', 'SMARTMOVE_API_PROFILE', 'AUDIT_HEAD_FILE'] as const;
const usualPlaces = { DATA_DIR: './data', POLICY_FILE: './policy.yml' } as const;

const envFile = (folder: string) => join(folder, '.env');

/** Why nothing can be written to this folder, or its `.env` can't be read, as a sentence; undefined if all is well. */
export function folderProblem(folder: string): string | undefined {
  if (existsSync(folder) && !statSync(folder).isDirectory()) return `${folder} is not a folder. Name a folder to write to.`;
  return writtenProblem(envFile(folder));
}

/** The same of a file that is there already. */
export function writtenProblem(file: string): string | undefined {
  const why = fileProblem(file);
  return why === undefined || why === 'is not there' ? undefined : `${file} ${why}.`;
}

/** What the folder's `.env` sets, of the app's settings. */
export function settingsIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    [...readEnvFile(envFile(folder))].filter(([name, value]) => settingNames.includes(name) && value !== ''),
  );
}

/** Where the policy file lies, or will. */
export function policyFileOf(folder: string, values: Readonly<Record<string, string>>): string {
  return resolve(folder, values.POLICY_FILE ?? usualPlaces.POLICY_FILE);
}

/** The settings as a command anywhere reads them: places on the disk are seen from the folder. */
export function seenFrom(folder: string, values: Readonly<Record<string, string>>): Record<string, string> {
  const all: Record<string, string> = { ...usualPlaces, ...values };
  for (const name of paths) {
    const path = all[name];
    if (path !== undefined && !isAbsolute(path)) all[name] = resolve(folder, path);
  }
  return all;
}

/** The settings with a key for the journal, where none is set, and none lies beside an embedded database that is there already. */
export function withJournalKey(folder: string, values: Readonly<Record<string, string>>): Record<string, string> {
  const { JOURNAL_KEY: key, DATABASE_URL: url, DATA_DIR: dataDir = usualPlaces.DATA_DIR } = values;
  const hasOwn = url === undefined && existsSync(join(resolve(folder, dataDir), 'journal.key'));
  return key !== undefined || hasOwn ? { ...values } : { ...values, JOURNAL_KEY: randomBytes(32).toString('base64') };
}

/** What would be exchanged for something else, or taken out: settings by name, and the policy file. */
export function exchanged({ out, values, policy }: Pick<SetupAnswers, 'out' | 'values' | 'policy'>): string[] {
  const names = Object.entries(settingsIn(out)).flatMap(([name, before]) => (values[name] === before ? [] : [name]));
  const file = policyFileOf(out, values);
  const isOther = policy !== undefined && existsSync(file) && !holds(file, policy);
  return isOther ? [...names, file] : names;
}

type Written = { ok: true; files: string[] } | { ok: false; problem: string };

/** Writes the policy file first, then `.env` (0600): a folder with an `.env` has all that it names. Comes back with what was written. */
export function writeFiles(answers: Pick<SetupAnswers, 'out' | 'values' | 'policy'>): Written {
  try {
    return { ok: true, files: writeAll(answers) };
  } catch (error) {
    // A disk that is full, a folder of another account: the system's word says which.
    if (!(error instanceof Error && 'code' in error)) throw error;
    const file = 'path' in error ? String(error.path) : answers.out;
    return { ok: false, problem: `${file} can’t be written (${String(error.code)}).` };
  }
}

function writeAll({ out, values, policy }: Pick<SetupAnswers, 'out' | 'values' | 'policy'>): string[] {
  mkdirSync(out, { recursive: true });
  const file = policyFileOf(out, values);
  const isNew = policy !== undefined && !holds(file, policy);
  if (isNew) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, policy);
    renameSync(`${file}.new`, file);
  }
  const gone = Object.keys(settingsIn(out)).filter((name) => values[name] === undefined);
  setInEnvFile(envFile(out), { ...Object.fromEntries(gone.map((name) => [name, undefined])), ...values });
  return [...(isNew ? [file] : []), envFile(out)];
}

function holds(file: string, policy: string): boolean {
  const read = readWritten(file);
  return read.ok && read.text === policy;
}
