import pg from 'pg';
import { expect, it, onTestFinished, vi } from 'vitest';
import { postgresUrlForClient, postgresUrlProblem } from '../../src/lib/postgres-url.ts';
import { fc } from '../support/fast-check.ts';

/** As the app's own client reads it. */
const read = (url: string) => new pg.Client({ connectionString: url });

const odd = [...'#/?@:% '];
const password = fc
  .array(fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...odd) }, { weight: 3, arbitrary: fc.constantFrom(...'aB7_é') }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((letters) => `hush${letters.join('')}`);

it('a password with odd letters is read as it is meant, or refused without a piece of it', () => {
  fc.assert(
    fc.property(password, (secret) => {
      const url = `postgres://desk:${secret}@db.example:5432/wheelhouse`;
      const problem = postgresUrlProblem(url);
      if (problem !== undefined) {
        expect(problem).not.toContain('hush');
        return;
      }
      // Percent signs that happen to be followed by two digits say something else than they seem to; nobody can tell.
      if (secret.includes('%')) return;
      expect(read(url)).toMatchObject({
        user: 'desk',
        password: secret,
        host: 'db.example',
        port: 5432,
        database: 'wheelhouse',
      });
    }),
    { numRuns: 2_000 },
  );
});

it('a password that is percent-encoded is taken, whatever is in it', () => {
  fc.assert(
    fc.property(password, (secret) => {
      const url = `postgres://desk:${encodeURIComponent(secret)}@db.example/wheelhouse`;
      expect(postgresUrlProblem(url)).toBeUndefined();
      expect(read(url)).toMatchObject({ password: secret, host: 'db.example', database: 'wheelhouse' });
    }),
  );
});

it.each(['postgres://db/wheelhouse', 'postgresql://desk@db/wheelhouse?sslmode=require', 'postgres:///wheelhouse?host=/run/pg'])(
  '%s is an address',
  (url) => {
    expect(postgresUrlProblem(url)).toBeUndefined();
  },
);

it.each([
  ['postgres://', /names no server/],
  ['postgres:///wheelhouse', /names no server/],
  ['postgres://desk:hush@one,two/wheelhouse', /names several servers/],
  ['postgres://desk:hush@one:5432,two:5432/wheelhouse', /names several servers/],
  ['postgres://desk:hush@db/wheelhouse?sslmode=requre', /has an sslmode that is none of disable, /],
  ['postgres://desk:hush@db/wheelhouse?sslmode=', /has an sslmode/],
  ['postgres://desk:hush@db/wheelhouse?port=hush', /has a port that is no number/],
  ['postgres://desk:hush@db/wheelhouse?client_encoding=LATIN1', /sets client_encoding/],
  ['postgres://desk:hush@db/wheelhouse?statement_timeout=hush', /sets statement_timeout/],
])('%s is refused in words that hold no piece of it', (url, words) => {
  expect(postgresUrlProblem(url)).toMatch(words);
  expect(postgresUrlProblem(url)).not.toMatch(/hush|requre|LATIN1/);
});

it.each(['prefer', 'require', 'verify-ca'])('sslmode=%s means verify-full, and the client has nothing to warn of', (mode) => {
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  onTestFinished(() => warned.mockRestore());
  const client = read(postgresUrlForClient(`postgres://desk@db/wheelhouse?application_name=x&sslmode=${mode}`));
  expect(client).toMatchObject({ ssl: {} });
  expect(warned).not.toHaveBeenCalled();
  const asLibpq = `postgres://desk@db/wheelhouse?uselibpqcompat=true&sslmode=${mode}`;
  expect(postgresUrlForClient(asLibpq)).toBe(asLibpq);
});

it.each(['sslrootcert', 'sslcert', 'sslkey'])('a %s that never ends is refused, and not read', (name) => {
  expect(postgresUrlProblem(`postgres://desk@db.example/wheelhouse?${name}=/dev/zero`)).toBe(
    `names a file in ${name} that is a device or a pipe, and must be an ordinary file`,
  );
});
