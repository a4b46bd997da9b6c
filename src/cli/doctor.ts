import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createUpstreams } from '../api/transport.ts';
import type { Policy } from '../approvals/policy/types.ts';
import { type Config, type Environment, readConfig } from '../config.ts';
import { openEmbedded } from '../db/embedded.ts';
import { openServer } from '../db/server.ts';
import { troubleOf } from '../db/trouble.ts';
import { asFault } from '../errors.ts';
import { systemClock } from '../lib/clock.ts';
import { randomIds } from '../lib/ids.ts';
import { createLog } from '../lib/log.ts';
import type { Outcome } from './main.ts';
import { readPolicy } from './policy.ts';
import { checkRunning } from './running-check.ts';
import { checkSlack } from './slack-check.ts';

/** One thing that was looked at, and where it is not well, what to do. */
export type Finding = { state: 'ok' | 'warn' | 'wrong'; what: string; say: string };

/**
 * `wheelhouse doctor`: everything that a start needs, one line each. It changes nothing: databases are asked and not migrated, back
 * offices are read.
 */
export async function doctor({ environment }: { environment: Environment }): Promise<Outcome> {
  const read = readConfig(environment);
  const { findings, policy } = await checkPolicyFile(environment);
  if (!read.ok) {
    findings.unshift(...read.problems.map((say): Finding => ({ state: 'wrong', what: 'settings', say })));
    findings.push({
      state: 'warn',
      what: 'the rest',
      say: 'Database, Slack and back offices are looked at once the settings are complete.',
    });
    return report(findings);
  }
  findings.unshift({ state: 'ok', what: 'settings', say: `complete; Slack by ${read.config.slack.transport}.` });
  const [database, slack, upstreams, running] = await Promise.all([
    checkDatabase(read.config),
    checkSlack(read.config.slack, policy),
    checkUpstreams(read.config),
    checkRunning(read.config.http),
  ]);
  return report([...findings, ...database, ...slack, ...upstreams, ...running]);
}

function report(findings: readonly Finding[]): Outcome {
  const wrong = findings.filter(({ state }) => state === 'wrong').length;
  const width = Math.max(...findings.map(({ what }) => what.length));
  const marks = { ok: 'ok   ', warn: 'warn ', wrong: 'WRONG' };
  return {
    lines: [
      ...findings.map(({ state, what, say }) => `${marks[state]}  ${what.padEnd(width)}  ${say}`),
      wrong === 0 ? 'Ready: npm start' : `${wrong} ${wrong === 1 ? 'thing keeps' : 'things keep'} Wheelhouse from working.`,
    ],
    ok: wrong === 0,
  };
}

async function checkPolicyFile(environment: Environment): Promise<{ findings: Finding[]; policy: Policy | null }> {
  const read = await readPolicy(environment);
  const what = 'policy';
  if (!read.ok) return { findings: read.lines.map((say) => ({ state: 'wrong', what, say })), policy: null };
  const warnings = read.warnings.map((say): Finding => ({ state: 'warn', what, say }));
  return { findings: [{ state: 'ok', what, say: read.summary }, ...warnings], policy: read.parsed.policy };
}

async function checkDatabase({ database }: Config): Promise<Finding[]> {
  const what = 'database';
  const wrong = (say: string): Finding[] => [{ state: 'wrong', what, say }];
  if (database.url === undefined && !existsSync(join(database.dataDir, 'postgres'))) {
    return [{ state: 'ok', what, say: `embedded; ${database.dataDir} will be made at the first start.` }];
  }
  try {
    const { pool } = database.url
      ? openServer(database.url, createLog({ level: 'silent' }))
      : await openEmbedded({ directory: database.dataDir });
    try {
      const client = await pool.connect();
      try {
        await client.query('SELECT 1', []);
      } finally {
        client.release();
      }
    } finally {
      await pool.end();
    }
    return [
      {
        state: 'ok',
        what,
        say: database.url ? 'the PostgreSQL of DATABASE_URL answers.' : `embedded in ${database.dataDir}; it opens.`,
      },
    ];
  } catch (error) {
    // Node's and PostgreSQL's own codes (ECONNREFUSED, 28P01) say what is wrong; their texts can hold the address with its password.
    if (database.url)
      return wrong(
        `the PostgreSQL of DATABASE_URL can’t be used: ${troubleOf(error)?.words ?? codeOf(error)}. Check its address, name and password.`,
      );
    return wrong(`${error instanceof Error ? error.message : 'it does not open.'}`);
  }
}

async function checkUpstreams(config: Config): Promise<Finding[]> {
  const upstreams = createUpstreams(config, { clock: systemClock, ids: randomIds, log: { debug: () => undefined } });
  const { operations, smartmove } = upstreams;
  try {
    const reads = [
      ['branches', () => operations.reader.branches.list({ query: {} })],
      ['vehicle categories', () => operations.reader.categories.list({ query: {} })],
      ['voucher templates', () => operations.reader.vouchers.templates({ query: {} })],
    ] as const;
    const found: Finding[] = [];
    for (const [name, read] of reads) {
      const finding = await tryRead('operations', name, read);
      found.push(finding);
      if (finding.state === 'wrong') break;
    }
    if (!smartmove.configured) return [...found, { state: 'ok', what: 'smartmove', say: 'not configured; its commands say so.' }];
    // There is nothing to list there: a user that cannot exist is asked for, and not being found is the good answer.
    const user = await tryRead(
      'smartmove',
      'a user that does not exist',
      () => smartmove.reader.users.get({ params: { customerId: randomIds.uuid() } }),
      'not_found',
    );
    return [...found, user];
  } finally {
    await upstreams.close();
  }
}

/** A read whose answer has another shape than assumed only warns: the rest of the app may well work. */
async function tryRead(what: string, name: string, read: () => Promise<unknown>, good?: string): Promise<Finding> {
  try {
    const answer = await read();
    const many =
      answer !== null && typeof answer === 'object' && 'items' in answer && Array.isArray(answer.items)
        ? `${answer.items.length} `
        : '';
    return { state: 'ok', what, say: `signed in and read ${many}${name}.` };
  } catch (error) {
    const fault = asFault(error);
    if (fault.code === good) return { state: 'ok', what, say: 'signed in, and it answers.' };
    const { status, errorCode, traceId } = fault.context;
    const facts = [status, errorCode, traceId === undefined ? undefined : `trace ${traceId}`]
      .filter((fact) => fact !== undefined)
      .join(', ');
    const say = `reading ${name}: ${fault.say}${facts === '' ? '' : ` (${facts})`}`;
    if (fault.code === 'upstream_malformed')
      return { state: 'warn', what, say: `${say} Its shape is assumed, not documented: ${fault.message}.` };
    return { state: fault.code === 'upstream_refused' ? 'warn' : 'wrong', what, say };
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
}
