// `npm run env`: makes .env from .env.example, readable by its owner alone, with a new key for the journal and a new password for the
// database of compose.yml. An .env that is there stays as it is: its key may be in use.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const made = { JOURNAL_KEY: randomBytes(32).toString('base64'), POSTGRES_PASSWORD: randomBytes(24).toString('hex') };
const text = Object.entries(made).reduce(
  (whole, [name, value]) => whole.replace(new RegExp(`^#? ?${name}=.*$`, 'm'), () => `${name}=${value}`),
  readFileSync(new URL('../.env.example', import.meta.url), 'utf8'),
);

try {
  writeFileSync('.env', text, { mode: 0o600, flag: 'wx' });
  process.stdout.write(
    '.env is made, with a new JOURNAL_KEY. Keep a copy of that key. Fill in the rest, then: npx wheelhouse doctor\n',
  );
} catch (error) {
  const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
  const why = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    isThere
      ? 'There is an .env already, and it was left as it is. Move it away first if you want a new one.\n'
      : `.env: ${why}\n`,
  );
  process.exitCode = 1;
}
