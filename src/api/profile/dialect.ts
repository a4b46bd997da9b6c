import { type Api, type DescribedCall, describeCalls } from '../document/calls.ts';
import { jsonIn } from '../read-json.ts';
import type { Outgoing, SentCall } from '../send.ts';
import type { Endpoint, Table } from '../table.ts';
import { opened } from './envelope.ts';
import { isUnused } from './offable.ts';
import { parametersIn } from './paths.ts';
import { type CallChange, type Profile, valuesIn } from './profile.ts';
import { toOurs, toTheirs, valueToTheirs } from './translate.ts';

/** A table as this tenant speaks it: other methods and paths, and what is sent and answered translated on the way. */
export function spoken<T extends Table>(table: T, api: Api, profile: Profile | undefined, then = (row: Endpoint) => row): T {
  const calls = new Map(profile === undefined ? [] : describeCalls([api]).map((call) => [call.name, call]));
  const groups = Object.entries(table).map(([group, rows]) => [
    group,
    Object.fromEntries(
      Object.entries(rows).map(([name, row]) => [name, then(rowIn(row, calls.get(`${group}.${name}`), profile))]),
    ),
  ]);
  return Object.fromEntries(groups) as T; // safe: the same rows under the same names; what a caller gives and gets is unchanged
}

function rowIn(row: Endpoint, call: DescribedCall | undefined, profile: Profile | undefined): Endpoint {
  if (call === undefined || profile === undefined) return row;
  const change = profile.calls[call.name] ?? {};
  return {
    ...row,
    method: change.method ?? row.method,
    path: change.path === undefined ? row.path : pathIn(row.path, change.path),
    reads: row.method === 'GET' || row.reads,
    off: isUnused(call.name, profile.off) || row.off,
    wire: {
      request: (request) => translated(request, call, change, profile),
      answer: (sent) => understood(sent, call, change, profile),
    },
  };
}

/** As the tables write paths. A single parameter may have any name there: it is ours. */
function pathIn(ours: string, theirs: string): Endpoint['path'] {
  const own = parametersIn(ours);
  const named = theirs
    .replace(/^\/?/, '/')
    .replace(/\{(\w+)\}/g, (_match, name: string) => `:${own.length === 1 ? own[0] : name}`);
  return named as Endpoint['path']; // safe: it begins with a slash
}

function translated(request: Outgoing, call: DescribedCall, change: CallChange, profile: Profile): Outgoing {
  const mark = request.path.indexOf('?');
  const path =
    mark < 0 ? request.path : `${request.path.slice(0, mark)}?${queryIn(request.path.slice(mark + 1), call, change, profile)}`;
  if (request.body === undefined || call.body === undefined) return { ...request, path };
  const body = toTheirs(profile, call.body, call.components, JSON.parse(request.body), change.body);
  return { ...request, path, body: JSON.stringify(body) };
}

/** Name by name, so that flags without a value and repeated names stay what they are. */
function queryIn(query: string, call: DescribedCall, change: CallChange, profile: Profile): string {
  const shape = { properties: Object.fromEntries(call.query.map(({ name, schema }) => [name, schema])) };
  return query
    .split('&')
    .map((part) => {
      const [name = '', value] = part.split('=');
      const ours = decodeURIComponent(name);
      const theirs = encodeURIComponent((change.query?.[ours] ?? ours).replace(/\[\]$/, ''));
      if (value === undefined) return theirs;
      return `${theirs}=${encodeURIComponent(String(valueToTheirs(decodeURIComponent(value), valuesIn(profile, shape, ours))))}`;
    })
    .join('&');
}

function understood(sent: SentCall, call: DescribedCall, change: CallChange, profile: Profile): SentCall {
  if (sent.kind !== 'answer' || sent.status < 200 || sent.status >= 300 || call.answer === undefined) return sent;
  const json = jsonIn(sent.body);
  if (json === undefined) return sent;
  const { list, totals } = change.items === undefined ? { list: json, totals: {} } : opened(json, change.items);
  const ours = toOurs(profile, call.answer, call.components, list, change.answer);
  return { ...sent, headers: { ...sent.headers, ...totals }, body: Buffer.from(JSON.stringify(ours)) };
}
