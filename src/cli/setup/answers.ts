import { dirname, resolve } from 'node:path';
import { stringify } from 'yaml';
import { settingNames } from '../../config.ts';
import { didYouMean } from '../../lib/nearest.ts';
import { readWritten } from '../../lib/written-file.ts';
import { readYaml } from '../../lib/yaml-file.ts';
import { formatProblem, type Problem, problemAt } from '../../lib/yaml-problems.ts';

/** What somebody, or a file, answered: settings by their names, and the text of a policy file if there is to be a new one. */
export type SetupAnswers = {
  values: Record<string, string>;
  policy: string | undefined;
  /** The folder to write to. */
  out: string;
  /** What is set to something else may be exchanged. */
  overwrite: boolean;
};

const ownKeys = ['policy', 'out', 'overwrite'] as const;

/**
 * A file of answers, in YAML: settings by their names; `policy`, the policy file itself or where one lies (seen from this file); `out`, the
 * folder to write to (seen from where the command runs); `overwrite: true`, where what is set may be exchanged.
 */
export function readAnswers(file: string, folder: string): { ok: true; answers: SetupAnswers } | { ok: false; lines: string[] } {
  const written = readWritten(file);
  if (!written.ok) return { ok: false, lines: [`${file} ${written.why}. Name a file of answers, in YAML.`] };
  const told = (problems: readonly Problem[]) => ({ ok: false, lines: problems.map((one) => formatProblem(file, one)) }) as const;
  const read = readYaml(written.text);
  if (!read.ok) return told(read.problems);
  const { value: given, locate } = read;
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return told([problemAt(locate, [], 'Write settings by their names here, such as SLACK_BOT_TOKEN: xoxb-…')]);

  const { policy, out, overwrite, ...settings } = given as Record<string, unknown>; // safe: it is an object
  const problems: Problem[] = [];
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(settings)) {
    const known = [...settingNames, ...ownKeys];
    if (!settingNames.includes(name))
      problems.push(problemAt(locate, [name], `"${name}" is not known here.${didYouMean(name, known)}`, 'key'));
    else if (typeof value === 'string' || typeof value === 'number') values[name] = String(value).trim();
    else if (value !== null) problems.push(problemAt(locate, [name], 'Write a text here.'));
  }
  if (out !== undefined && typeof out !== 'string')
    problems.push(problemAt(locate, ['out'], 'Name the folder to write to here.'));
  if (overwrite !== undefined && typeof overwrite !== 'boolean')
    problems.push(problemAt(locate, ['overwrite'], 'Write true or false here.'));
  const policyText = policyIn(policy, dirname(resolve(folder, file)));
  const unreadable = policyText !== undefined && 'why' in policyText;
  if (unreadable)
    problems.push(
      problemAt(locate, ['policy'], `${policyText.why} Name one, seen from this file, or write the policy itself here.`),
    );
  if (problems.length > 0 || unreadable) return told(problems);
  return {
    ok: true,
    answers: {
      values,
      policy: policyText?.text,
      out: resolve(folder, typeof out === 'string' ? out : '.'),
      overwrite: overwrite === true,
    },
  };
}

function policyIn(policy: unknown, beside: string): { text: string } | { why: string } | undefined {
  if (policy === undefined || policy === null) return undefined;
  if (typeof policy !== 'string') return { text: stringify(policy) };
  if (policy.includes('\n')) return { text: policy };
  const read = readWritten(resolve(beside, policy));
  if (read.ok) return read;
  return { why: read.why === 'is not there' ? 'There is no such file.' : `The file ${read.why}.` };
}
