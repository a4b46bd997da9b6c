import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { packSeed, plantSeed, seedFile, seedOf } from '../../src/db/seed.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-seed-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

describe('the seed of the embedded database', () => {
  it('is planted as it was packed, with folders that are empty, and open to its own user alone', () => {
    const [from, to] = [join(folder, 'from'), join(folder, 'to')];
    mkdirSync(join(from, 'base/1'), { recursive: true });
    mkdirSync(join(from, 'pg_notify'));
    writeFileSync(join(from, 'PG_VERSION'), '18\n');
    writeFileSync(join(from, 'base/1/112'), Buffer.from([0, 255, 0, 1]));
    writeFileSync(join(folder, 'packed'), packSeed(from));
    const seed = seedOf(join(folder, 'packed'));
    if (seed === undefined) throw new Error('it was not read');
    plantSeed(seed, to);
    const names = (at: string) => (readdirSync(at, { recursive: true }) as string[]).sort();
    expect(names(to)).toEqual(['PG_VERSION', 'base', 'base/1', 'base/1/112', 'pg_notify']);
    expect(readFileSync(join(to, 'base/1/112'))).toEqual(Buffer.from([0, 255, 0, 1]));
    expect(['', ...names(to)].filter((name) => (statSync(join(to, name)).mode & 0o077) !== 0)).toEqual([]);
  });

  it('that is missing or damaged is none, so that a start makes its database without it', () => {
    const cut = join(folder, 'cut');
    writeFileSync(cut, readFileSync(seedFile).subarray(0, 1_000_000));
    expect([seedOf(join(folder, 'nowhere')), seedOf(cut)]).toEqual([undefined, undefined]);
  });
});
