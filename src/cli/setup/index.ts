import { existsSync } from 'node:fs';
import { parsePolicy } from '../../approvals/policy/parse.ts';
import { type Environment, readConfig, settingNames } from '../../config.ts';
import { listed } from '../../lib/text.ts';
import { readWritten } from '../../lib/written-file.ts';
import { formatProblem } from '../../lib/yaml-problems.ts';
import { manifestFor } from '../../manifest.ts';
import type { CommandEnd } from '../arguments.ts';
import { doctor } from '../doctor.ts';
import { readAnswers, type SetupAnswers } from './answers.ts';
import { type Ask, Stopped } from './ask.ts';
import {
  exchanged,
  folderProblem,
  policyFileOf,
  seenFrom,
  settingsIn,
  withJournalKey,
  writeFiles,
  writtenProblem,
} from './files.ts';
import { interview, slackLink } from './interview.ts';

export type SetupDeps = {
  environment: Environment;
  /** Where the command runs. */
  folder: string;
  /** The person; undefined if nobody can be asked. */
  ask: Ask | undefined;
};

const nothingWritten = 'Nothing was written.';

/**
 * `wheelhouse setup`: asks for what a start needs, or takes it from a file of answers, writes `.env` and the policy file, and ends with
 * doctor. Nothing is written before all of it is known, and nothing exchanged without a yes.
 */
export async function setup(
  { environment, folder, ask }: SetupDeps,
  { answers: file }: { answers?: string },
): Promise<CommandEnd> {
  if (file !== undefined) return fromFile(file, folder);
  if (ask === undefined)
    return {
      code: 2,
      lines: ['setup asks questions, which takes a terminal. For machines: npx wheelhouse setup --answers FILE'],
    };
  try {
    return await fromPerson(ask, environment, folder);
  } catch (error) {
    if (error instanceof Stopped) return { code: 2, lines: [`Stopped. ${nothingWritten} npx wheelhouse setup begins again.`] };
    throw error;
  }
}

async function fromFile(file: string, folder: string): Promise<CommandEnd> {
  const read = readAnswers(file, folder);
  if (!read.ok) return { code: 2, lines: [...read.lines, nothingWritten] };
  const { answers } = read;
  const cannot = folderProblem(answers.out);
  if (cannot !== undefined) return notWritten(cannot);
  const values = withJournalKey(answers.out, { ...settingsIn(answers.out), ...answers.values });
  const policyFile = policyFileOf(answers.out, values);
  const unusable = writtenProblem(policyFile);
  if (unusable !== undefined) return notWritten(unusable);
  if (answers.policy === undefined && !existsSync(policyFile))
    return {
      code: 2,
      lines: [
        `${file}: "policy" is missing, and there is no ${policyFile}. Name a policy file, or write one there. ${nothingWritten}`,
      ],
    };
  const policyProblems = answers.policy === undefined ? [] : problemsOf(answers.policy, policyFile);
  if (policyProblems.length > 0) return { code: 2, lines: [...policyProblems, nothingWritten] };
  const others = answers.overwrite ? [] : exchanged({ ...answers, values });
  if (others.length > 0)
    return {
      code: 2,
      lines: [
        `Set to something else already: ${listed(others)}. To exchange it, put overwrite: true into the answers. ${nothingWritten}`,
      ],
    };
  const config = readConfig(values);
  if (!config.ok) return { code: 1, lines: [...config.problems, nothingWritten] };
  return written({ ...answers, values });
}

function notWritten(problem: string): CommandEnd {
  return { code: 2, lines: [`${problem} ${nothingWritten}`] };
}

async function fromPerson(ask: Ask, environment: Environment, folder: string): Promise<CommandEnd> {
  const cannot = folderProblem(folder);
  if (cannot !== undefined) return notWritten(cannot);
  const given = settingNames.flatMap((name) => {
    const value = environment[name]?.trim();
    return value ? [[name, value] as const] : [];
  });
  const set = { ...Object.fromEntries(given), ...settingsIn(folder) };
  const unusable = writtenProblem(policyFileOf(folder, set));
  if (unusable !== undefined) return notWritten(unusable);
  const link = slackLink(
    manifestFor({ prefix: set.COMMAND_PREFIX, typedAnswers: wantsTypedAnswers(policyFileOf(folder, set)) }).toJS(),
  );
  const answers = await interview(ask, { folder, set, link });
  const others = exchanged(answers);
  if (others.length > 0) ask.tell('info', `This exchanges ${listed(others)}.`);
  if (!(await ask.confirm(`Write .env and the policy file to ${folder}?`, true))) throw new Stopped();
  return written(answers);
}

async function written(answers: SetupAnswers): Promise<CommandEnd> {
  const written = writeFiles(answers);
  if (!written.ok) return { code: 2, lines: [written.problem] };
  const environment = seenFrom(answers.out, settingsIn(answers.out));
  const { lines, ok } = await doctor({ environment, folder: answers.out });
  const key = answers.values.JOURNAL_KEY === undefined ? [] : ['Keep a copy of JOURNAL_KEY as you keep backups.'];
  return { code: ok ? 0 : 1, lines: [`Written: ${listed(written.files)}.`, ...key, ...lines] };
}

function problemsOf(text: string, file: string): string[] {
  const parsed = parsePolicy(text);
  return parsed.ok ? [] : parsed.problems.map((problem) => formatProblem(file, problem));
}

/** By the policy file of an earlier run, if there is one. */
function wantsTypedAnswers(file: string): boolean {
  const read = readWritten(file);
  const parsed = read.ok ? parsePolicy(read.text) : undefined;
  return parsed?.ok === true && parsed.policy.typedAnswers;
}
