import type { DescribedCall } from '../document/calls.ts';
import { segmentsOf } from '../document/find-call.ts';
import type { CallChange, Profile } from './profile.ts';

type PathProblem = { call: string; key: 'method' | 'path'; say: string };

/** Methods and paths that a profile must not give: what leaves the back office, loses a parameter, or makes a write of a read. */
export function pathProblems(profile: Profile, calls: readonly DescribedCall[]): PathProblem[] {
  return Object.entries(profile.calls).flatMap(([name, change]) => {
    const call = calls.find((one) => one.name === name);
    if (call === undefined) return [];
    const path = change.path === undefined ? undefined : pathProblem(call, change.path);
    if (path !== undefined) return [{ call: name, key: 'path' as const, say: path }];
    const method = methodProblem(call, change);
    if (method !== undefined) return [{ call: name, key: 'method' as const, say: method }];
    const write = call.row.method === 'GET' ? calls.find((other) => isSameAs(call, change, other, profile)) : undefined;
    if (write === undefined) return [];
    const key = change.method === undefined ? 'path' : 'method';
    return [
      {
        call: name,
        key,
        say: `${name} only reads, and this is where ${write.name} writes. A read never gets the method and path of a write.`,
      },
    ];
  });
}

function pathProblem(call: DescribedCall, path: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^\/\/|\\/i.test(path)) return 'Write a path below the base URL, without a host: /customers/{id}.';
  if (/[?#%\s]|[^\x21-\x7e]/.test(path)) return 'A path holds no ?, # or %, no blank, and letters of ASCII alone.';
  const segments = path.replace(/^\//, '').split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..'))
    return 'A path has no empty part, and no part that is . or ..';
  const inPath = parametersIn(path);
  if (segments.some((segment) => /[{}]/.test(segment) && !/^\{[A-Za-z]\w*\}$/.test(segment)))
    return 'A parameter is a part of its own: /customers/{id}/cards.';
  const needed = parametersIn(call.path);
  if (
    inPath.length !== needed.length ||
    new Set(inPath).size !== inPath.length ||
    (needed.length > 1 && needed.some((name) => !inPath.includes(name)))
  )
    return `The path must keep ${needed.length === 0 ? 'no parameters' : needed.map((name) => `{${name}}`).join(' and ')}.`;
  return undefined;
}

/** `{id}` and `:id` alike. */
export function parametersIn(path: string): string[] {
  return [...path.matchAll(/(?<=\/)(?:\{(\w+)\}|:(\w+))(?=\/|$)/g)].map(([, braces, colon]) => braces ?? colon ?? '');
}

function methodProblem({ name, row }: DescribedCall, { method }: CallChange): string | undefined {
  if (method === undefined) return undefined;
  if (row.method === 'GET') return method === 'GET' || method === 'POST' ? undefined : `${name} only reads: write GET or POST.`;
  return method === 'GET' ? `${name} changes something: it cannot be a GET.` : undefined;
}

/** Whether this read, changed, could reach what this other call writes to; a parameter can be any word. */
function isSameAs(read: DescribedCall, change: CallChange, other: DescribedCall, profile: Profile): boolean {
  if (other.row.method === 'GET' || other.api !== read.api) return false;
  const method = change.method ?? read.row.method;
  const path = segmentsOf(change.path ?? read.path);
  const moved = profile.calls[other.name] ?? {};
  const places = [
    [other.row.method, other.path],
    [moved.method ?? other.row.method, moved.path ?? other.path],
  ] as const;
  return places.some(([theirs, at]) => {
    const segments = segmentsOf(at);
    if (theirs !== method || segments.length !== path.length) return false;
    return segments.every((segment, index) => segment === path[index] || segment === '{}' || path[index] === '{}');
  });
}
