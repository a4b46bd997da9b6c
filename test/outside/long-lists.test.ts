/** An operator with more branches and vouchers than a menu holds. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { thing } from './fakes/json.ts';
import { until } from './fakes/server.ts';
import { sendSeen, someone } from './flows.ts';
import type { Hands } from './hands.ts';
import * as people from './people.ts';

import { under } from './reading.ts';
import { type Stage, stage } from './stage.ts';

const many = Array.from({ length: 150 }, (_, index) => index + 1);
let here: Stage;
let anna: Hands;
beforeAll(async () => {
  here = await stage();
  anna = here.as(people.anna);
  const { branches, voucherables } = here.operations.world;
  branches.push(...many.map((n) => ({ id: 4000 + n, name: `Filiale ${n}`, code: `F${n}`, state: 'OPERATIONAL' })));
  const [like] = voucherables;
  voucherables.push(...many.map((n) => ({ ...like, id: 5000 + n, name: `Gutschein ${n}`, code: `G${n}` })));
}, 180_000);
afterAll(() => here.stop());

test('a branch beyond the hundredth is found by typing, and nothing is asked upstream for it', async () => {
  const form = await anna.form('/card create LANG-142');
  const listed = () => here.operations.calls.filter(({ path }) => path === '/branches').length;
  const before = listed();
  expect(thing(under(form, 'Branch').element).type).toBe('external_select');
  expect(await anna.options(form, 'Branch', 'filiale')).toHaveLength(100);
  expect(listed()).toBe(before);
  await anna.fill(form, { Branch: 'Filiale 142' });
  await sendSeen(anna, form);
  const write = await until('the card', () =>
    here.operations.calls.find(({ method, path }) => method === 'POST' && path === '/customer-identity-cards'),
  );
  expect(write.body).toMatchObject({ cardNumber: 'LANG-142', branchId: 4142 });
});

test('so is a voucher', async () => {
  const one = someone(here);
  const form = await anna.form(`/voucher apply ${one.id}`);
  await anna.fill(form, { Voucher: 'Gutschein 143', Reason: 'late' });
  await sendSeen(anna, form);
  const write = await until('the voucher', () =>
    here.operations.calls.find(
      ({ method, path }) => method !== 'GET' && path.includes(`/${one.id}/`) && path.includes('voucher'),
    ),
  );
  expect(JSON.stringify(write.body)).toContain('5143');
});
