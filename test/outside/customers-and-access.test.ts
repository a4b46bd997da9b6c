import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Change, goesWell, inTrouble, noRules } from './changes.ts';
import { list, type Thing } from './fakes/json.ts';
import { until } from './fakes/server.ts';
import { type Someone, someone } from './flows.ts';
import type { Hands } from './hands.ts';
import * as people from './people.ts';
import { opsChannel } from './policy.ts';
import { viewWords, words } from './reading.ts';
import { type Stage, stage } from './stage.ts';

let here: Stage;
let anna: Hands;
beforeAll(async () => {
  here = await stage({ policy: noRules });
  anna = here.as(people.anna);
}, 180_000);
afterEach(() => {
  here.operations.behave();
  here.clean();
});
afterAll(() => here.stop());

const customer = (id: number): Thing => here.operations.world.customers.get(id) ?? {};
const methods = (id: number) => list(customer(id).signInMethods);
const device = { id: 'rt-geheim-1', createdAt: '2026-01-01T10:00:00Z', lastUsedAt: '2026-02-01T10:00:00Z', userAgent: 'Firefox' };
function withDevices(): Someone {
  const one = someone(here);
  here.operations.world.refreshTokens.set(one.id, [device, { ...device, id: 'rt-geheim-2', userAgent: 'iPhone' }]);
  return one;
}

const about = (id: number) => new RegExp(`^/customers/${id}(/details)?$`);
let serial = 0;
/** Each about a customer of its own, so that none waits for another. */
const changes: Record<string, () => Change> = {
  'customer.create': () => {
    serial += 1;
    const email = `neu${serial}@kundenpost.example`;
    return {
      line: `/customer create ${email}`,
      fill: { 'Sign-in method': 'EMAIL', 'First name': 'Neuanna', 'Last name': 'Frischling', Branch: 'Hamburg' },
      gate: 'at once',
      write: {
        method: 'POST',
        path: '/customers',
        body: expect.objectContaining({
          authenticationType: 'EMAIL',
          email,
          branchId: 2,
          firstName: 'Neuanna',
          lastName: 'Frischling',
        }),
      },
      proof: /^\/customers\/\d+$/,
      holds: () => [...here.operations.world.customers.values()].some((one) => one.email === email),
    };
  },
  'customer.delete': () => {
    const { id } = someone(here);
    return {
      line: `/customer delete ${id}`,
      gate: 'asks a lead',
      write: { method: 'DELETE', path: `/customers/${id}` },
      proof: about(id),
      holds: () => customer(id).blockState === 'DELETED',
    };
  },
  'customer.tag, one more': () => {
    const { id } = someone(here, { tags: ['vip', 'late payer'] });
    return {
      line: `/customer tags ${id}`,
      fill: { Tags: 'vip, late payer, blue' },
      gate: 'at once',
      write: { method: 'PUT', path: `/customers/${id}/tags`, query: 'branchId=1', body: ['vip', 'late payer', 'blue'] },
      proof: about(id),
      holds: () => list(customer(id).tags).length === 3,
    };
  },
  'customer.tag, one goes': () => {
    const { id } = someone(here, { tags: ['vip', 'late payer'] });
    return {
      line: `/customer tags ${id}`,
      fill: { Tags: 'vip' },
      gate: 'asks a lead',
      write: { method: 'PUT', path: `/customers/${id}/tags`, query: 'branchId=1', body: ['vip'] },
      proof: about(id),
      holds: () => list(customer(id).tags).length === 1,
    };
  },
  'access.add-sign-in, phone': () => {
    const { id, phone } = someone(here);
    return {
      line: `/customer sign-in ${id} add`,
      fill: { 'Sign-in method': 'Phone', Phone: phone },
      gate: 'asks a lead',
      write: { method: 'POST', path: `/customers/${id}/add-phone-sign-in-method`, body: { phone } },
      proof: about(id),
      holds: () => methods(id).includes('PHONE'),
    };
  },
  'access.add-sign-in, e-mail': () => {
    const { id, email } = someone(here, { signInMethods: ['PHONE'] });
    return {
      line: `/customer sign-in ${id} add`,
      fill: { 'Sign-in method': 'EMAIL', 'E-mail': email },
      gate: 'asks a lead',
      write: { method: 'POST', path: `/customers/${id}/add-email-sign-in-method`, body: { email } },
      proof: about(id),
      holds: () => methods(id).includes('EMAIL'),
    };
  },
  'access.add-sign-in, e-mail code': () => {
    const { id, email } = someone(here, { signInMethods: ['PHONE'] });
    return {
      line: `/customer sign-in ${id} add`,
      fill: { 'Sign-in method': 'EMAIL_CODE', 'E-mail': email },
      gate: 'asks a lead',
      write: { method: 'POST', path: `/customers/${id}/add-email-code-sign-in-method`, body: { email } },
      proof: about(id),
      holds: () => methods(id).includes('EMAIL_CODE'),
    };
  },
  'access.remove-sign-in': () => {
    const { id } = someone(here, { signInMethods: ['EMAIL', 'PHONE'] });
    return {
      line: `/customer sign-in ${id} remove`,
      fill: { 'Sign-in method': 'Phone' },
      gate: 'asks a lead',
      write: { method: 'POST', path: `/customers/${id}/remove-sign-in-method`, body: { method: 'PHONE' } },
      proof: about(id),
      holds: () => methods(id).join() === 'EMAIL',
    };
  },
  'access.reset-mfa': () => {
    const { id } = someone(here, { mfaEnabled: true });
    return {
      line: `/customer mfa ${id}`,
      gate: 'asks a lead',
      write: { method: 'DELETE', path: `/customers/${id}/mfa` },
      proof: about(id),
      holds: () => customer(id).mfaEnabled === false,
    };
  },
  'access.logout': () => {
    const { id } = withDevices();
    return {
      line: `/customer logout ${id}`,
      gate: 'asks a lead',
      write: { method: 'PATCH', path: `/customers/${id}/logout` },
      proof: new RegExp(`^/customers/${id}/refresh-tokens$`),
      holds: () => !here.operations.world.refreshTokens.has(id),
    };
  },
};
const unproved: Record<string, () => Change> = {
  'access.send-password-reset': () => {
    const { id } = someone(here);
    return {
      line: `/customer password-reset ${id}`,
      gate: 'at once',
      write: { method: 'POST', path: `/customers/${id}/password-reset-email` },
    };
  },
  'access.reset-by-email': () => {
    serial += 1;
    return {
      line: `/customer password-reset unbekannt${serial}@kundenpost.example`,
      gate: 'at once',
      write: { method: 'POST', path: `/customers/reset/unbekannt${serial}%40kundenpost.example` },
    };
  },
  'access.logout-many': () => ({
    line: '/customer logout-all CUSTOMER Hamburg',
    gate: 'asks a lead',
    write: { method: 'PATCH', path: '/customers/logout', body: { role: 'CUSTOMER', branchId: 2 } },
  }),
};
const named = (from: Record<string, () => Change>, ...but: string[]) =>
  Object.entries(from).filter(([name]) => !but.includes(name));
const all = (from: Record<string, () => Change>, ...but: string[]) => named(from, ...but).map(([, make]) => make());

describe('from the words to Done: the form, the gate, one exact write, the proof', () => {
  test.each([...named(changes), ...named(unproved)])('%s', (_, make) => goesWell(here, make()), 180_000);

  test('what many see of it has no name, address or number', () => {
    const told = JSON.stringify([...here.channel(opsChannel), ...here.channel('C0SUPPORT'), ...here.channel('C0APPROVALS')]);
    expect(told).toMatch(/Done/);
    expect(told).not.toMatch(/Vorname|Nachname|Neuanna|Frischling|[\w]{3,}@kundenpost|\+49160/);
  });

  test('a password is reset by address only where no customer in sight carries it', async () => {
    const one = someone(here);
    await goesWell(here, {
      line: `/customer password-reset ${one.email}`,
      gate: 'at once',
      write: { method: 'POST', path: `/customers/${one.id}/password-reset-email` },
    });
  });
});

describe('when the answer is lost', () => {
  test(
    'and nothing shows that it happened: Outcome unknown, one write',
    () => inTrouble(here, [...all(changes), ...all(unproved)], { kind: 'reset' }, /Outcome unknown/),
    180_000,
  );

  test(
    'and the proof shows it: Done, one write',
    () => inTrouble(here, all(changes, 'customer.create'), { kind: 'lost-500' }, /\bDone\b/),
    180_000,
  );

  test(
    'and there is nothing to read: Outcome unknown though it happened, one write',
    () => inTrouble(here, all(unproved), { kind: 'lost-reset' }, /Outcome unknown/),
    180_000,
  );
});

test(
  'an answer that says yes is not enough where there is a proof',
  () => inTrouble(here, all(changes, 'customer.create'), { kind: 'status', status: 204 }, /Outcome unknown/),
  180_000,
);

describe('reads', () => {
  test('payment: how somebody pays, to the asker alone', async () => {
    const one = someone(here);
    const from = here.operations.calls.length;
    const answer = await anna.ask(`/customer payment ${one.id}`, /Visa 4242/);
    expect(words(answer.blocks)).toContain(`${one.firstName} ${one.lastName}`);
    expect(answer.inChannel).toBe(false);
    expect(JSON.stringify(answer)).not.toMatch(new RegExp(`${one.email}|\\${one.phone}`));
    const read = here.operations.calls.slice(from).find((call) => call.path === `/customers/${one.id}/payment-sources`);
    expect(read?.query.get('branchId')).toBe('1');
    expect(JSON.stringify(here.slack.messages)).not.toContain(one.lastName);
    expect(here.operations.calls.slice(from).filter((call) => call.method !== 'GET')).toEqual([]);
  });

  test('tokens: where somebody is signed in, to the asker alone, and never a token', async () => {
    const one = withDevices();
    const answer = await anna.ask(`/customer tokens ${one.id}`, /iPhone/);
    expect(words(answer.blocks)).toMatch(/Firefox/);
    expect(words(answer.blocks)).toContain(`${one.firstName} ${one.lastName}`);
    expect(answer.inChannel).toBe(false);
    expect(JSON.stringify(here.slack.messages)).not.toContain(one.lastName);
    expect(here.operations.calls.filter((call) => call.path === `/customers/${one.id}/refresh-tokens`)).toHaveLength(1);
  });

  test.each(['payment', 'tokens'])('%s: without a customer a form asks for one', async (verb) => {
    const one = withDevices();
    const form = await anna.form(`/customer ${verb}`);
    await anna.fill(form, { Customer: String(one.id) });
    const before = anna.mark();
    await anna.submit(form);
    const answered = await until('the answer', () => {
      const view = before.view();
      const seen = [...before.ephemerals().map((each) => words(each.blocks)), view?.open ? viewWords(view) : ''];
      return seen.find((each) => /Visa 4242|iPhone/.test(each));
    });
    expect(answered).toContain(`${one.firstName} ${one.lastName}`);
  });

  test.each([
    ['payment', 'payment-sources'],
    ['tokens', 'refresh-tokens'],
  ])('%s: what may not be seen is said in words', async (verb, part) => {
    const one = someone(here);
    here.operations.misbehave(({ path }) => path.endsWith(`/${one.id}/${part}`), {
      kind: 'status',
      status: 403,
      body: { errorCode: 'A101', userMessage: 'access denied', httpStatus: 403, traceId: 'trace-403' },
    });
    const answer = await anna.ask(`/customer ${verb} ${one.id}`);
    expect(words(answer.blocks) || answer.text).toMatch(/may not|not allowed|permission|refused|denied/i);
  });
});
