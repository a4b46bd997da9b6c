import { type CallChange, noProfile, type Profile, renamesIn, valuesIn } from '../profile/profile.ts';
import type { DescribedCall } from './calls.ts';
import { compareAnswer } from './compare-answer.ts';
import { compareSent, sentTree } from './compare-sent.ts';
import { type DocumentDifference, difference } from './difference.ts';
import { commonPrefix, likest, operationsAt, operationsOf, type TheirOperation } from './find-call.ts';
import { answerContent, bodyContent, theirParameters } from './their-operation.ts';
import { type Foreign, schemaReader } from './their-schema.ts';

export type ComparedCall = {
  name: string;
  method: string;
  path: string;
  found: boolean;
  /** Where it is not there: what is most like it, `POST /customers/search`. */
  nearest: string[];
  differences: DocumentDifference[];
};

export type DocumentReading = ReturnType<typeof schemaReader> & { operations: readonly TheirOperation[] };

/** What a foreign document holds, ready to be compared with. */
export function readingOf(document: Foreign): DocumentReading {
  const reader = schemaReader(document);
  return { ...reader, operations: operationsOf(document, reader.follow) };
}

/** Each of these calls held against the document; what the document has more is no difference. */
export function compareCalls(
  calls: readonly DescribedCall[],
  theirs: DocumentReading,
  profile: Profile = noProfile,
): ComparedCall[] {
  const placed = calls.map((call) => ({ call, change: profile.calls[call.name] ?? {}, ...placeOf(call, profile) }));
  const prefixes = new Map(
    [...new Set(calls.map(({ api }) => api))].map((api) => [
      api,
      commonPrefix(
        placed.filter(({ call }) => call.api === api).map(({ path }) => path),
        theirs.operations,
      ),
    ]),
  );
  const at = ({ call, path }: (typeof placed)[number]) => operationsAt(path, prefixes.get(call.api) ?? '', theirs.operations);
  const taken = new Set(placed.flatMap((one) => at(one).filter(({ method }) => method === one.method)));
  return placed.map((one) => {
    const { call, change, method, path } = one;
    const here = at(one);
    const found = chosen(
      call,
      here.filter((operation) => operation.method === method),
      theirs,
    );
    const place = { name: call.name, method, path };
    if (found === undefined) return { ...place, ...notFound(place, here, theirs.operations, taken) };
    return { ...place, found: true, nearest: [], differences: differencesOf(call, change, profile, found, theirs) };
  });
}

function placeOf(call: DescribedCall, profile: Profile): { method: string; path: string } {
  const change = profile.calls[call.name];
  return { method: change?.method ?? call.row.method, path: change?.path ?? call.path };
}

/** Two of theirs can be at one place, told apart by a flag. */
function chosen(call: DescribedCall, here: readonly TheirOperation[], theirs: DocumentReading): TheirOperation | undefined {
  const flags = call.query.filter(({ flag }) => flag);
  if (here.length < 2) return here[0];
  const suits = (operation: TheirOperation) => {
    const names = theirParameters(operation, theirs).query;
    return flags.length > 0
      ? flags.every(({ name }) => names.has(name) || operation.path.includes(`?${name}`))
      : !operation.path.includes('?');
  };
  return here.find(suits) ?? here[0];
}

function notFound(
  call: { name: string; method: string; path: string },
  here: readonly TheirOperation[],
  operations: readonly TheirOperation[],
  taken: ReadonlySet<TheirOperation>,
): Pick<ComparedCall, 'found' | 'nearest' | 'differences'> {
  const words = ({ method, path }: TheirOperation) => `${method} ${path}`;
  const free = here.filter((operation) => !taken.has(operation));
  const elsewhere = likest(
    call,
    operations.filter((operation) => !taken.has(operation)),
  ).slice(0, 3);
  const near = free.length > 0 ? free : elsewhere.map((one) => one.theirs);
  const nearest = near.map(words);
  if (here.length === 0)
    return {
      found: false,
      nearest,
      differences: [
        difference(
          'path',
          'not there',
          call.path,
          null,
          near.map(({ path }) => path),
        ),
      ],
    };
  const others = free.map(({ method }) => method);
  return {
    found: false,
    nearest,
    differences: [difference('method', 'not there', call.method, others.length === 0 ? null : others.join(', '), others)],
  };
}

function differencesOf(
  call: DescribedCall,
  change: CallChange,
  profile: Profile,
  found: TheirOperation,
  theirs: DocumentReading,
): DocumentDifference[] {
  const names = {
    renames: renamesIn.bind(undefined, profile),
    values: valuesIn.bind(undefined, profile),
    components: call.components,
  };
  const parameters = theirParameters(found, theirs);
  const sentQuery = sentTree(
    { type: 'object', properties: Object.fromEntries(call.query.map(({ name, schema }) => [name, schema])) },
    names,
    {},
    'query',
  );
  const query = new Map(
    [...sentQuery.members].map(([name, member]) => {
      const given = change.query?.[name] ?? name;
      return [given.replace(/\[\]$/, ''), member] as const;
    }),
  );
  return [
    ...compareSent(
      { ...sentQuery, members: query },
      { members: parameters.query, required: parameters.required, types: new Set(['object']), open: false },
      'query',
    ),
    ...parameters.beside.map((one) => difference('path', 'required', null, one)),
    ...bodyDifferences(call, change, names, bodyContent(found, theirs)),
    ...answerDifferences(call, change, names, answerContent(found, theirs)),
  ];
}

type Names = Parameters<typeof sentTree>[1];

function bodyDifferences(
  call: DescribedCall,
  change: CallChange,
  names: Names,
  theirs: ReturnType<typeof bodyContent>,
): DocumentDifference[] {
  if (call.body === undefined) return theirs.required ? [difference('body', 'required', null, 'a body')] : [];
  if (theirs.kind === 'none') return [difference('body', 'not known', 'a body', null)];
  if (theirs.kind === 'other') return [difference('body', 'type', 'JSON', theirs.types)];
  return compareSent(sentTree(call.body, names, change.body ?? {}, 'body'), theirs.schema, 'body');
}

function answerDifferences(
  call: DescribedCall,
  change: CallChange,
  names: Names,
  theirs: ReturnType<typeof answerContent>,
): DocumentDifference[] {
  if (call.answer === undefined) return [];
  if (theirs.kind === 'none') return [difference('answer', 'missing', 'an answer', null)];
  if (theirs.kind === 'other') return [difference('answer', 'type', 'JSON', theirs.types)];
  return compareAnswer(call.answer, theirs.schema, names, change);
}
