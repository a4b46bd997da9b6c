import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { type BackOffice, startBackOffice } from '../../sandbox/back-office/index.ts';
import { sandboxWorld } from '../../sandbox/people.ts';
import { startWorkspace, type Workspace } from '../../sandbox/workspace/index.ts';
import { type Ask, Stopped } from '../../src/cli/setup/ask.ts';
import { setup } from '../../src/cli/setup/index.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { projectFile } from '../../src/lib/project.ts';
import { fileWith, larger, pipe, wheelhouse } from './run.ts';

let workspace: Workspace;
let office: BackOffice;
let folder: string;

beforeAll(async () => {
  office = await startBackOffice({ clock: systemClock, ids: randomIds });
  workspace = await startWorkspace({
    world: sandboxWorld,
    clock: systemClock,
    ids: randomIds,
    manifest: parse(readFileSync(projectFile('manifest.yml'), 'utf8')) as unknown,
    botToken: 'xoxb-setup',
    appToken: 'xapp-setup',
    signingSecret: 'setup-signing',
    delivery: 'socket',
  });
});
afterAll(async () => {
  await workspace.close();
  await office.close();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-setup-'));
});

const examplePolicy = () => readFileSync(projectFile('policy.example.yml'), 'utf8');

const settings = () => ({
  SLACK_BOT_TOKEN: 'xoxb-setup',
  SLACK_APP_TOKEN: 'xapp-setup',
  SLACK_API_URL: workspace.apiUrl,
  OPERATIONS_API_URL: office.operations.apiUrl,
  OPERATIONS_AUTH_URL: office.operations.authUrl,
  OPERATIONS_CLIENT_ID: office.operations.clientId,
  OPERATIONS_CLIENT_KEY: office.operations.clientKey,
  PORT: '1',
});

function answersWith(more: Record<string, unknown>): string {
  const file = join(folder, 'answers.yml');
  writeFileSync(file, stringify({ ...settings(), policy: examplePolicy(), out: 'desk', ...more }));
  return file;
}
const run = (answers: string) => setup({ environment: {}, folder, ask: undefined }, { answers });
const envText = () => readFileSync(join(folder, 'desk', '.env'), 'utf8');

describe('setup from a file of answers', () => {
  it('writes .env for its account alone, with a new key for the journal, and the policy, and ends with doctor', async () => {
    const { code, lines } = await run(answersWith({}));
    expect({ code, last: lines.at(-1) }).toEqual({ code: 0, last: 'Ready: npm start' });
    expect(statSync(join(folder, 'desk', '.env')).mode & 0o777).toBe(0o600);
    expect(envText()).toMatch(/^JOURNAL_KEY=[A-Za-z0-9+/]{43}=$/m);
    expect(readFileSync(join(folder, 'desk', 'policy.yml'), 'utf8')).toBe(examplePolicy());
    expect(lines.join('\n')).not.toMatch(/xoxb-|xapp-/);
  });

  it('run again with the same answers changes nothing, the key least of all', async () => {
    const file = answersWith({});
    await run(file);
    const before = envText();
    expect(await run(file)).toMatchObject({ code: 0 });
    expect(envText()).toBe(before);
  });

  it('exchanges nothing that is set to something else, unless the answers say so', async () => {
    await run(answersWith({}));
    const before = envText();
    const { code, lines } = await run(
      answersWith({ LOG_LEVEL: 'debug', OPERATIONS_CLIENT_ID: 'another', policy: `${examplePolicy()}\n# more\n` }),
    );
    expect({ code, text: envText() }).toEqual({ code: 2, text: before });
    expect(lines.join(' ')).toMatch(/OPERATIONS_CLIENT_ID and .*policy\.yml.*Nothing was written/);
    expect(lines.join(' ')).not.toContain('LOG_LEVEL');
    await run(answersWith({ PORT: '2', overwrite: true }));
    expect(envText()).toMatch(/^PORT=2$/m);
  });

  it('ends with 1 when a service refuses what was answered, and says which setting', async () => {
    const { code, lines } = await run(answersWith({ SLACK_BOT_TOKEN: 'xoxb-wrong' }));
    expect(code).toBe(1);
    expect(lines.join('\n')).toMatch(/^WRONG {2}slack .*bot token \(invalid_auth\)/m);
  });

  it.each([
    ['a setting that is not known', () => answersWith({ SLACK_BOT_TOKN: 'x' }), /SLACK_BOT_TOKN.*SLACK_BOT_TOKEN/],
    ['a value of another kind', () => answersWith({ PORT: ['3'] }), /PORT: Write a text here/],
    ['a policy with a mistake', () => answersWith({ policy: 'version: 1\nrules: []\n' }), /policy\.yml:2:1/],
    ['a policy file that is not there', () => answersWith({ policy: 'nowhere.yml' }), /no such file/],
    ['no policy at all', () => answersWith({ policy: null }), /"policy" is missing/],
    ['what is not YAML', () => written('a: [1\nb: ]\n'), /answers\.yml:/],
    ['a text instead of settings', () => written('hello\n'), /Write settings by their names/],
  ])('understands nothing of %s, says where, and writes nothing', async (_, file, say) => {
    const { code, lines } = await run(file());
    expect({ code, text: lines.join('\n') }).toEqual({ code: 2, text: expect.stringMatching(say) });
    expect(existsSync(join(folder, 'desk'))).toBe(false);
  });

  it.each([
    ['a folder', () => join(fileWith(''), '..'), /is a folder, and must be an ordinary file/],
    ['a device', () => '/dev/full', /is a device or a pipe/],
    ['a pipe', pipe, /is a device or a pipe/],
    ['36 MB', () => larger(fileWith('')), /has 36 MB, and may have 1 MB at most/],
  ])('reads no .env and no policy file that is %s, and writes over neither', async (_what, odd, say) => {
    const file = odd();
    mkdirSync(join(folder, 'desk'));
    for (const name of ['.env', 'policy.yml']) {
      const mine = mkdtempSync(join(folder, 'mine-'));
      symlinkSync(file, join(mine, name));
      const { code, lines } = await run(answersWith({ out: mine, overwrite: true }));
      expect({ code, lines }).toEqual({ code: 2, lines: [expect.stringMatching(say)] });
      expect(lines[0]).toContain(`${join(mine, name)} `);
      expect(readdirSync(mine)).toEqual([name]);
    }
    const named = await run(answersWith({ POLICY_FILE: file, overwrite: true }));
    expect(named).toEqual({ code: 2, lines: [expect.stringMatching(say)] });
    const asPolicy = await run(answersWith({ policy: file }));
    expect(asPolicy).toMatchObject({ code: 2, lines: [expect.stringMatching(say), 'Nothing was written.'] });
    expect(readdirSync(join(folder, 'desk'))).toEqual([]);
  });

  it('names a folder to write to that is a file, or that nothing can be made in, in one line', async () => {
    const file = fileWith('');
    expect(await run(answersWith({ out: file }))).toEqual({
      code: 2,
      lines: [`${file} is not a folder. Name a folder to write to. Nothing was written.`],
    });
    const within = join(file, 'desk');
    expect(await run(answersWith({ out: within }))).toEqual({ code: 2, lines: [`${within} can’t be written (ENOTDIR).`] });
  });

  it('writes nothing while a setting is missing or no such value, and names it', async () => {
    const { code, lines } = await run(answersWith({ OPERATIONS_CLIENT_KEY: null, PORT: '99999' }));
    expect(code).toBe(1);
    expect(lines.join('\n')).toMatch(/OPERATIONS_CLIENT_KEY is not set[\s\S]*PORT must be a port number/);
    expect(existsSync(join(folder, 'desk'))).toBe(false);
  });

  it('keeps a value with a # in it whole', async () => {
    await run(answersWith({ OPERATIONS_CLIENT_KEY: 'half#other' }));
    process.loadEnvFile(join(folder, 'desk', '.env'));
    expect(process.env.OPERATIONS_CLIENT_KEY).toBe('half#other');
  });

  it('says so where nobody can be asked', async () => {
    const { code, stdout } = await wheelhouse(['setup'], {}, folder);
    expect({ code, stdout }).toEqual({ code: 2, stdout: expect.stringContaining('--answers FILE') });
  });
});

function written(text: string): string {
  const file = join(folder, 'answers.yml');
  writeFileSync(file, text);
  return file;
}

/** Answers each question by the first row that fits it; several answers are given one after the other. `stop` is Ctrl-C. */
function person(rows: readonly [RegExp, ...(string | boolean)[]][]): Ask & { heard: string[]; shown: string[] } {
  const left = rows.map(([fits, ...answers]) => ({ fits, answers }));
  const heard: string[] = [];
  const shown: string[] = [];
  const answerTo = (question: string): string | boolean => {
    heard.push(question);
    if (heard.length > 80) throw new Error(`asked for ever: ${question}`);
    const row = left.find(({ fits, answers }) => fits.test(question) && answers.length > 0);
    if (row === undefined) throw new Error(`nothing to answer to: ${question}`);
    const answer = row.answers.length > 1 ? row.answers.shift() : row.answers[0];
    if (answer === 'stop') throw new Stopped();
    return answer ?? '';
  };
  const typed = (question: string, check?: (text: string) => string | undefined) => {
    for (;;) {
      const text = String(answerTo(question));
      const problem = check?.(text);
      if (problem === undefined) return text;
      shown.push(problem);
    }
  };
  return {
    heard,
    shown,
    text: async (question, { check }) => typed(question, check),
    secret: async (question, { check }) => typed(question, check),
    async choose(question, choices) {
      const wanted = String(answerTo(question));
      shown.push(...choices.flatMap(({ hint }) => hint ?? []));
      const found = choices.find(({ value, label }) => value === wanted || label === wanted);
      if (found === undefined) throw new Error(`${question}: ${choices.map(({ label }) => label).join(', ')}; not ${wanted}`);
      return found.value;
    },
    confirm: async (question) => answerTo(question) === true,
    tell: (_, text) => void shown.push(text),
    during: async (_, work) => work(),
  };
}

const goodAnswers = (): [RegExp, ...(string | boolean)[]][] => [
  [/Slack app there/, false],
  [/How does Slack reach/, 'socket'],
  [/^Bot token/, 'xoxb-setup'],
  [/^App-level token/, 'xapp-setup'],
  [/^Base URL of the Operations/, office.operations.apiUrl],
  [/^Base URL of its sign-in/, office.operations.authUrl],
  [/^Id of the API client/, office.operations.clientId],
  [/^Key of the API client/, office.operations.clientKey],
  [/Smartmove, too/, false],
  [/looks customers up/, '@agents'],
  [/user group decides/, '@leads'],
  [/^Channel for approvals/, '#approvals'],
  [/^Channel that is told/, 'ops-log'],
  [/^Who is told/, 'nobody'],
  [/^Currency/, 'eur'],
  [/^Branch/, '1'],
  [/kept\?$/, 'embedded'],
  [/^Write /, true],
];
const withPerson = (ask: Ask, environment: Record<string, string> = {}) =>
  setup({ environment: { SLACK_API_URL: workspace.apiUrl, PORT: '1', ...environment }, folder, ask }, {});

describe('setup by a person', () => {
  it('makes a policy of names, and a start that is ready', async () => {
    const ask = person(goodAnswers());
    const { code, lines } = await withPerson(ask);
    expect({ code, last: lines.at(-1), shown: ask.shown.filter((one) => /error|refuse/.test(one)) }).toEqual({
      code: 0,
      last: 'Ready: npm start',
      shown: [],
    });
    const policy = parse(readFileSync(join(folder, 'policy.yml'), 'utf8')) as { roles: object; currency: string };
    expect(policy).toMatchObject({
      roles: { agent: { usergroups: ['S0AGENTS'] }, lead: { usergroups: ['S0LEADS'] } },
      currency: 'EUR',
    });
    expect(ask.shown.join('\n')).toContain('https://api.slack.com/apps?new_app=1&manifest_json=');
  });

  it('asks again for what is wrong, of the wrong kind, or refused by the service, and shows no secret', async () => {
    const ask = person([
      [/^Bot token/, 'xapp-in-the-wrong-place', 'xoxb-wrong', 'xoxb-setup'],
      [/^Key of the API client/, 'wrong-key', office.operations.clientKey],
      [/^Channel for approvals/, '#nowhere', '#partners', '#approvals'],
      [/^What now/, 'again'],
      ...goodAnswers(),
    ]);
    expect(await withPerson(ask)).toMatchObject({ code: 0 });
    const shown = ask.shown.join('\n');
    expect(shown).toMatch(/app-level token/);
    expect(shown).toMatch(/refuses the bot token \(invalid_auth\)/);
    expect(shown).toMatch(/no channel #nowhere/);
    expect(shown).toMatch(/#partners: .*another company/);
    expect(shown).not.toMatch(/wrong-key|xoxb-wrong/);
    // What was right is not asked for again.
    expect(ask.heard.filter((one) => /^Base URL of the Operations/.test(one))).toHaveLength(1);
  });

  it('run again shows what is set, a secret by its length alone, and exchanges nothing without a yes', async () => {
    await withPerson(person(goodAnswers()));
    const before = readFileSync(join(folder, '.env'), 'utf8');
    const keeping = person([
      [/policy file already/, 'keep'],
      [/^Id of the API client/, 'change', 'another'],
      [/^What now/, 'later'],
      [/^Write /, false],
      [/^(Bot token|App-level|Base URL|Key of)/, 'keep'],
      ...goodAnswers(),
    ]);
    const { code, lines } = await withPerson(keeping);
    expect({ code, lines }).toEqual({ code: 2, lines: [expect.stringMatching(/Nothing was written/)] });
    expect(keeping.shown).toContain('set, 10 characters');
    expect(keeping.shown).toContain('This exchanges OPERATIONS_CLIENT_ID.');
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe(before);
  });

  it('leaves nothing behind when it is stopped in the middle', async () => {
    const { code, lines } = await withPerson(person([[/^Currency/, 'stop'], ...goodAnswers()]));
    expect({ code, lines }).toEqual({ code: 2, lines: [expect.stringMatching(/Nothing was written/)] });
    expect(existsSync(join(folder, '.env')) || existsSync(join(folder, 'policy.yml'))).toBe(false);
  });
});
