import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { apiCheck } from '../../src/cli/api.ts';
import { fresh, type Loose } from '../api/document/support.ts';
import { fileWith, larger, pipe, wheelhouse } from './run.ts';

/** A tenant that differs in every kind of place. */
function tenant(): Loose {
  const document = fresh();
  const { schemas } = document.components;
  for (const name of ['Customer', 'CustomerDetails', 'CustomerCreate', 'CustomerChanges']) {
    const { birthdate, city, ...rest } = schemas[name].properties;
    schemas[name].properties = {
      ...rest,
      dateOfBirth: birthdate || undefined,
      ...(city ? { address: { type: 'object', properties: { city } } } : {}),
    };
  }
  schemas.VoucherApplication.properties = {
    voucherableIds: { type: 'array', items: { type: 'integer' } },
    note: { type: 'string' },
  };
  schemas.VoucherApplication.required = ['voucherableIds'];
  schemas.Customer.properties.creditStatus.enum = ['NONE', 'PENDING', 'Approved', 'REJECTED'];
  for (const name of ['Rating', 'RatingCreate'])
    schemas[name].properties.status.enum = ['PENDING', 'APPROVED', 'Rejected', 'EXPIRED'];
  const collection = document.paths['/customer-identity-cards'];
  document.paths['/customer-identity-cards/batch'] = { post: collection.patch };
  delete collection.patch;
  const { content } = document.paths['/groups'].get.responses['200'];
  content['application/json'].schema = { type: 'object', properties: { content: content['application/json'].schema } };
  for (const parameter of document.paths['/rental-requirements/start'].get.parameters)
    if (parameter.name === 'userId') parameter.name = 'guserId';
  delete document.paths['/customers/{accountId}/ratings/queue'];
  return document;
}

const documentFile = (document: Loose) => fileWith(JSON.stringify(document), 'api.json');
const outcomeOf = async (...given: Parameters<typeof apiCheck>) => {
  const { lines, code } = await apiCheck(...given);
  return { code, text: lines.join('\n') };
};

describe('wheelhouse api', () => {
  it('finds nothing in what it printed itself, handed on from command to command', async () => {
    const printed = await wheelhouse(['api', 'print']);
    expect(printed).toMatchObject({ code: 0, stderr: '' });
    const file = fileWith(printed.stdout, 'printed.yaml');
    expect(await wheelhouse(['api', 'check', file])).toMatchObject({ code: 0, stderr: '' });
  });

  it('ends with 2 and one line on the error output for what is no document, and for an invalid interface', async () => {
    const ended = await wheelhouse(['api', 'check', fileWith('<html></html>', 'page.html')]);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    expect(await outcomeOf({}, documentFile(fresh()), { api: 'front' })).toMatchObject({
      code: 2,
      text: expect.stringContaining('operations, sign-in, smartmove'),
    });
  });

  it.each([
    ['a folder', () => join(fileWith(''), '..'), /is a folder, and must be an ordinary file/],
    ['a device', () => '/dev/full', /is a device or a pipe/],
    ['a pipe', pipe, /is a device or a pipe/],
    ['36 MB', () => larger(fileWith('')), /has 36 MB, and may have \d+ MB at most/],
  ])('neither reads a document nor writes a draft to a file that is %s', async (_what, odd, say) => {
    const file = odd();
    expect(await outcomeOf({}, file, {})).toEqual({ code: 2, text: expect.stringMatching(say) });
    expect(await outcomeOf({}, documentFile(fresh()), { draft: file })).toEqual({ code: 2, text: expect.stringMatching(say) });
  });

  it('says as JSON what differs and where, each with the nearest name', async () => {
    const { code, text } = await outcomeOf({}, documentFile(tenant()), { json: true });
    const { ok, calls } = JSON.parse(text) as Loose;
    expect({ code, ok }).toEqual({ code: 1, ok: false });
    const named = (name: string) => calls.find((call: Loose) => call.name === name);
    expect(named('cards.createBatch')).toMatchObject({
      found: false,
      method: 'PATCH',
      nearest: ['POST /customer-identity-cards/batch'],
    });
    expect(named('customers.get').differences[0]).toEqual({
      at: 'answer.birthdate',
      kind: 'missing',
      ours: 'birthdate',
      theirs: null,
      nearest: ['dateOfBirth'],
    });
    expect(named('branches.list')).toEqual({
      name: 'branches.list',
      method: 'GET',
      path: '/branches',
      found: true,
      nearest: [],
      differences: [],
    });
  });

  it('drafts what names alone decide, never a value that counts as fine, and the rest as remarks', async () => {
    const draft = fileWith('', 'draft.yml');
    expect(await outcomeOf({}, documentFile(tenant()), { draft })).toMatchObject({ code: 1 });
    const text = readFileSync(draft, 'utf8');
    expect(parse(text)).toEqual({
      version: 1,
      calls: {
        'cards.createBatch': { method: 'POST', path: '/customer-identity-cards/batch' },
        'accounts.search': { items: 'content' },
        'requirements.start': { query: { userId: 'guserId' } },
      },
      objects: {
        Customer: { birthdate: 'dateOfBirth', city: 'address.city' },
        VoucherApplication: { voucherableId: 'voucherableIds[]' },
      },
      values: { 'Rating.status': { Rejected: 'REJECTED' } },
    });
    expect(text.split('\n').filter((line) => /^ +\S+: \S/.test(line) && !/ # /.test(line))).toEqual([]);
    expect(text).toMatch(/# vouchers\.applyToCustomer: body\.comment: candidates: note/);
    expect(text).toMatch(/# Customer\.creditStatus: Approved is not known here; .*for a person to decide/);
    expect(text).toMatch(/off: \[rating\.queue\]/);
  });

  it('checks by a profile, and does not look for what it switches off', async () => {
    const profile = fileWith(
      `version: 1
calls:
  vouchers.applyToCustomer: { body: { voucherableId: "voucherableIds[]", comment: note } }
  vouchers.applyToAccount: { body: { voucherableId: "voucherableIds[]", comment: note } }
  cards.createBatch: { method: POST, path: /customer-identity-cards/batch }
  accounts.search: { items: content }
  requirements.start: { query: { userId: guserId } }
objects:
  Customer: { birthdate: dateOfBirth, city: address.city }
values:
  Customer.creditStatus: { Approved: APPROVED }
  Rating.status: { Rejected: REJECTED }
off: [rating.queue]
`,
      'ours.yml',
    );
    const file = documentFile(tenant());
    const byName = await outcomeOf({}, file, { profile });
    expect(byName.text.split('\n').filter((line) => line.startsWith('  '))).toEqual([]);
    expect(byName.code).toBe(0);
    expect(await outcomeOf({ OPERATIONS_API_PROFILE: profile }, file, {})).toEqual(byName);
  });

  it('a profile that is wrong is reported with its line, and so is one that is not there', async () => {
    const file = documentFile(fresh());
    expect(await outcomeOf({}, file, { profile: fileWith('version: 1\nobject: {}', 'p.yml') })).toMatchObject({
      code: 2,
      text: expect.stringMatching(/p\.yml:2:1 object: "object" is not known here/),
    });
    expect(await outcomeOf({ OPERATIONS_API_PROFILE: '/nowhere/p.yml' }, file, {})).toMatchObject({
      code: 2,
      text: expect.stringMatching(/^OPERATIONS_API_PROFILE: \/nowhere\/p\.yml is not there/),
    });
  });

  it('writes no draft over what a person wrote', async () => {
    const mine = fileWith('version: 1\n# by hand\n', 'mine.yml');
    expect(await outcomeOf({}, documentFile(tenant()), { draft: mine })).toMatchObject({
      code: 2,
      text: expect.stringContaining('no draft'),
    });
    expect(readFileSync(mine, 'utf8')).toContain('by hand');
    expect(existsSync(mine)).toBe(true);
  });
});
