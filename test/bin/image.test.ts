import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { afterAll, expect, it } from 'vitest';
import { projectFile, projectRoot } from '../../src/lib/project.ts';
import { freePort } from '../support/free-port.ts';

// No Docker engine runs where this is tested, so the image's steps are carried out in a folder: the same commands on the same files, then
// the same command as another account in folders that cannot be written. The base image itself is not tried.
const stages = readFileSync(projectFile('Dockerfile'), 'utf8')
  .split(/^(?=FROM )/m)
  .slice(1)
  .map((text) => DockerfileParser.parse(text).getInstructions());
const stepsOf = (stage: (typeof stages)[number] | undefined) =>
  (stage ?? []).map((one) => ({ word: one.getInstruction(), rest: one.getArgumentsContent() ?? '' }));
const ignored = readFileSync(projectFile('.dockerignore'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

const made: string[] = [];
afterAll(() => {
  for (const folder of made) {
    spawnSync('chmod', ['-R', 'u+w', folder]);
    rmSync(folder, { recursive: true, force: true });
  }
});
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'wheelhouse-image-'));
  chmodSync(path, 0o755);
  made.push(path);
  return path;
}

/** The context, without what .dockerignore names. */
function copyContext(to: string): void {
  for (const name of readdirSync(projectRoot))
    if (!ignored.includes(name) && !name.endsWith('.log')) cpSync(join(projectRoot, name), join(to, name), { recursive: true });
}

function run(command: string, cwd: string): void {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
  });
  expect(status, `${command}\n${stdout}\n${stderr}`).toBe(0);
}

it('the image’s steps make a folder from which the app runs as another account, and which is found healthy', {
  timeout: 900_000,
}, async () => {
  const build = folder();
  for (const { word, rest } of stepsOf(stages[0])) {
    if (word === 'RUN') run(rest, build);
    if (word === 'COPY' && rest === '. .') copyContext(build);
    else if (word === 'COPY')
      for (const path of rest.split(/\s+/).slice(0, -1)) cpSync(join(projectRoot, path), join(build, path));
  }
  const image = folder();
  const steps = stepsOf(stages[1]);
  for (const { word, rest } of steps)
    if (word === 'COPY') {
      const paths = rest.split(/\s+/);
      for (const path of paths.slice(0, -1).map((one) => one.replace('/app/', ''))) {
        mkdirSync(dirname(join(image, path)), { recursive: true });
        cpSync(join(build, path), join(image, path), { recursive: true, verbatimSymlinks: true });
      }
    }
  expect(existsSync(join(image, 'node_modules/vitest'))).toBe(false);
  expect(existsSync(join(image, 'src'))).toBe(false);
  cpSync(projectFile('policy.example.yml'), join(image, 'policy.yml'));
  spawnSync('chmod', ['-R', 'a-w,a+rX', image]);

  const account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const data = folder();
  spawnSync('chown', [String(account.uid ?? process.getuid?.()), data]);
  const port = await freePort();
  const environment = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    DATA_DIR: data,
    HOST: '127.0.0.1',
    PORT: String(port),
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_API_URL: 'http://127.0.0.1:9/api/',
    OPERATIONS_API_URL: 'http://127.0.0.1:9/api',
    OPERATIONS_AUTH_URL: 'http://127.0.0.1:9/auth',
    OPERATIONS_CLIENT_ID: 'a',
    OPERATIONS_CLIENT_KEY: 'b',
  };
  const wordsOf = (step: string): string[] =>
    JSON.parse(/\[.*\]$/.exec(steps.find(({ word }) => word === step)?.rest ?? '')?.[0] ?? '[]');
  const [, ...command] = wordsOf('CMD');
  const app = spawn(process.execPath, command, { cwd: image, env: environment, stdio: ['ignore', 'pipe', 'pipe'], ...account });
  let output = '';
  for (const stream of [app.stdout, app.stderr]) stream.on('data', (part) => (output += part));
  try {
    const [, ...check] = wordsOf('HEALTHCHECK');
    const isHealthy = async () => (await once(spawn(process.execPath, check, { env: environment }), 'exit'))[0] === 0;
    while (!(await isHealthy())) expect(app.exitCode, output).toBe(null);
    expect(readdirSync(data)).toContain('postgres');
  } finally {
    if (app.exitCode === null) {
      const ended = once(app, 'exit');
      app.kill('SIGTERM');
      await ended;
    }
  }
});
