import { describe, expect, it } from 'vitest';
import { customerFeature } from '../../../src/commands/customer/index.ts';
import { openFormDesk, verbOf } from '../../support/form-desk.ts';

const open = (options: Parameters<typeof openFormDesk>[1] = {}) => openFormDesk(verbOf(customerFeature.verbs, 'edit'), options);
const edited = { firstName: 'Maja', street: 'Secret Lane 1', city: 'Vienna', phone: '+431555000111' };

describe('/customer edit', () => {
  it('shows greyed what is there now, and nothing that takes a reason to see', async () => {
    const desk = await open();
    Object.assign(desk.office.world.customers.get(1001) ?? {}, edited);
    const { view, fields } = await desk.type(['1001']);
    const drawn = JSON.stringify(view);
    expect(drawn).toContain('Now: Maja');
    expect(drawn).toContain('Now: •••111');
    expect(drawn).not.toMatch(/Secret Lane|Now: Vienna|555000/);
    expect(fields.firstName).toBeUndefined();
  });

  it('without masks shows the address, too', async () => {
    const desk = await open();
    Object.assign(desk.office.world.customers.get(1001) ?? {}, edited);
    desk.kit.policy.privacy.mask = false;
    expect(JSON.stringify((await desk.type(['1001'])).view)).toMatch(/Now: Secret Lane 1.*Now: \+431555000111/);
  });

  it('sends what was typed and nothing else', async () => {
    const desk = await open();
    await desk.type(['1001']);
    expect(await desk.send({ customer: { choose: '1001' }, city: 'Graz', reason: 'moved' })).toEqual({});
    expect(desk.asked[0]?.input).toEqual({ customerId: 1001, edit: { city: 'Graz' } });
  });

  it('says what lacks at its field', async () => {
    const desk = await open();
    await desk.type([]);
    expect(Object.keys(await desk.send({ email: 'nonsense', reason: 'x' }))).toEqual(['customer', 'email']);
    expect(Object.keys(await desk.send({ customer: { choose: '1001' }, reason: 'x' }))).toEqual(['firstName']);
  });
});
