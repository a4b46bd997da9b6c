import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadProfiles } from './api/profile/load.ts';
import { holdingProblems } from './approvals/policy/holding.ts';
import { parsePolicy } from './approvals/policy/parse.ts';
import { secretProblems } from './approvals/policy/webhooks.ts';
import { readConfig, secretsIn } from './config.ts';
import { seedFile } from './db/seed.ts';
import { headFileProblem } from './journal/head-file.ts';
import { systemClock } from './lib/clock.ts';
import { randomIds } from './lib/ids.ts';
import { createLog } from './lib/log.ts';
import { steadyClock } from './lib/steady-clock.ts';
import { untraced } from './lib/trace.ts';
import { readWritten } from './lib/written-file.ts';
import { formatProblem, type Problem } from './lib/yaml-problems.ts';
import { stopOnSignals, surviveStrayRejections } from './signals.ts';
import { startTracing } from './tracing/start.ts';
import { tracingProblems } from './tracing/wanted.ts';
import { version } from './version.ts';
import { warningsOf } from './warnings.ts';
import { startWheelhouse, type Wheelhouse } from './wheelhouse.ts';

/** One line a problem on stderr, and no start: a deployment with half a configuration must not look as if it worked. */
function refuseToStart(problems: readonly string[]): never {
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exit(1);
}

function readPolicyText(policyFile: string): string {
  const read = readWritten(policyFile);
  if (read.ok) return read.text;
  return refuseToStart([
    `POLICY_FILE: ${policyFile} ${read.why}. Copy policy.example.yml there and fill in your groups and channels, or point POLICY_FILE at yours.`,
  ]);
}

/** The app with the settings of the environment. Ends the process if they are not right. */
export async function startApp(): Promise<void> {
  const settings = readConfig(process.env);
  if (!settings.ok) refuseToStart(settings.problems);
  const { config } = settings;

  // What was approved in play must not be carried out for real.
  if (config.database.url === undefined && existsSync(join(config.database.dataDir, 'sandbox.json')))
    refuseToStart([`DATA_DIR: ${config.database.dataDir} is a sandbox's. Set it to a folder of the real app's own.`]);

  const badCertificates = tracingProblems(process.env);
  if (badCertificates.length > 0) refuseToStart(badCertificates);

  const headProblem = config.auditHeadFile === undefined ? undefined : await headFileProblem(config.auditHeadFile);
  if (headProblem !== undefined) refuseToStart([headProblem]);

  const profiles = loadProfiles(config.profileFiles);
  if (!profiles.ok) refuseToStart(profiles.problems);

  const policy = parsePolicy(readPolicyText(config.policyFile));
  if (!policy.ok) refuseToStart(policy.problems.map((problem) => formatProblem(config.policyFile, problem)));

  const missing = secretProblems(policy.policy, process.env, policy.locate);
  if (missing.length > 0) refuseToStart(missing.map((problem) => formatProblem(config.policyFile, problem)));

  let trace = untraced;
  const log = createLog({ level: config.logLevel, pretty: process.stdout.isTTY, traceId: () => trace.id() });
  const replica = randomIds.uuid();
  const tracing = await startTracing({ environment: process.env, version, replica, log });
  trace = tracing.trace;
  const inFile = (problem: Problem) => formatProblem(config.policyFile, problem);
  const policyWarnings = policy.warnings.map(inFile);
  for (const warning of policyWarnings) log.warn({ warning }, 'the policy file has a warning');
  for (const { where, ...warning } of warningsOf(config, policy.policy, process.cwd()))
    log.warn({ setting: where, ...warning }, 'this deployment could be safer');

  const clock = steadyClock({
    base: systemClock,
    elapsedMs: () => performance.now(),
    onChange: ({ what, byMs }) => log.warn({ byS: Math.round(byMs / 1_000) }, `the clock of this machine ${what}`),
  });

  let wheelhouse: Wheelhouse | undefined;
  // Before anything is open: a signal while it starts ends it as cleanly as one later.
  stopOnSignals(async () => {
    await wheelhouse?.stop();
    await tracing.stop();
  }, log);
  surviveStrayRejections(log);
  try {
    wheelhouse = await startWheelhouse({
      config,
      profiles: profiles.profiles,
      policy: policy.policy,
      policyWarnings,
      secretOf: secretsIn(process.env),
      roleWarnings: (held) => holdingProblems(policy, held).map(inFile),
      version,
      clock,
      ids: randomIds,
      ...{ log, replica, trace },
      databaseSeed: seedFile,
      compareClock: clock.compare,
    });
  } catch (error) {
    refuseToStart([error instanceof Error ? error.message : String(error)]);
  }
}
