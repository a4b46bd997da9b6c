import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';

/** A line that sets a variable, as Node and Docker read such files; undefined for every other line. */
function settingIn(line: string): { name: string; value: string } | undefined {
  const at = line.indexOf('=');
  if (at === -1) return undefined;
  const name = line.slice(0, at).trim().split(/\s/).at(-1) ?? '';
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? { name, value: line.slice(at + 1).trim() } : undefined;
}

/** What the file sets now; a quoted value without its quotes. */
export function readEnvFile(file: string): Map<string, string> {
  const values = new Map<string, string>();
  if (!existsSync(file)) return values;
  for (const line of readFileSync(file, 'utf8').split(/\r?\n/)) {
    const set = settingIn(line);
    if (set !== undefined) values.set(set.name, withoutQuotes(set.value));
  }
  return values;
}

/**
 * Sets variables in the file, each in the line that has it, else at the end; one that is undefined is taken out. All other lines stay as
 * they are. It is this account's alone
 * (0600), and on the disk when this returns.
 */
export function setInEnvFile(file: string, values: Readonly<Record<string, string | undefined>>): void {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split(/\r?\n/) : [];
  if (lines.at(-1) === '') lines.pop();
  for (const [name, value] of Object.entries(values)) {
    const at = lines.findIndex((line) => settingIn(line)?.name === name);
    if (value === undefined) {
      if (at !== -1) lines.splice(at, 1);
      continue;
    }
    const line = `${name}=${written(value)}`;
    if (at === -1) lines.push(line);
    else lines[at] = line;
  }
  const beside = `${file}.new`;
  rmSync(beside, { force: true });
  const handle = openSync(beside, 'wx', 0o600);
  try {
    writeSync(handle, `${lines.join('\n')}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, file);
}

/** Node takes what follows a # for a comment, unless the value is in quotes. */
function written(value: string): string {
  if (!value.includes('#')) return value;
  return value.includes('"') ? `'${value}'` : `"${value}"`;
}

function withoutQuotes(value: string): string {
  const quote = value[0];
  const isQuoted = (quote === '"' || quote === "'") && value.length > 1 && value.endsWith(quote);
  return isQuoted ? value.slice(1, -1) : value;
}
