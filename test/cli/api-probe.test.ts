import { afterEach, describe, expect, it } from 'vitest';
import { startBackOffice } from '../../sandbox/back-office/index.ts';
import { thirdTenantProfile } from '../../sandbox/back-office/third-tenant/index.ts';
import { apiProbe } from '../../src/cli/api-probe.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import type { Loose } from '../api/document/support.ts';
import { fileWith, serverThat } from './run.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const settings = (url: string) => ({
  OPERATIONS_API_URL: `${url}/back`,
  OPERATIONS_AUTH_URL: `${url}/auth`,
  OPERATIONS_CLIENT_ID: 'a',
  OPERATIONS_CLIENT_KEY: 'b',
});

/** A tenant of a few calls; the rest is 404. */
async function tenant(answers: Readonly<Record<string, unknown>>) {
  const server = await serverThat((path) => {
    if (path === '/auth/sign-in-api-client') return { body: { accessToken: 'x', refreshToken: 'y' } };
    const body = answers[path.replace('/back', '')];
    return body === undefined ? undefined : { body };
  });
  opened.push(server);
  return settings(server.url);
}

async function probe(environment: Readonly<Record<string, string>>, options: Partial<Parameters<typeof apiProbe>[1]> = {}) {
  const { lines, code } = await apiProbe(environment, { branch: '1', json: true, ...options });
  const text = lines.join('\n');
  const calls = code === 2 ? [] : (JSON.parse(text).calls as Loose[]);
  return { code, text, call: (name: string) => calls.find((one) => one.name === name) };
}

describe('wheelhouse api probe', () => {
  it('finds nothing at a tenant that is as assumed, makes each read once, and writes nothing', async () => {
    const backOffice = await startBackOffice({ clock: systemClock, ids: randomIds });
    opened.push(backOffice);
    const { apiUrl, authUrl, clientId, clientKey } = backOffice.operations;
    const environment = {
      OPERATIONS_API_URL: apiUrl,
      OPERATIONS_AUTH_URL: authUrl,
      OPERATIONS_CLIENT_ID: clientId,
      OPERATIONS_CLIENT_KEY: clientKey,
    };
    const account = [...backOffice.world.groups.values()][0]?.id;
    const card = [...backOffice.world.cards.values()][0]?.id;
    const { code, text, call } = await probe(environment, { customer: '1001', account: String(account), card: String(card) });
    expect(text).not.toMatch(/"differences": \[\s*\{/);
    expect(code).toBe(0);
    expect(call('requirements.start')).toMatchObject({ found: true, note: null });
    expect(backOffice.writes()).toEqual([]);
    const asked = backOffice
      .calls()
      .filter(({ path }) => !path.startsWith('/auth'))
      .map(({ path }) => path);
    expect(asked.length).toBeGreaterThan(20);
    const customer = backOffice.world.customers.get(1001);
    for (const personal of [customer?.firstName, customer?.lastName, customer?.email, customer?.phone])
      expect(text).not.toContain(String(personal));
  });

  it('compares every read of a tenant behind its profile, whatever its paths call their parameters', async () => {
    const backOffice = await startBackOffice({ clock: systemClock, ids: randomIds, tenant: 'third' });
    opened.push(backOffice);
    const { apiUrl, authUrl, clientId, clientKey } = backOffice.operations;
    const environment = {
      OPERATIONS_API_URL: apiUrl,
      OPERATIONS_AUTH_URL: authUrl,
      OPERATIONS_CLIENT_ID: clientId,
      OPERATIONS_CLIENT_KEY: clientKey,
      OPERATIONS_API_PROFILE: thirdTenantProfile,
    };
    const { code, text } = await probe(environment, { customer: '1001', account: '7001', card: '3001' });
    expect(text).not.toContain('could not be compared:');
    expect(text).not.toMatch(/"differences": \[\s*\{/);
    expect(code).toBe(0);
    expect(backOffice.notTaken()).toEqual([]);
    expect(backOffice.writes()).toEqual([]);
  });

  it('says what differs at a live tenant: not there, other names, other types, unknown words, envelopes', async () => {
    const environment = await tenant({
      '/branches': { content: [{ id: 1 }], totalElements: 1 },
      '/vehicles/categories': [{ id: 'A-1', name: 'Van' }],
      '/customers/7': {
        id: 7,
        firstName: 'Lena',
        dateOfBirth: '1990-01-02',
        address: { city: 'Wien' },
        blockState: 'ON_HOLD',
        tags: 'vip',
        mfaEnabled: true,
      },
    });
    const { code, call } = await probe(environment, { customer: '7' });
    expect(code).toBe(1);
    expect(call('branches.list').differences).toEqual([
      { at: 'answer', kind: 'envelope', ours: 'a list', theirs: 'an object', nearest: ['content'] },
    ]);
    const places = Object.fromEntries(call('customers.get').differences.map(({ at, ...rest }: Loose) => [at, rest]));
    expect(places['answer.birthdate']).toMatchObject({ kind: 'missing', nearest: ['dateOfBirth'] });
    expect(places['answer.city']).toMatchObject({ kind: 'missing', nearest: ['address.city'] });
    expect(places['answer.blockState']).toMatchObject({ kind: 'values', theirs: 'ON_HOLD' });
    expect(places['answer.tags']).toMatchObject({ kind: 'type', ours: 'array', theirs: 'string' });
    expect(call('units.list')).toMatchObject({ found: false, differences: [{ at: 'path', kind: 'not there' }] });
    expect(call('cards.get')).toMatchObject({ note: 'not asked: give --card', differences: [] });
  });

  it('shows no value, no key that could be one, and no word of a refusal', async () => {
    const environment = await tenant({
      '/branches': { 'lena@example.org': [{ id: 1 }], Novak: 'Lena Novak' },
      '/customers/7': {
        id: 7,
        'lena@example.org': 'x',
        '0660 1000001': 'y',
        blockState: 'Lena Novak',
        creditStatus: 'gesperrt wegen Huber',
        firstname: 'Lena',
      },
    });
    const { text, call } = await probe(environment, { customer: '7' });
    expect(text).not.toMatch(/lena@|Lena|0660|Huber|gesperrt/i);
    expect(call('branches.list').differences[0].nearest).toEqual(['*']);
    expect(call('customers.get').differences.find(({ at }: Loose) => at === 'answer.blockState').theirs).toBe(
      'a text of 10 letters',
    );
  });

  it('probes by the profile, and does not ask for what it switches off', async () => {
    const environment = await tenant({
      '/branches': { content: [{ id: 1, name: 'Wien' }] },
      '/customers/7': { id: 7, dateOfBirth: '1990-01-02' },
    });
    const file = fileWith(
      'version: 1\ncalls: { branches.list: { items: content } }\nobjects: { Customer: { birthdate: dateOfBirth } }\noff: [read.unit, unit.create, unit.update, unit.delete]\n',
      'p.yml',
    );
    const { call } = await probe({ ...environment, OPERATIONS_API_PROFILE: file }, { customer: '7' });
    expect(call('branches.list')).toMatchObject({ differences: [] });
    expect(call('customers.get').differences).toEqual([]);
    expect(call('units.list')).toBeUndefined();
  });

  it('ends with 2 and one line when the tenant cannot be signed in to, a setting is missing or an id is none', async () => {
    expect(await probe(settings('http://127.0.0.1:9'))).toMatchObject({
      code: 2,
      text: expect.stringMatching(/^The Operations API cannot be used: /),
    });
    expect(await probe({})).toMatchObject({ code: 2, text: expect.stringContaining('OPERATIONS_API_URL is not set') });
    expect(await probe(settings('http://127.0.0.1:9'), { customer: 'Lena' })).toMatchObject({
      code: 2,
      text: '--customer: write an id, such as 1.',
    });
  });
});
