import { likeness } from './nearest.ts';
import { type Foreign, isForeign, listIn } from './their-schema.ts';

/** One operation of a foreign document. */
export type TheirOperation = {
  /** In capitals. */
  method: string;
  /** As written there. */
  path: string;
  /** Of the path, and of the servers with it: parameters as `{}`. */
  spellings: readonly (readonly string[])[];
  item: Foreign;
  operation: Foreign;
};

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

export function operationsOf(document: Foreign, follow: (node: unknown) => unknown): TheirOperation[] {
  return Object.entries(isForeign(document.paths) ? document.paths : {}).flatMap(([path, written]) => {
    const item = follow(written);
    if (!isForeign(item)) return [];
    return methods.flatMap((method) => {
      const operation = follow(item[method]);
      if (!isForeign(operation)) return [];
      const bases = basesOf(operation.servers ?? item.servers ?? document.servers);
      const spellings = [segmentsOf(path), ...bases.map((base) => [...base, ...segmentsOf(path)])];
      return [{ method: method.toUpperCase(), path, spellings, item, operation }];
    });
  });
}

function basesOf(servers: unknown): string[][] {
  return listIn(servers).flatMap((server) => {
    const url = isForeign(server) && typeof server.url === 'string' ? server.url : '';
    const segments = segmentsOf(url.replace(/^[a-z]+:\/\/[^/]*/i, ''));
    return segments.length === 0 ? [] : [segments];
  });
}

/** `/customers/{id}?simple` → `customers`, `{}`: names of parameters, slashes at the ends and what follows the path mean nothing. */
export function segmentsOf(path: string): string[] {
  return path
    .split(/[?#]/, 1)
    .join('')
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => segment.replace(/\{[^{}]*\}|^:[A-Za-z]\w*$/g, '{}'));
}

/** What is in front of our path in theirs, when theirs ends in it. */
function prefixBefore(ours: readonly string[], theirs: readonly string[]): string | undefined {
  const rest = theirs.length - ours.length;
  return rest >= 0 && ours.every((segment, index) => segment === theirs[rest + index])
    ? theirs.slice(0, rest).join('/')
    : undefined;
}

/** The prefix under which most of our paths are found there: whatever is in front of all paths belongs to the base URL. */
export function commonPrefix(paths: readonly string[], operations: readonly TheirOperation[]): string {
  const votes = new Map<string, Set<string>>();
  for (const path of paths) {
    for (const { spellings } of operations) {
      for (const spelling of spellings) {
        const prefix = prefixBefore(segmentsOf(path), spelling);
        if (prefix !== undefined) votes.set(prefix, (votes.get(prefix) ?? new Set()).add(path));
      }
    }
  }
  const [best] = [...votes].sort(([a, forA], [b, forB]) => forB.size - forA.size || a.length - b.length);
  return best?.[0] ?? '';
}

/** The operations at this place, whatever their methods. */
export function operationsAt(path: string, prefix: string, operations: readonly TheirOperation[]): TheirOperation[] {
  const ours = segmentsOf(path);
  return operations.filter(({ spellings }) => spellings.some((spelling) => prefixBefore(ours, spelling) === prefix));
}

/** Which operations are most like this call, best first: by name of the operation, or by words and build of the path. */
export function likest(call: { name: string; method: string; path: string }, operations: readonly TheirOperation[]) {
  const ours = segmentsOf(call.path);
  return operations
    .map((theirs) => {
      const segments = theirs.spellings[0] ?? [];
      const words = likeness(wordsOf(ours), wordsOf(segments));
      const build = (theirs.method === call.method ? 0.15 : 0) + (parameters(ours) === parameters(segments) ? 0.1 : 0);
      return { theirs, likeness: theirs.operation.operationId === call.name ? 2 : words * 0.75 + build };
    })
    .filter((near) => near.likeness >= 0.6)
    .sort((a, b) => b.likeness - a.likeness);
}

const wordsOf = (segments: readonly string[]) => segments.filter((segment) => segment !== '{}').join(' ');
const parameters = (segments: readonly string[]) => segments.filter((segment) => segment === '{}').length;
