import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Environment, readConfig } from '../src/config.ts';

const operations = {
  OPERATIONS_API_URL: 'https://operations.example/v2/',
  OPERATIONS_AUTH_URL: 'https://auth.example//',
  OPERATIONS_CLIENT_ID: 'client',
  OPERATIONS_CLIENT_KEY: 'hush-key',
};
const http = { SLACK_BOT_TOKEN: 'hush-bot', SLACK_SIGNING_SECRET: 'hush-signing', ...operations };
const socket = { SLACK_BOT_TOKEN: 'hush-bot', SLACK_APP_TOKEN: 'hush-app', ...operations };
const smartmove = {
  SMARTMOVE_API_URL: 'https://smartmove.example/m2m/',
  SMARTMOVE_TOKEN_URL: 'https://smartmove.example/token',
  SMARTMOVE_CLIENT_ID: 'sm',
  SMARTMOVE_CLIENT_SECRET: 'hush-smartmove',
  SMARTMOVE_COUNTRY: 'DE',
  SMARTMOVE_PROVIDER: 'ABC',
};

const key = 'ab'.repeat(32);
const otherKey = 'cd'.repeat(32);

function good(environment: Environment) {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.config;
}

function problems(environment: Environment): string[] {
  const read = readConfig(environment);
  return read.ok ? [] : read.problems;
}

describe('the configuration', () => {
  it('takes a profile for each back office, and none when they are not set', () => {
    expect(good(http).profileFiles).toEqual({});
    expect(good({ ...http, OPERATIONS_API_PROFILE: './ours.yml', SMARTMOVE_API_PROFILE: './smart.yml' }).profileFiles).toEqual({
      operations: './ours.yml',
      smartmove: './smart.yml',
    });
  });

  it('has the contract’s defaults', () => {
    const config = good(http);
    expect(config).toMatchObject({
      slack: { transport: 'http' },
      http: { host: '0.0.0.0', port: 3000 },
      operations: { apiUrl: 'https://operations.example/v2', authUrl: 'https://auth.example', clientId: 'client' },
      database: { dataDir: './data' },
      policyFile: './policy.yml',
      logLevel: 'info',
    });
    expect(config.smartmove).toBeUndefined();
    expect(config.database.url).toBeUndefined();
    expect(config.operations.clientKey.reveal()).toBe('hush-key');
  });

  it('takes the socket when there is an app token, unless it is told otherwise', () => {
    expect(good(socket).slack.transport).toBe('socket');
    expect(good({ ...socket, SLACK_SIGNING_SECRET: 's', SLACK_TRANSPORT: 'http' }).slack.transport).toBe('http');
  });

  it('listens for this machine alone in socket mode, and for all otherwise, unless it is told where', () => {
    expect(good(socket).http.host).toBe('127.0.0.1');
    expect(good(http).http.host).toBe('0.0.0.0');
    expect(good({ ...socket, HOST: '10.0.0.7' }).http.host).toBe('10.0.0.7');
  });

  it('keeps the token for metrics to itself, and refuses one that no header can carry', () => {
    const config = good({ ...http, METRICS_TOKEN: 'hush-metrics' });
    expect(config.http.metricsToken?.reveal()).toBe('hush-metrics');
    expect(JSON.stringify(config)).not.toContain('hush-metrics');
    expect(good(http).http.metricsToken).toBeUndefined();
    expect(problems({ ...http, METRICS_TOKEN: 'hush metrics' }).join()).toMatch(/^METRICS_TOKEN must be/);
  });

  it('an empty configuration is told one line a missing setting', () => {
    expect(problems({}).map((line) => line.split(' ')[0])).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
      ...Object.keys(operations),
    ]);
  });

  it.each([
    ['HTTP without the signing secret', { ...http, SLACK_SIGNING_SECRET: ' ' }, 'SLACK_SIGNING_SECRET'],
    ['the socket without the app token', { ...http, SLACK_TRANSPORT: 'socket' }, 'SLACK_APP_TOKEN'],
    ['an unknown transport', { ...http, SLACK_TRANSPORT: 'pigeon' }, 'SLACK_TRANSPORT'],
    ['swapped tokens', { ...socket, SLACK_BOT_TOKEN: 'xapp-hush' }, 'SLACK_BOT_TOKEN'],
    ['a bot token as app token', { ...socket, SLACK_APP_TOKEN: 'xoxb-hush' }, 'SLACK_APP_TOKEN'],
    ['a token with a letter that no header can carry', { ...http, SLACK_BOT_TOKEN: 'xoxb-hush…' }, 'SLACK_BOT_TOKEN'],
    ['a token as signing secret', { ...http, SLACK_SIGNING_SECRET: 'xoxb-hush' }, 'SLACK_SIGNING_SECRET'],
    ['a signing secret with a space', { ...http, SLACK_SIGNING_SECRET: 'hush hush' }, 'SLACK_SIGNING_SECRET'],
    ['a port that is none', { ...http, PORT: '70000' }, 'PORT'],
    ['a port in words', { ...http, PORT: 'three' }, 'PORT'],
    ['an address without its scheme', { ...http, OPERATIONS_API_URL: 'operations.example' }, 'OPERATIONS_API_URL'],
    ['a password in an address', { ...http, OPERATIONS_API_URL: 'https://me:hush@operations.example' }, 'OPERATIONS_API_URL'],
    ['another database', { ...http, DATABASE_URL: 'mysql://hush@db', JOURNAL_KEY: key }, 'DATABASE_URL'],
    ['a server without a key for the journal', { ...http, DATABASE_URL: 'postgres://u:hush@db/d' }, 'JOURNAL_KEY'],
    ['a short key', { ...http, JOURNAL_KEY: 'aHVzaA==' }, 'JOURNAL_KEY'],
    ['a key that is short as hex, though not as base64', { ...http, JOURNAL_KEY: 'ab'.repeat(22) }, 'JOURNAL_KEY'],
    ['a key with an odd digit', { ...http, JOURNAL_KEY: `${'ab'.repeat(32)}a` }, 'JOURNAL_KEY'],
    ['a key in words', { ...http, JOURNAL_KEY: 'hush hush hush hush hush hush hush hush' }, 'JOURNAL_KEY'],
    ['an older key that is none', { ...http, JOURNAL_KEY_PREVIOUS: `${key}, hush` }, 'JOURNAL_KEY_PREVIOUS'],
    ['a prefix with the slash', { ...http, COMMAND_PREFIX: '/wm-' }, 'COMMAND_PREFIX'],
    ['an unknown level', { ...http, LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    ['a country by name', { ...http, ...smartmove, SMARTMOVE_COUNTRY: 'Germany' }, 'SMARTMOVE_COUNTRY'],
    ['another product field', { ...http, ...smartmove, SMARTMOVE_PRODUCT_FIELD: 'product' }, 'SMARTMOVE_PRODUCT_FIELD'],
    ['half of Smartmove', { ...http, ...smartmove, SMARTMOVE_CLIENT_SECRET: undefined }, 'SMARTMOVE_CLIENT_SECRET'],
  ])('%s is told in one line that names the setting and shows no value', (_, environment, name) => {
    const lines = problems(environment);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${name} `));
    expect(lines[0]).not.toMatch(/hush|mysql|70000|Germany/);
  });

  it('what is missing and what is wrong are told together', () => {
    const lines = problems({ ...http, SLACK_BOT_TOKEN: undefined, PORT: '-1', LOG_LEVEL: 'loud' });
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['SLACK_BOT_TOKEN', 'PORT', 'LOG_LEVEL']);
  });

  it('Smartmove is configured whole, and addresses end alike', () => {
    expect(good({ ...http, ...smartmove }).smartmove).toMatchObject({
      apiUrl: 'https://smartmove.example/m2m',
      country: 'DE',
      productField: 'productKey',
    });
    expect(good({ ...http, SLACK_API_URL: 'http://127.0.0.1:4401/api' }).slack.apiUrl).toBe('http://127.0.0.1:4401/api/');
    expect(good({ ...http, SLACK_API_URL: 'http://127.0.0.1:4401/api/' }).slack.apiUrl).toBe('http://127.0.0.1:4401/api/');
  });

  it('takes a key in hex or in base64, and older ones by commas', () => {
    const bytes = Buffer.alloc(32, 0xfb);
    const keyOf = (environment: Environment) => good({ ...http, ...environment }).journal.key?.reveal();
    expect(keyOf({})).toBeUndefined();
    expect(keyOf({ JOURNAL_KEY: bytes.toString('hex').toUpperCase() })).toBe(bytes.toString('hex'));
    expect(keyOf({ JOURNAL_KEY: bytes.toString('base64') })).toBe(bytes.toString('hex'));
    expect(keyOf({ JOURNAL_KEY: bytes.toString('base64url') })).toBe(bytes.toString('hex'));
    const { previous } = good({ ...http, JOURNAL_KEY_PREVIOUS: `${key} , ${bytes.toString('base64')}` }).journal;
    expect(previous.map((one) => one.reveal())).toEqual([key, bytes.toString('hex')]);
  });

  it('a printed configuration shows no secret', () => {
    const config = good({
      ...socket,
      ...smartmove,
      SLACK_SIGNING_SECRET: 'hush-signing',
      DATABASE_URL: 'postgres://u:hush-db@h/d',
      JOURNAL_KEY: key,
      JOURNAL_KEY_PREVIOUS: `${otherKey},${key}`,
    });
    expect(JSON.stringify(config) + inspect(config, { depth: 9, showHidden: true })).not.toMatch(/hush|abab|cdcd/);
    expect(config.database.url?.reveal()).toBe('postgres://u:hush-db@h/d');
  });
});
