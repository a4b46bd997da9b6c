import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { checkDocument } from '../../../src/api/document/check.ts';
import { documentIn, loadDocument } from '../../../src/api/document/load.ts';
import { fresh } from './support.ts';

const text = stringify(fresh(), { aliasDuplicateObjects: false });

/** Nine levels of nine: a billion words in a kilobyte. */
const bomb = [
  'a: &a [x,x,x,x,x,x,x,x,x]',
  ...'bcdefghij'.split('').map((name, index) => {
    const before = 'abcdefghij'[index];
    return `${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`;
  }),
].join('\n');

it.each([
  ['a web page', '<!doctype html><html></html>', /web page/],
  ['Swagger 2', 'swagger: "2.0"\npaths: {}', /is Swagger 2\.0; OpenAPI 3\.0 or 3\.1 is needed/],
  ['half a JSON file', JSON.stringify(fresh()).slice(0, 40_000), /not whole JSON/],
  ['a bomb of aliases', `openapi: 3.0.0\npaths: {}\n${bomb}`, /aliases/],
  ['nothing', ' \n', /empty/],
  ['prose', 'Hello there', /no object/],
  ['a document of another kind', 'version: 1\nroles: {}', /no OpenAPI 3\.0 or 3\.1/],
  ['YAML that names a key twice', `${text}paths: {}\n`, /names a key twice \(line \d+\)/],
  ['a path that is there twice', text.replace('paths:\n', 'paths:\n  /branches: {}\n'), /names a key twice/],
  ['a document whose paths hold no calls', 'openapi: 3.1.0\npaths: { /a: null, /b: 3, /c: { summary: none } }', /no calls/],
  ['a document without paths', 'openapi: 3.1.0\ninfo: {}', /no paths/],
  ['JSON that names a key twice', JSON.stringify(fresh()).replace('"paths":{', '"paths":{\n"/branches":{},'), /twice \(line 2\)/],
  [
    'JSON with comments',
    JSON.stringify(fresh()).replace('"/branches"', '\n// all of them\n"/branches"'),
    /comment in it \(line 2\)/,
  ],
  ['brackets without end', '['.repeat(200_000), /more brackets/],
  ['objects without end', '{"a":'.repeat(100_000), /more brackets/],
  ['two YAML documents', `---\n${text}---\nfoo: 1\n`, /more than one/],
  ['an alias of nothing', 'openapi: 3.0.0\npaths: *nowhere', /name that nothing in it has/],
  ['an archive', 'PK\u0003\u0004\0\0', /no text/],
  ['half a merge', `<<<<<<< HEAD\n${text}`, /neither YAML nor JSON/],
  ['something under the name of a version', 'swagger: { a: 1 }\npaths: {}', /no OpenAPI 3/],
  ['letters and braces', '{{{{', /neither YAML nor JSON|not whole/],
])('says in one line what %s is instead of an OpenAPI document', (_what, content, words) => {
  const loaded = documentIn(content);
  expect(loaded).toMatchObject({ ok: false, problem: expect.stringMatching(words) });
  expect(loaded.ok ? '' : loaded.problem).not.toContain('\n');
});

it.each(['fffe', 'feff'])('reads what PowerShell wrote, which is UTF-16 with the mark %s', async (mark) => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  const file = join(mkdtempSync(join(tmpdir(), 'wheelhouse-utf16-')), 'api.yaml');
  writeFileSync(file, mark === 'fffe' ? bytes : bytes.swap16());
  expect(await loadDocument(file)).toMatchObject({ ok: true });
});

it('half a YAML file is unreadable wherever it was cut, and never a list of differences', () => {
  for (const share of [0.1, 0.3, 0.5, 0.7]) {
    const loaded = documentIn(text.slice(0, Math.floor(text.length * share)));
    const outcome = loaded.ok ? checkDocument(loaded.document, undefined) : loaded;
    expect(outcome.ok, String(share)).toBe(false);
  }
});

async function served(listener: RequestListener, use: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo; // safe: it listens on TCP
  try {
    await use(`http://127.0.0.1:${port}/api.yaml?token=secret`);
  } finally {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
}

it('reads a document over HTTP', () =>
  served(
    (_request, response) => response.end(text),
    async (url) => {
      expect(await loadDocument(url)).toMatchObject({ ok: true });
    },
  ));

it('says what a server answered instead, without what is behind the path of the URL', () =>
  served(
    (_request, response) => response.writeHead(404).end('gone'),
    async (url) => {
      const loaded = await loadDocument(url);
      expect(loaded).toMatchObject({ ok: false, problem: expect.stringMatching(/api\.yaml answered 404\.$/) });
      expect(JSON.stringify(loaded)).not.toContain('secret');
    },
  ));

it('stops reading what is larger than any description, and says so', () =>
  served(
    (_request, response) => {
      const piece = Buffer.alloc(1024 * 1024, 'x');
      const more = () => {
        while (!response.destroyed && response.write(piece));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    },
    async (url) => {
      expect(await loadDocument(url)).toMatchObject({ ok: false, problem: expect.stringMatching(/larger than 16 MB/) });
    },
  ));

it('says that nobody answers, and that there is no such file', async () => {
  let closed = '';
  await served(
    () => undefined,
    async (url) => {
      closed = url;
    },
  );
  expect(await loadDocument(closed)).toMatchObject({
    ok: false,
    problem: expect.stringMatching(/cannot be read \(ECONNREFUSED\)/),
  });
  expect(await loadDocument('/nowhere/api.yaml')).toMatchObject({ ok: false, problem: '/nowhere/api.yaml does not exist.' });
});

it('a document of 700 operations with shapes in circles takes seconds', () => {
  const document = fresh();
  for (let index = 0; index < 700; index += 1) {
    document.components.schemas[`Node${index}`] = {
      allOf: [
        { $ref: `#/components/schemas/Node${(index + 1) % 700}` },
        { $ref: `#/components/schemas/Node${(index + 2) % 700}` },
      ],
      properties: { next: { $ref: `#/components/schemas/Node${(index + 7) % 700}` } },
    };
    document.paths[`/things/${index}/{id}`] = {
      get: {
        responses: {
          200: { description: '', content: { 'application/json': { schema: { $ref: `#/components/schemas/Node${index}` } } } },
        },
      },
    };
  }
  document.paths['/branches'].get.responses['200'].content['application/json'].schema = { $ref: '#/components/schemas/Node0' };
  const startedAt = performance.now();
  const loaded = documentIn(stringify(document, { aliasDuplicateObjects: false }));
  const checked = loaded.ok ? checkDocument(loaded.document, undefined) : loaded;
  expect(performance.now() - startedAt).toBeLessThan(20_000);
  expect(checked.ok ? checked.calls.filter(({ differences }) => differences.length > 0).map(({ name }) => name) : []).toEqual([
    'branches.list',
  ]);
});

it('a chain of thousands of shapes is followed within a test’s time', () => {
  const document = fresh();
  const { schemas } = document.components;
  const links = 20_000;
  for (let at = 0; at < links; at += 1) schemas[`Link${at}`] = { allOf: [{ $ref: `#/components/schemas/Link${at + 1}` }] };
  schemas[`Link${links}`] = schemas.Customer;
  schemas.Customer = { $ref: '#/components/schemas/Link0' };
  expect(checkDocument(document, undefined)).toMatchObject({ ok: false, problem: expect.stringContaining('nested too deeply') });
});

it('a YAML document written with braces and addresses, or JSON with a comma too many, is read', () => {
  for (const written of [
    '{openapi: 3.1.0, servers: [{url: https://x.example}], paths: {/a: {get: {}}}}',
    '{"openapi":"3.1.0","paths":{"/a":{"get":{}}},}',
  ])
    expect(documentIn(written)).toMatchObject({ ok: true });
});

it('a parameter of an operation takes the place of one of its path; a cookie that is required is named', () => {
  const document = fresh();
  const path = document.paths['/branches'];
  const tenant = { name: 'tenant', in: 'query', schema: { type: 'string' } };
  path.parameters = [{ ...tenant, required: true }];
  path.get.parameters = [...(path.get.parameters ?? []), tenant, { ...tenant, name: 'sid', in: 'cookie', required: true }];
  const checked = checkDocument(document, undefined);
  expect(checked.ok && checked.calls.flatMap(({ differences }) => differences.map(({ at, theirs }) => [at, theirs]))).toEqual([
    ['path', 'the cookie sid'],
  ]);
});

it('a reference to a part by its own name hides only what it refers to', () => {
  const document = fresh();
  document.paths['/branches'].get.responses['200'].content['application/json'].schema = { $ref: '#branches' };
  const checked = checkDocument(document, undefined);
  expect(checked.ok && checked.calls.flatMap(({ name, differences }) => differences.map(({ at }) => [name, at]))).toEqual([
    ['branches.list', 'answer'],
  ]);
});

it('a reference to another file hides only what it refers to', () => {
  const document = fresh();
  document.paths['/elsewhere'] = { $ref: 'other.yaml#/paths/x' };
  document.paths['/branches'].get.responses['200'].content['application/json'].schema = { $ref: 'other.yaml#/Branches' };
  const checked = checkDocument(document, undefined);
  expect(
    checked.ok ? checked.calls.flatMap(({ name, differences }) => differences.map(({ at, kind }) => [name, at, kind])) : [],
  ).toEqual([['branches.list', 'answer', 'not described']]);
});
