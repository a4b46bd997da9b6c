import { existsSync } from 'node:fs';
import { type Config, readConfig, valueProblem } from '../../config.ts';
import { checkDatabase } from '../database-check.ts';
import { checkUpstreams } from '../doctor.ts';
import type { Finding } from '../outcome.ts';
import { checkAppToken, checkBotToken } from '../slack-check.ts';
import type { SetupAnswers } from './answers.ts';
import type { Ask } from './ask.ts';
import { policyFileOf, withJournalKey } from './files.ts';
import { policyText } from './policy-text.ts';
import { accessFor, askForDesk } from './workspace.ts';

type Values = Record<string, string>;
/** The settings as they come together, and which of them were answered just now. */
type Answering = { ask: Ask; values: Values; answered: Set<string> };

/** Where Slack makes an app of a manifest. https://docs.slack.dev/app-manifests/configuring-apps-with-app-manifests */
export const slackLink = (manifest: unknown): string =>
  `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(JSON.stringify(manifest))}`;

/** Asks for everything that a start needs, one thing at a time; each answer is tried against the real service before the next question. */
export async function interview(
  ask: Ask,
  { folder, set, link }: { folder: string; set: Values; link: string },
): Promise<SetupAnswers> {
  const values: Values = { ...set };
  const answering: Answering = { ask, values, answered: new Set() };
  ask.tell('info', '1 of 4: Slack.');
  if (values.SLACK_BOT_TOKEN === undefined && !(await ask.confirm('Is the Slack app there already?', false)))
    ask.tell('info', `Open this link, press Create, then Install to Workspace, and come back:\n${link}`);
  await askForSlack(answering);
  const policyFile = policyFileOf(folder, values);
  const keeps =
    existsSync(policyFile) &&
    (await ask.choose('There is a policy file already.', [
      { value: 'keep', label: 'Keep it', hint: policyFile },
      { value: 'new', label: 'Make a new one of a few answers', hint: 'asked once more before it is exchanged' },
    ])) === 'keep';
  ask.tell('info', '2 of 4: the back office.');
  await askForOperations(answering);
  await askForSmartmove(answering);
  ask.tell('info', '3 of 4: who asks and who decides.');
  const policy = keeps ? undefined : policyText(await askForDesk(ask, accessFor(values), values));
  ask.tell('info', '4 of 4: where requests and the journal are kept.');
  await askForDatabase(answering);
  return { values: withJournalKey(folder, values), policy, out: folder, overwrite: true };
}

/** A setting that was there before is kept or exchanged; a secret shows no more than how long it is. */
async function askFor(
  { ask, values, answered }: Answering,
  name: string,
  question: string,
  { isSecret = false, usual, hint }: { isSecret?: boolean; usual?: string; hint?: string } = {},
): Promise<void> {
  const before = values[name];
  if (before !== undefined && answered.has(name)) return;
  answered.add(name);
  if (before !== undefined) {
    const shown = isSecret ? `set, ${before.length} characters` : before;
    const keep = await ask.choose(question, [
      { value: 'keep', label: 'Keep it', hint: shown },
      { value: 'change', label: 'Change it' },
    ]);
    if (keep === 'keep') return;
  }
  const check = (typed: string) => {
    const problem = valueProblem(name, typed);
    return problem === undefined ? undefined : `This ${problem}.`;
  };
  values[name] = isSecret ? await ask.secret(question, { check }) : await ask.text(question, { initial: usual, hint, check });
}

async function askForSlack(answering: Answering): Promise<void> {
  const { ask, values } = answering;
  values.SLACK_TRANSPORT = await ask.choose(
    'How does Slack reach the app?',
    [
      { value: 'socket', label: 'Socket Mode', hint: 'nothing is open to the internet; right for most' },
      { value: 'http', label: 'HTTP', hint: 'Slack calls an https address of yours' },
    ],
    values.SLACK_TRANSPORT === 'http' ? 'http' : 'socket',
  );
  await untilGood(answering, ['SLACK_BOT_TOKEN'], {
    ask: () => askFor(answering, 'SLACK_BOT_TOKEN', 'Bot token (xoxb-…, under OAuth & Permissions)', { isSecret: true }),
    check: async () => (await checkBotToken(accessFor(values))).findings,
    doing: 'Asking Slack who this is',
  });
  if (values.SLACK_TRANSPORT === 'http') {
    await askFor(answering, 'SLACK_SIGNING_SECRET', 'Signing secret (under Basic Information)', { isSecret: true });
    return;
  }
  await untilGood(answering, ['SLACK_APP_TOKEN'], {
    ask: () =>
      askFor(answering, 'SLACK_APP_TOKEN', 'App-level token (xapp-… with connections:write, under Basic Information)', {
        isSecret: true,
      }),
    check: async () => [await checkAppToken(accessFor(values, 'SLACK_APP_TOKEN'))],
    doing: 'Asking Slack for a socket',
  });
}

async function askForOperations(answering: Answering): Promise<void> {
  const { values } = answering;
  const names = ['OPERATIONS_API_URL', 'OPERATIONS_AUTH_URL', 'OPERATIONS_CLIENT_ID', 'OPERATIONS_CLIENT_KEY'];
  await untilGood(answering, names, {
    async ask() {
      await askFor(answering, 'OPERATIONS_API_URL', 'Base URL of the Operations API', { hint: 'https://…' });
      await askFor(answering, 'OPERATIONS_AUTH_URL', 'Base URL of its sign-in', { hint: 'https://…' });
      await askFor(answering, 'OPERATIONS_CLIENT_ID', 'Id of the API client');
      await askFor(answering, 'OPERATIONS_CLIENT_KEY', 'Key of the API client', { isSecret: true });
    },
    check: () => checkedUpstreams(values, { withSmartmove: false }),
    doing: 'Signing in and reading the branches',
  });
}

const smartmoveQuestions = [
  ['SMARTMOVE_API_URL', 'Base URL of Smartmove’s API', false],
  ['SMARTMOVE_TOKEN_URL', 'Address of its tokens', false],
  ['SMARTMOVE_CLIENT_ID', 'Id of the client', false],
  ['SMARTMOVE_CLIENT_SECRET', 'Secret of the client', true],
  ['SMARTMOVE_COUNTRY', 'Country, in two letters (DE)', false],
  ['SMARTMOVE_PROVIDER', 'Provider, in three characters (ABC)', false],
] as const;

async function askForSmartmove(answering: Answering): Promise<void> {
  const { ask, values } = answering;
  const isSet = values.SMARTMOVE_API_URL !== undefined;
  if (!(await ask.confirm('Does this desk work on Smartmove, too?', isSet))) {
    for (const [name] of smartmoveQuestions) delete values[name];
    return;
  }
  const names = smartmoveQuestions.map(([name]) => name);
  await untilGood(answering, names, {
    async ask() {
      for (const [name, question, isSecret] of smartmoveQuestions) await askFor(answering, name, question, { isSecret });
    },
    check: async () => (await checkedUpstreams(values, { withSmartmove: true })).filter(({ what }) => what === 'smartmove'),
    doing: 'Signing in to Smartmove',
  });
}

async function askForDatabase(answering: Answering): Promise<void> {
  const { ask, values } = answering;
  const where = await ask.choose(
    'Where are requests and the journal kept?',
    [
      { value: 'embedded', label: 'In a folder beside the app', hint: 'nothing to install; one process' },
      { value: 'server', label: 'In a PostgreSQL', hint: 'backups as you make them; several processes' },
    ],
    values.DATABASE_URL === undefined ? 'embedded' : 'server',
  );
  if (where === 'embedded') {
    delete values.DATABASE_URL;
    return;
  }
  await untilGood(answering, ['DATABASE_URL'], {
    ask: () => askFor(answering, 'DATABASE_URL', 'Its address (postgres://account:password@host/database)', { isSecret: true }),
    check: () => checked({ ...values, JOURNAL_KEY: values.JOURNAL_KEY ?? '0'.repeat(64) }, checkDatabase),
    doing: 'Asking the database',
  });
}

/** Asks, tries, and asks again until it works; a service that is down may be left for later. */
async function untilGood(
  answering: Answering,
  names: readonly string[],
  question: { ask(): Promise<void>; check(): Promise<readonly Finding[]>; doing: string },
): Promise<void> {
  const { ask, values, answered } = answering;
  for (;;) {
    await question.ask();
    const findings = await ask.during(question.doing, question.check);
    for (const { state, say, do: todo } of findings)
      ask.tell(state === 'ok' ? 'good' : state === 'warning' ? 'info' : 'bad', todo === undefined ? say : `${say} ${todo}`);
    if (findings.every(({ state }) => state !== 'error')) return;
    const next = await ask.choose('What now?', [
      { value: 'again', label: 'Answer again' },
      { value: 'retry', label: 'Try the same once more', hint: 'when you have changed it over there' },
      { value: 'later', label: 'Go on, I’ll see to it later' },
    ]);
    if (next === 'later') return;
    if (next === 'retry') continue;
    const blamed = names.filter((name) => findings.some(({ state, where }) => state === 'error' && where.includes(name)));
    for (const name of blamed.length > 0 ? blamed : names) {
      delete values[name];
      answered.delete(name);
    }
  }
}

async function checkedUpstreams(values: Values, { withSmartmove }: { withSmartmove: boolean }): Promise<readonly Finding[]> {
  const asked = Object.fromEntries(Object.entries(values).filter(([name]) => withSmartmove || !name.startsWith('SMARTMOVE_')));
  const findings = await checked(asked, checkUpstreams);
  return findings.filter(({ what }) => what !== 'profile' && (withSmartmove || what !== 'smartmove'));
}

/** With the settings so far; what the rest of a start needs does not matter yet. */
async function checked(values: Values, check: (config: Config) => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  const stillToCome = { SLACK_BOT_TOKEN: '-', SLACK_SIGNING_SECRET: '-', ...operationsToCome };
  const read = readConfig({ ...stillToCome, ...values });
  if (read.ok) return check(read.config);
  return read.problems.map((say) => ({ state: 'error', what: 'settings', where: 'settings', say }));
}

const operationsToCome = {
  OPERATIONS_API_URL: 'https://example.invalid',
  OPERATIONS_AUTH_URL: 'https://example.invalid',
  OPERATIONS_CLIENT_ID: '-',
  OPERATIONS_CLIENT_KEY: '-',
};
