import type { BranchTree } from '../approvals/policy/branches.ts';
import { holdingProblems } from '../approvals/policy/holding.ts';
import { type ParsedPolicy, parsePolicy } from '../approvals/policy/parse.ts';
import { policyJsonSchema } from '../approvals/policy/schema.ts';
import { secretProblems } from '../approvals/policy/webhooks.ts';
import type { Environment } from '../config.ts';
import { withoutTrailing } from '../lib/around.ts';
import { Secret } from '../lib/secret.ts';
import { readWritten } from '../lib/written-file.ts';
import { formatProblem, type Problem } from '../lib/yaml-problems.ts';
import type { Holders } from './holders.ts';
import type { CommandOutcome } from './outcome.ts';
import { branchTreeFor } from './policy-branches.ts';

/** `wheelhouse policy schema` */
export async function policySchema(): Promise<CommandOutcome> {
  return { lines: [JSON.stringify(policyJsonSchema(), null, 2)], ok: true };
}

type Valid = Extract<ParsedPolicy, { ok: true }>;

/** The policy file of the settings (or another), and in lines what is wrong with it. */
export async function readPolicy(
  environment: Environment,
  path?: string,
  tree?: BranchTree,
): Promise<{ ok: true; file: string; parsed: Valid; warnings: string[]; summary: string } | { ok: false; lines: string[] }> {
  const file = path ?? (environment.POLICY_FILE?.trim() || './policy.yml');
  const read = readWritten(file);
  if (!read.ok) return { ok: false, lines: [`${file} ${read.why}. Copy policy.example.yml to it, or name another file.`] };
  const parsed = parsePolicy(read.text, undefined, tree);
  if (!parsed.ok) return { ok: false, lines: parsed.problems.map((problem) => formatProblem(file, problem)) };
  const warnings = parsed.warnings.map((warning) => `${formatProblem(file, warning)} (warning)`);
  return { ok: true, file, parsed, warnings, summary: summary(file, parsed) };
}

/**
 * `wheelhouse policy check`: what the app checks at start, line by line. With `live` Slack is asked who holds the roles and who reads
 * the channels, and what only warns at start (people leave) is an error.
 */
export async function checkPolicy(
  { environment }: { environment: Environment },
  path: string | undefined,
  { live, branches }: { live: boolean; branches?: string | undefined },
): Promise<CommandOutcome> {
  const first = await readPolicy(environment, path);
  if (!first.ok) return first;
  const found = await branchTreeFor(environment, first.parsed.policy, branches);
  if (!found.ok) return { lines: [found.line], ok: false };
  // With the tree it is also found which rules for a branch can never match.
  const read = await readPolicy(environment, path, found.tree);
  if (!read.ok) return read;
  const missing = secretProblems(read.parsed.policy, environment, read.parsed.locate);
  if (missing.length > 0) return { lines: missing.map((problem) => formatProblem(read.file, problem)), ok: false };
  if (!live) return { lines: [...read.warnings, ...found.lines, read.summary], ok: true };

  const { file, parsed } = read;
  const settings = slackSettingsOf(environment);
  if (settings === undefined) return { lines: ['--live asks Slack: set SLACK_BOT_TOKEN.'], ok: false };
  const { holdersOf } = await import('./holders.ts');
  const holders = await holdersOf(settings, parsed.policy);
  if (!holders.ok) return { lines: [`Slack could not be asked: ${holders.say}.`], ok: false };
  const { channelProblems } = await import('./channels.ts');
  const problems = [...liveProblems(parsed, holders.roles), ...(await channelProblems(settings, parsed))];
  if (problems.length > 0) return { lines: problems.map((problem) => formatProblem(file, problem)), ok: false };
  const held = [...holders.roles].map(([role, people]) => `${role} ${people.length}`).join(', ');
  return { lines: [read.summary, `Slack says who holds the roles: ${held}.`], ok: true };
}

/** What is needed to ask Slack; undefined without a token. */
export function slackSettingsOf(environment: Environment): { botToken: Secret; apiUrl?: string } | undefined {
  const token = environment.SLACK_BOT_TOKEN?.trim();
  const apiUrl = environment.SLACK_API_URL?.trim();
  return token ? { botToken: new Secret(token), apiUrl: apiUrl ? `${withoutTrailing(apiUrl, '/')}/` : undefined } : undefined;
}

function liveProblems(parsed: Valid, roles: Holders): Problem[] {
  return [
    // What the file alone makes doubtful, but for who holds what: that has just been asked.
    ...parsed.warnings.filter(({ path }) => path === 'roles'),
    ...holdingProblems(parsed, new Map([...roles].map(([role, people]) => [role, people.length]))),
  ];
}

function summary(file: string, { policy }: Valid): string {
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  return `${file} is valid: ${count(Object.keys(policy.roles).length, 'role')}, ${count(policy.approvals.length, 'approval rule')}, ${count(policy.notifications.length, 'notification rule')}.`;
}
