import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Dockerfile, DockerfileParser } from 'dockerfile-ast';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { settingNames } from '../../src/config.ts';
import { projectRoot } from '../../src/lib/project.ts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const packageJson = z
  .object({ scripts: z.record(z.string(), z.string()), engines: z.object({ node: z.string() }) })
  .parse(JSON.parse(read('package.json')));
const dockerfile: Dockerfile = DockerfileParser.parse(read('Dockerfile'));
const instructions = dockerfile
  .getInstructions()
  .map((one) => ({ word: one.getInstruction(), rest: one.getArgumentsContent() ?? '' }));
const lastStage = instructions.slice(instructions.findLastIndex(({ word }) => word === 'FROM'));
const ignored = read('.dockerignore')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

const compose = z
  .object({
    services: z.object({
      app: z
        .object({
          build: z.string(),
          read_only: z.literal(true),
          tmpfs: z.array(z.string()),
          cap_drop: z.tuple([z.literal('ALL')]),
          env_file: z.string(),
          environment: z.record(z.string(), z.union([z.string(), z.number()])),
          volumes: z.array(z.string()),
          ports: z.array(z.string()),
          depends_on: z.record(z.string(), z.object({ condition: z.string() })),
        })
        .loose(),
      database: z
        .object({
          image: z.string(),
          environment: z.record(z.string(), z.string()),
          volumes: z.array(z.string()),
          healthcheck: z.object({ test: z.array(z.string()) }).loose(),
        })
        .loose(),
    }),
    volumes: z.record(z.string(), z.unknown()),
  })
  .parse(parse(read('compose.yml')));

/** What a COPY copies, and whether it comes from the build, which has its own in /app. */
function copied(rest: string) {
  const paths = rest.split(/\s+/).slice(0, -1);
  return { fromBuild: paths.every((path) => path.startsWith('/app/')), paths: paths.map((path) => path.replace(/^\/app\//, '')) };
}

describe('the Dockerfile', () => {
  it('copies what is there, and nothing that the build does not see', () => {
    const copies = instructions.filter(({ word }) => word === 'COPY').map(({ rest }) => copied(rest));
    expect(copies.length).toBeGreaterThan(5);
    const wanted = copies.flatMap(({ paths, fromBuild }) => paths.map((path) => ({ path, fromBuild })));
    const made = ['node_modules', 'dist'];
    expect(
      wanted.filter(({ path, fromBuild }) => !(fromBuild && made.includes(path)) && !existsSync(join(projectRoot, path))),
    ).toEqual([]);
    expect(wanted.filter(({ path }) => !made.includes(path) && ignored.includes(path))).toEqual([]);
  });

  it('builds from every source that the build reads', () => {
    for (const source of ['src', 'sandbox', 'start.ts', 'scripts', 'package-lock.json']) expect(ignored).not.toContain(source);
    for (const private_ of ['.env', 'data', 'policy.yml', '.git', 'node_modules']) expect(ignored).toContain(private_);
  });

  it('runs npm scripts that there are', () => {
    const runs = instructions
      .filter(({ word }) => word === 'RUN')
      .flatMap(({ rest }) => [...rest.matchAll(/npm run ([\w:-]+)/g)]);
    expect(runs.length).toBeGreaterThan(0);
    for (const [, name = ''] of runs) expect(packageJson.scripts).toHaveProperty(name);
  });

  it('sets variables that the app reads', () => {
    const set = instructions
      .filter(({ word }) => word === 'ENV')
      .flatMap(({ rest }) => rest.split(/\s+/))
      .map((pair) => pair.split('=')[0] ?? '');
    expect(set.filter((name) => name !== 'NODE_ENV' && !settingNames.includes(name))).toEqual([]);
  });

  it('is not run as root, and asks a path that is served whether it is healthy', () => {
    expect(lastStage.filter(({ word }) => word === 'USER').at(-1)?.rest).toBe('node');
    expect(lastStage.find(({ word }) => word === 'HEALTHCHECK')?.rest).toContain('/healthz');
    expect(JSON.parse(lastStage.find(({ word }) => word === 'CMD')?.rest ?? '')).toEqual(['node', 'dist/start.js']);
  });

  it('uses the Node of .node-version, which engines allows', () => {
    const versions = instructions.filter(({ word }) => word === 'FROM').map(({ rest }) => /^node:(\d+)-slim/.exec(rest)?.[1]);
    expect(versions).toEqual([read('.node-version').trim(), read('.node-version').trim()]);
    expect(packageJson.engines.node).toBe('>=20.19');
  });
});

describe('compose.yml', () => {
  const { app, database } = compose.services;

  it('sets variables that the app reads, and nothing else', () => {
    expect(Object.keys(app.environment).filter((name) => !settingNames.includes(name))).toEqual([]);
  });

  it('takes from .env only what .env.example names', () => {
    const asked = [...read('compose.yml').matchAll(/\$\{(\w+)/g)].map(([, name]) => name);
    expect(new Set(asked)).toEqual(new Set(['POSTGRES_PASSWORD']));
    expect(read('.env.example')).toMatch(/^#? ?POSTGRES_PASSWORD=$/m);
    expect(app.env_file).toBe('.env');
  });

  it('waits for a database that answers, under the name that the address has', () => {
    const address = new URL(String(app.environment.DATABASE_URL).replace(/\$\{[^}]*\}/, 'secret'));
    expect({ host: address.hostname, user: address.username, name: address.pathname.slice(1) }).toEqual({
      host: 'database',
      user: database.environment.POSTGRES_USER,
      name: database.environment.POSTGRES_DB,
    });
    expect(app.depends_on).toEqual({ database: { condition: 'service_healthy' } });
    expect(database.healthcheck.test).toContain('pg_isready');
    expect(Object.keys(compose.volumes)).toEqual(database.volumes.map((one) => one.split(':')[0]));
  });

  it('gives the app its policy to read, no place to write but /tmp, and opens its port on this machine alone', () => {
    expect(app.volumes).toEqual([`./policy.yml:${app.environment.POLICY_FILE}:ro`]);
    expect(app.tmpfs).toEqual(['/tmp']);
    expect(app.ports).toEqual([`127.0.0.1:3000:${app.environment.PORT}`]);
  });
});
