import { z } from 'zod';
import { type DescribedCall, describeCalls } from '../api/document/calls.ts';
import type { ComparedCall } from '../api/document/compare.ts';
import { compareCame } from '../api/document/compare-came.ts';
import { type DocumentDifference, difference } from '../api/document/difference.ts';
import { isForeign } from '../api/document/their-schema.ts';
import { loadProfiles } from '../api/profile/load.ts';
import { isUnused } from '../api/profile/offable.ts';
import { parametersIn } from '../api/profile/paths.ts';
import { type Profile, together } from '../api/profile/profile.ts';
import { createUpstreams, type Upstreams } from '../api/transport.ts';
import { type Environment, readConfig } from '../config.ts';
import { asFault, type Fault } from '../errors.ts';
import { systemClock } from '../lib/clock.ts';
import { randomIds } from '../lib/ids.ts';
import { comparedLines } from './api-words.ts';
import type { CommandEnd } from './arguments.ts';

export type ProbeOptions = { branch: string; customer?: string; account?: string; card?: string; json?: boolean };

/** A call that was made, or why it was not. */
type ProbedCall = ComparedCall & { note: string | null; neverCame: string[] };

type Raw = (
  args: { params?: Record<string, string | number>; query?: Record<string, unknown> },
  options: { deadlineMs: number },
) => Promise<unknown>;

/** `wheelhouse api probe`: the reads of a live tenant, once each. It writes nothing, and says nothing of what it read but names and types. */
export async function apiProbe(environment: Environment, options: ProbeOptions): Promise<CommandEnd> {
  const ids = { branch: options.branch, customer: options.customer, account: options.account, card: options.card };
  const odd = Object.entries(ids).find(([, id]) => id !== undefined && !/^\d{1,15}$/.test(id));
  if (odd !== undefined) return { lines: [`--${odd[0]}: write an id, such as 1.`], code: 2 };
  const named = Object.entries(environment).filter(([name]) => /^(OPERATIONS|SMARTMOVE)_/.test(name));
  // Nothing of Slack is used here.
  const settings = readConfig({ ...Object.fromEntries(named), SLACK_BOT_TOKEN: 'unused', SLACK_SIGNING_SECRET: 'unused' });
  if (!settings.ok) return { lines: settings.problems, code: 2 };
  const read = loadProfiles(settings.config.profileFiles);
  if (!read.ok) return { lines: read.problems, code: 2 };
  const upstreams = createUpstreams(
    { operations: settings.config.operations, profiles: read.profiles },
    {
      clock: systemClock,
      ids: randomIds,
      log: { debug: () => undefined },
      rows: ({ list: _list, whole: _whole, ...row }) => ({ ...row, result: z.unknown() }),
    },
  );
  try {
    const profile = together(read.profiles);
    const calls = describeCalls(['operations'])
      .map((call) => ({ ...call, path: profile.calls[call.name]?.path ?? call.path }))
      .filter(({ name, row }) => row.method === 'GET' && row.result !== 'bytes' && !isUnused(name, profile.off));
    return await probeAll(upstreams, profile, calls, ids, options.json === true);
  } finally {
    await upstreams.close();
  }
}

async function probeAll(
  upstreams: Upstreams,
  profile: Profile,
  calls: readonly DescribedCall[],
  ids: Ids,
  json: boolean,
): Promise<CommandEnd> {
  const found = new Map<string, string | number>();
  const probed: ProbedCall[] = [];
  for (const call of calls) {
    const outcome = await probeOne(upstreams, profile, call, ids, found);
    if ('unreachable' in outcome) return { lines: [outcome.unreachable], code: 2 };
    probed.push(outcome);
  }
  const ok = probed.every(({ differences }) => differences.length === 0);
  const notes = probed.flatMap(({ name, note, neverCame }) => [
    ...(note === null ? [] : [`${name}: ${note}`]),
    ...(neverCame.length === 0
      ? []
      : [`${name}: never came, and may just have been empty: ${neverCame.map((at) => at.replace('answer.', '')).join(', ')}`]),
  ]);
  return {
    lines: json
      ? [JSON.stringify({ ok, calls: probed }, null, 2)]
      : [...notes, ...comparedLines(probed.filter(({ note }) => note === null))],
    code: ok ? 0 : 1,
  };
}

type Ids = Readonly<Record<'branch' | 'customer' | 'account' | 'card', string | undefined>>;

async function probeOne(
  upstreams: Upstreams,
  profile: Profile,
  call: DescribedCall,
  ids: Ids,
  found: Map<string, string | number>,
): Promise<ProbedCall | { unreachable: string }> {
  const place: ProbedCall = {
    name: call.name,
    method: profile.calls[call.name]?.method ?? call.row.method,
    path: call.path,
    found: true,
    nearest: [],
    differences: [],
    note: null,
    neverCame: [],
  };
  const args = argumentsFor(call, ids, found);
  if (typeof args === 'string') return { ...place, note: args };
  const [group = '', name = ''] = call.name.split('.');
  const client = upstreams.operations.client as unknown as Record<string, Record<string, Raw>>; // safe: a probe's rows take what the table's take, and answer whatever came
  try {
    const answer = await client[group]?.[name]?.(args, { deadlineMs: 15_000 });
    remember(call.name, answer, found);
    const { differences, neverCame, elements } = compareCame(call, answer, profile);
    const isEmpty = Array.isArray(answer) && elements === 0;
    return { ...place, differences, neverCame, note: isEmpty ? 'an empty list came, so nothing could be compared' : null };
  } catch (error) {
    return ofFault(place, asFault(error));
  }
}

/** A refusal's own words may name somebody, so only its status and a code that looks like one are reported. */
function ofFault(place: ProbedCall, fault: Fault): ProbedCall | { unreachable: string } {
  const { status, errorCode } = fault.context;
  const code = errorCode !== undefined && /^[A-Z]{1,5}\d{1,4}(\.\d{1,3})?$/.test(errorCode) ? `, ${errorCode}` : '';
  if (fault.code === 'upstream_sign_in' || fault.code === 'upstream_unreachable')
    return { unreachable: `The Operations API cannot be used: ${fault.say}` };
  const differ = (
    at: string,
    kind: DocumentDifference['kind'],
    ours: string,
    theirs: string | null,
    found = true,
  ): ProbedCall => ({
    ...place,
    found,
    differences: [difference(at, kind, ours, theirs)],
  });
  if (status === 404) return differ('path', 'not there', place.path, `404${code}: no such path, or no such id`, false);
  if (status === 405) return differ('method', 'not there', place.method, '405', false);
  if (fault.code === 'upstream_malformed') return differ('answer', 'type', 'JSON', 'something else');
  return {
    ...place,
    note: `could not be compared: ${status === undefined ? fault.code.replaceAll('_', ' ') : `answered ${status}${code}`}`,
  };
}

/** What a call needs, or why it cannot be made. */
function argumentsFor(call: DescribedCall, ids: Ids, found: ReadonlyMap<string, string | number>): Parameters<Raw>[0] | string {
  const params: Record<string, string | number> = {};
  // By the names of the tables: a profile may write a single parameter under any name.
  for (const name of parametersIn(call.row.path)) {
    const { id, option } = idFor(call.name, name, ids, found);
    if (id === undefined) return option === undefined ? 'not asked: there is none to ask for' : `not asked: give --${option}`;
    params[name] = id;
  }
  const query: Record<string, unknown> = {};
  for (const { name, required } of call.query) {
    const value = queryValue(call.name, name, ids, found);
    if (value !== undefined) query[name] = value;
    else if (required)
      return name === 'guserId' || name === 'userId' ? 'not asked: give --customer' : 'not asked: there is none to ask for';
  }
  return { params, query };
}

function idFor(
  call: string,
  parameter: string,
  ids: Ids,
  found: ReadonlyMap<string, string | number>,
): { id?: string | number | undefined; option?: keyof Ids } {
  const [group = ''] = call.split('.');
  if (group === 'cards') return { id: ids.card, option: 'card' };
  if (group === 'accounts' || call === 'vouchers.ofAccount') {
    if (parameter === 'userId')
      return { id: found.get('accounts.members'), option: ids.account === undefined ? ('account' as const) : undefined };
    return { id: ids.account, option: 'account' };
  }
  if (['customers', 'vouchers', 'ratings'].includes(group)) return { id: ids.customer, option: 'customer' };
  return {
    id: found.get(`${group}.list`),
    option: group === 'verifications' && ids.customer === undefined ? ('customer' as const) : undefined,
  };
}

function queryValue(call: string, name: string, ids: Ids, found: ReadonlyMap<string, string | number>): unknown {
  if (name === 'branchId') return Number(ids.branch);
  if (name === 'userId' || name === 'guserId') return ids.customer === undefined ? undefined : Number(ids.customer);
  if (name === 'size') return 20;
  if (name === 'includeDetails') return true;
  if (call === 'permissions.exists' && name === 'permission') return 'CUSTOMER_READ';
  if (call === 'settings.read' && name === 'keys')
    return found.has('settings.discover') ? [found.get('settings.discover')] : undefined;
  return undefined;
}

/** The first thing of a list, to ask for it alone: its id is sent, and never shown. */
function remember(call: string, answer: unknown, found: Map<string, string | number>): void {
  const first: unknown = Array.isArray(answer) ? answer[0] : undefined;
  if (!isForeign(first)) return;
  const id = first.id ?? first.userId ?? first.key;
  if (typeof id === 'string' || typeof id === 'number') found.set(call, id);
}
