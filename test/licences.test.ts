import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('../', import.meta.url));
const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), license: z.string().optional(), dev: z.boolean().optional() }),
  ),
});
const lock = Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
const shipped = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && dev !== true);

const Package = z.object({ scripts: z.record(z.string(), z.string()), dependencies: z.record(z.string(), z.string()) });
const Bill = z.object({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(z.object({ 'bom-ref': z.string(), properties: z.array(z.object({ name: z.string() })).default([]) })),
});

/** Licences that let the app be run and handed on, with their texts beside it. */
const allowed = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'PostgreSQL',
  'Unlicense',
  'CC0-1.0',
]);

it('everything that is shipped has a licence that allows it', () => {
  expect(shipped.length).toBeGreaterThan(50);
  const others = shipped.filter(([, { license }]) => !allowed.has(license ?? 'none'));
  expect(others.map(([path, { license }]) => `${path}: ${license ?? 'none'}`)).toEqual([]);
});

it('the bill of materials names every package that is shipped as such, and no folder of a machine', { timeout: 60_000 }, () => {
  const { scripts, dependencies } = Package.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const [command = '', ...argv] = (scripts.sbom ?? '').split(' ');
  expect(command).toBe('npm');
  const { status, stdout } = spawnSync(command, argv, { cwd: root, encoding: 'utf8', maxBuffer: 50_000_000 });
  expect(status).toBe(0);
  const { components } = Bill.parse(JSON.parse(stdout));
  const production = components.filter(
    ({ properties }) => !properties.some(({ name }) => name === 'cdx:npm:package:development'),
  );
  const named = new Set(production.map(({ 'bom-ref': ref }) => ref));
  expect(Object.entries(dependencies).filter(([name, version]) => !named.has(`${name}@${version}`))).toEqual([]);
  expect([...named].filter((ref) => /^(vitest|typescript)@/.test(ref))).toEqual([]);
  expect(stdout).not.toContain(root);
});
