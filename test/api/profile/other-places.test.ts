import { describe, expect, it } from 'vitest';
import { checkDocument } from '../../../src/api/document/check.ts';
import { opened } from '../../../src/api/profile/envelope.ts';
import { readProfile } from '../../../src/api/profile/read.ts';
import { parsePolicy } from '../../../src/approvals/policy/parse.ts';
import { fc } from '../../support/fast-check.ts';
import { fresh } from '../document/support.ts';
import { connect, faultOf, serve, signingIn } from '../support/upstreams.ts';
import { profileOf } from './support.ts';

async function tenant(profile: string, answer: (path: string) => { status?: number; body: unknown }) {
  const server = await serve(
    signingIn((asked, to) => {
      const { status = 200, body } = answer(asked.url.replace('/v1/tenant/back', ''));
      to.json(status, body);
    }),
  );
  return { server, ...connect(server.origin, { profiles: { operations: profileOf(profile) } }).operations };
}

const numbers = `
version: 1
objects: { Card: { state: status } }
values:
  Card.state: { 1: ASSIGNED, 2: UNASSIGNED, "3": LOST }
  Customer.newsletter: { 1: true, 0: false }
  Voucherable.type: { care: CustomerCare }
`;

describe('values', () => {
  it('go out as numbers if the profile writes numbers, and as text if it writes text', async () => {
    const { server, client } = await tenant(numbers, () => ({ body: { id: 5, status: 2 } }));
    const card = await client.cards.unassign({ params: { cardId: 5 }, body: { state: 'UNASSIGNED' } });
    await client.cards.unassign({ params: { cardId: 5 }, body: { state: 'LOST' } });
    await client.customers.update({ params: { id: 5 }, body: { newsletter: false } });
    expect(card.state).toBe('UNASSIGNED');
    expect(
      server
        .calls()
        .slice(-3)
        .map(({ body }) => body),
    ).toEqual(['{"state":2}', '{"state":"3"}', '{"newsletter":0}']);
  });

  it('of the kind of a template are asked for in the words of this tenant', async () => {
    const { server, reader } = await tenant(numbers, () => ({ body: [] }));
    await reader.vouchers.templates({ query: {} });
    expect(server.calls().at(-1)?.url).toContain('type=care');
  });

  it('that a profile maps are of the type that the document has, and no other', () => {
    const document = fresh();
    document.components.schemas.CustomerChanges.properties.newsletter = { type: 'integer', enum: [0, 1] };
    const found = (text: string) => {
      const checked = checkDocument(document, undefined, profileOf(text));
      if (!checked.ok) throw new Error(JSON.stringify(checked));
      return checked.calls
        .filter(({ name }) => name === 'customers.update')
        .flatMap(({ differences }) => differences.map(({ at }) => at));
    };
    expect(found('version: 1\nvalues: { Customer.newsletter: { 1: true, 0: false } }')).not.toContain('body.newsletter');
    expect(found('version: 1\nvalues: { Customer.newsletter: { "1": true, "0": false } }')).toContain('body.newsletter');
  });
});

describe('a call that the printed document has under the name of another', () => {
  it('goes where that goes, unless it is named itself', async () => {
    const moved = 'customers.refreshTokens: { path: "/customers/{id}/devices", items: devices }';
    const { server, reader } = await tenant(`version: 1\ncalls:\n  ${moved}`, () => ({ body: { devices: [] } }));
    expect(await reader.customers.sessions({ params: { id: 7 } })).toMatchObject({ items: [] });
    expect(server.calls().at(-1)?.url).toBe('/v1/tenant/back/customers/7/devices');
    const named = profileOf(`version: 1\ncalls:\n  ${moved}\n  customers.sessions: { items: rows }`);
    expect(named.calls['customers.sessions']).toEqual({ items: 'rows' });
  });
});

describe('a list in an envelope', () => {
  const names = ['total', 'totalElements', 'total_count', 'TotalItems', 'totalResults', 'total-records'];
  const places = ['page', 'paging', 'pagination', 'meta', 'page_info', 'meta.pagination', ''];

  it('tells how many there are, wherever the answer has the total', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.constantFrom(...places),
        fc.constantFrom('rows', 'data.rows', 'result.page.rows'),
        fc.nat(9999),
        fc.boolean(),
        (name, place, items, total, asText) => {
          const put = (path: string, value: unknown, into: object): object => {
            const [first = '', ...rest] = path.split('.');
            const there = (into as Record<string, object>)[first] ?? {}; // safe: just made
            return { ...into, [first]: rest.length === 0 ? value : put(rest.join('.'), value, there) };
          };
          const envelope = put(
            items,
            [{ id: 1 }],
            put(place === '' ? name : `${place}.${name}`, asText ? `${total}` : total, {}),
          );
          expect(opened(envelope, items)).toEqual({
            list: [{ id: 1 }],
            totals: { 'x-pagination-totalelements': String(total) },
          });
        },
      ),
    );
  });

  it('is empty if it is null, and what has no list is told as what it is', () => {
    expect(opened({ rows: null }, 'rows').list).toEqual([]);
    expect(opened({ meta: { total: 0 } }, 'rows').list).toEqual([]);
    expect(opened({ meta: { total: 3 } }, 'rows').list).toEqual({ meta: { total: 3 } });
    expect(opened({ errors: [{ code: 'U1' }] }, 'rows').list).toEqual({ errors: [{ code: 'U1' }] });
  });

  it('is not held for longer by a count of what came', () => {
    expect(opened({ rows: [1, 2], count: 2 }, 'rows').totals).toEqual({});
    expect(opened({ rows: [1, 2], count: 20 }, 'rows').totals).toEqual({ 'x-pagination-totalelements': '20' });
  });
});

describe('a refusal', () => {
  it.each([
    { errors: [{ code: 'U131', text: 'The account is locked.' }] },
    { meta: { error: { code: 'U131', description: 'The account is locked.' } } },
    { error: { errors: [{ error_code: 'U131', detail: 'The account is locked.' }] } },
    { response: { status: { code: 'U131', message: 'The account is locked.' } } },
    { problem: { title: 'The account is locked.', code: 'U131' } },
  ])('is read wherever it is: %j', async (body) => {
    const { reader } = await tenant('version: 1', () => ({ status: 400, body }));
    const fault = await faultOf(reader.customers.get({ params: { id: 7 } }));
    expect(fault.context).toMatchObject({ errorCode: 'U131' });
  });
});

describe('a file that is no YAML', () => {
  const broken = [
    [
      'a name in brackets without quotes',
      'version: 1\ncalls:\n  a: { body: { b: c[] } }\n  d: { path: /e }\n',
      /3.*needs quotes/,
    ],
    ['a tab', 'version: 1\ncalls:\n\ta: 1\n', /spaces, not tabs/],
    ['a quote that is not closed', 'version: 1\noff: ["a\ncalls: {}\n', /quote, bracket or brace|not valid YAML/],
    ['a second document', 'version: 1\n---\nversion: 1\n', /one document/],
  ] as const;

  it.each(broken)('is told in one line of plain words: %s', (_what, text, words) => {
    for (const read of [readProfile(text), parsePolicy(text)]) {
      if (read.ok) throw new Error('it was read');
      expect(read.problems).toHaveLength(1);
      expect(`${read.problems[0]?.line} ${read.problems[0]?.say}`).toMatch(words);
    }
  });
});
