import { loadProfiles } from '../api/profile/load.ts';
import { createUpstreams } from '../api/transport.ts';
import type { Policy } from '../approvals/policy/types.ts';
import { secretProblems } from '../approvals/policy/webhooks.ts';
import { type Config, type Environment, readConfig } from '../config.ts';
import { asFault, type Fault } from '../errors.ts';
import { systemClock } from '../lib/clock.ts';
import { randomIds } from '../lib/ids.ts';
import { profileWords } from '../profile-words.ts';
import { settingWarnings, warningsOf } from '../warnings.ts';
import { checkDatabase } from './database-check.ts';
import { checkHead } from './head-check.ts';
import { checkClock, checkHost, checkRoom } from './machine-check.ts';
import type { CommandOutcome, Finding } from './outcome.ts';
import { readPolicy } from './policy.ts';
import { checkRunning } from './running-check.ts';
import { checkSlack } from './slack-check.ts';
import { checkTraces } from './trace-check.ts';

/**
 * `wheelhouse doctor`: everything that a start needs, one line each. It changes nothing: databases are asked and not migrated, back
 * offices are read.
 */
export async function doctor({
  environment,
  folder = process.cwd(),
  json = false,
}: {
  environment: Environment;
  json?: boolean;
  /** Where the app is started, and its `.env` lies. */
  folder?: string;
}): Promise<CommandOutcome> {
  const findings = await findingsOf(environment, folder);
  return json ? asJson(findings) : report(findings);
}

async function findingsOf(environment: Environment, folder: string): Promise<Finding[]> {
  const read = readConfig(environment);
  const { findings, policy } = await checkPolicyFile(environment);
  if (!read.ok) {
    findings.unshift(...read.problems.map(settingFinding));
    findings.push({
      state: 'warning',
      what: 'the rest',
      where: 'settings',
      say: 'Database, Slack and back offices are looked at once the settings are complete.',
    });
    return findings;
  }
  findings.unshift(
    { state: 'ok', what: 'settings', where: '.env', say: `complete; Slack by ${read.config.slack.transport}.` },
    ...(policy === null ? settingWarnings(read.config, folder) : warningsOf(read.config, policy, folder)).map(
      ({ where, say, do: todo }): Finding => ({ state: 'warning', what: 'safety', where, say: `${where}: ${say}`, do: todo }),
    ),
  );
  const [database, room, head, slack, clock, upstreams, address, running, traces] = await Promise.all([
    checkDatabase(read.config),
    checkRoom(read.config),
    checkHead(read.config),
    checkSlack(read.config.slack, policy),
    checkClock(read.config.slack),
    checkUpstreams(read.config),
    checkHost(read.config.http),
    checkRunning(read.config.http),
    checkTraces(environment),
  ]);
  return [...findings, ...database, ...room, ...head, ...slack, ...clock, ...upstreams, ...address, ...running, ...traces];
}

/** `JOURNAL_KEY is not set: …`, as `readConfig` words it: the setting, how it is, and what to do. */
function settingFinding(problem: string): Finding {
  const [, where = 'settings', , todo] = /^([A-Z][A-Z_]+)\b([^:]*): (.+)$/.exec(problem) ?? [];
  const name = /^[A-Z][A-Z_]+\b/.exec(problem)?.[0] ?? where;
  return {
    state: 'error',
    what: 'settings',
    where: name,
    say: todo === undefined ? problem : `${problem.slice(0, problem.length - todo.length - 2)}.`,
    do: todo === undefined ? `Set ${name} in .env.` : `${todo.slice(0, 1).toUpperCase()}${todo.slice(1)}`,
  };
}

/** For scripts: every finding with the setting or place that it is about, and what to do. */
function asJson(findings: readonly Finding[]): CommandOutcome {
  const ok = findings.every(({ state }) => state !== 'error');
  const all = findings.map(({ state, what, where, say, do: todo }) => ({ state, what, where, say, do: todo ?? '' }));
  return { lines: [JSON.stringify({ ok, findings: all }, null, 2)], ok };
}

function report(findings: readonly Finding[]): CommandOutcome {
  const wrong = findings.filter(({ state }) => state === 'error').length;
  const width = Math.max(...findings.map(({ what }) => what.length));
  const marks = { ok: 'ok   ', warning: 'warn ', error: 'WRONG' };
  return {
    lines: [
      ...findings.map(
        ({ state, what, say, do: todo }) =>
          `${marks[state]}  ${what.padEnd(width)}  ${say}${todo === undefined ? '' : ` ${todo}`}`,
      ),
      wrong === 0 ? 'Ready: npm start' : `${wrong} ${wrong === 1 ? 'thing keeps' : 'things keep'} Wheelhouse from working.`,
    ],
    ok: wrong === 0,
  };
}

async function checkPolicyFile(environment: Environment): Promise<{ findings: Finding[]; policy: Policy | null }> {
  const read = await readPolicy(environment);
  const what = 'policy';
  const where = 'POLICY_FILE';
  if (!read.ok)
    return {
      findings: read.lines.map((say) => ({
        state: 'error',
        what,
        where,
        say,
        do: 'Correct the file; npx wheelhouse policy check looks at it alone.',
      })),
      policy: null,
    };
  const missing = secretProblems(read.parsed.policy, environment, read.parsed.locate);
  if (missing.length > 0)
    return { findings: missing.map(({ say, path }) => ({ state: 'error', what, where: path, say })), policy: read.parsed.policy };
  const warnings = read.warnings.map((say): Finding => ({ state: 'warning', what, where, say }));
  return { findings: [{ state: 'ok', what, where, say: read.summary }, ...warnings], policy: read.parsed.policy };
}

/** Whether a problem is one of this file: it begins with the file's name, or with its setting's. */
const isOf = (file: string | undefined, problem: string) =>
  file !== undefined && (problem.startsWith(`${file}:`) || problem.startsWith('SMARTMOVE_API_PROFILE'));

/** Signs in to both back offices and reads a little. */
export async function checkUpstreams(config: Pick<Config, 'operations' | 'smartmove' | 'profileFiles'>): Promise<Finding[]> {
  const loaded = loadProfiles(config.profileFiles);
  const where = 'OPERATIONS_API_PROFILE, SMARTMOVE_API_PROFILE';
  if (!loaded.ok)
    return loaded.problems.map((say) => ({
      state: 'error',
      what: 'profile',
      where: isOf(config.profileFiles.smartmove, say) ? 'SMARTMOVE_API_PROFILE' : 'OPERATIONS_API_PROFILE',
      say,
      do: 'docs/back-offices.md says what a profile holds.',
    }));
  const { say, fine } = profileWords(loaded.profiles);
  const profile: Finding[] = [
    { state: 'ok', what: 'profile', where, say: `${say}.` },
    ...fine.map(
      (one): Finding => ({ state: 'warning', what: 'profile', where, say: `${one}, which is judged as fine: be sure of it.` }),
    ),
  ];
  const upstreams = createUpstreams(
    { ...config, profiles: loaded.profiles },
    { clock: systemClock, ids: randomIds, log: { debug: () => undefined } },
  );
  const { operations, smartmove } = upstreams;
  try {
    const reads = [
      ['branches', () => operations.reader.branches.list({ query: {} })],
      ['vehicle categories', () => operations.reader.categories.list({ query: {} })],
      ['voucher templates', () => operations.reader.vouchers.templates({ query: {} })],
    ] as const;
    const found: Finding[] = [...profile];
    for (const [name, read] of reads) {
      const finding = await tryRead('operations', name, read);
      found.push(finding);
      if (finding.state === 'error') break;
    }
    if (!smartmove.configured)
      return [
        ...found,
        { state: 'ok', what: 'smartmove', where: 'SMARTMOVE_API_URL', say: 'not configured; its commands say so.' },
      ];
    // There is nothing to list there: a user that cannot exist is asked for, and not being found is the good answer.
    const user = await tryRead(
      'smartmove',
      'a user that does not exist',
      () => smartmove.reader.users.get({ params: { customerId: randomIds.uuid() } }),
      'not_found',
    );
    return [...found, user];
  } finally {
    await upstreams.close();
  }
}

/** A read whose answer has another shape than assumed only warns: the rest of the app may well work. */
async function tryRead(
  what: 'operations' | 'smartmove',
  name: string,
  read: () => Promise<unknown>,
  good?: string,
): Promise<Finding> {
  const settings = upstreamSettings[what];
  const where = settings.calls;
  try {
    const answer = await read();
    const many =
      answer !== null && typeof answer === 'object' && 'items' in answer && Array.isArray(answer.items)
        ? `${answer.items.length} `
        : '';
    return { state: 'ok', what, where, say: `signed in and read ${many}${name}.` };
  } catch (error) {
    const fault = asFault(error);
    if (fault.code === good) return { state: 'ok', what, where, say: 'signed in, and it answers.' };
    const { status, errorCode, traceId } = fault.context;
    const facts = [status, errorCode, traceId === undefined ? undefined : `trace ${traceId}`]
      .filter((fact) => fact !== undefined)
      .join(', ');
    const say = `reading ${name}: ${fault.say}${facts === '' ? '' : ` (${facts})`}`;
    if (fault.code === 'upstream_malformed')
      return {
        state: 'warning',
        what,
        where,
        say: `${say} Its shape is assumed, not documented: ${fault.message}.`,
        do: 'npx wheelhouse api compare shows where yours differs; docs/back-offices.md says how to write that down.',
      };
    if (fault.code === 'upstream_refused')
      return { state: 'warning', what, where, say, do: `Give the client of ${settings.id} the right to read ${name}.` };
    return { state: 'error', what, where: placeOf(fault, settings), say, do: `Look at ${placeOf(fault, settings)}.` };
  }
}

const upstreamSettings = {
  operations: {
    calls: 'OPERATIONS_API_URL',
    signIn: 'OPERATIONS_AUTH_URL',
    id: 'OPERATIONS_CLIENT_ID',
    key: 'OPERATIONS_CLIENT_ID, OPERATIONS_CLIENT_KEY',
  },
  smartmove: {
    calls: 'SMARTMOVE_API_URL',
    signIn: 'SMARTMOVE_TOKEN_URL',
    id: 'SMARTMOVE_CLIENT_ID',
    key: 'SMARTMOVE_CLIENT_ID, SMARTMOVE_CLIENT_SECRET',
  },
} as const;

/** The settings that a fault is most likely about. */
function placeOf(
  { code, message, context: { status } }: Fault,
  { calls, signIn, key }: (typeof upstreamSettings)['operations' | 'smartmove'],
): string {
  if (code === 'upstream_sign_in') {
    if (message.includes('token was refused')) return `${signIn}, ${calls}`;
    return status === 400 || status === 401 || status === 403 ? key : signIn;
  }
  return message.includes('signing in') ? signIn : calls;
}
