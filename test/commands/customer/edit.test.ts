import { describe, expect, it } from 'vitest';
import { customerFeature } from '../../../src/commands/customer/index.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';

const open = (options: Parameters<typeof openFormHarness>[1] = {}) =>
  openFormHarness(verbOf(customerFeature.verbs, 'edit'), options);
const edited = { firstName: 'Maja', street: 'Secret Lane 1', city: 'Vienna', phone: '+431555000111', birthdate: '1990-04-30' };

describe('/customer edit', () => {
  it('is filled in with what is there now, and hides what takes a reason to see', async () => {
    const harness = await open();
    Object.assign(harness.backOffice.world.customers.get(1001) ?? {}, edited);
    const { view, fields } = await harness.type(['1001']);
    expect(fields).toMatchObject({
      'firstName:1001': 'Maja',
      'phone:1001': '•••111',
      'birthdate:1001': '1990',
      'street:1001': '••••',
      'city:1001': '••••',
    });
    expect(JSON.stringify(view)).not.toMatch(/Secret Lane|555000|04-30/);
  });

  it('without masks shows the address, too', async () => {
    const harness = await open();
    Object.assign(harness.backOffice.world.customers.get(1001) ?? {}, edited);
    harness.app.policy.privacy.mask = false;
    expect((await harness.type(['1001'])).fields).toMatchObject({
      'street:1001': 'Secret Lane 1',
      'phone:1001': '+431555000111',
      'birthdate:1001': '1990-04-30',
    });
  });

  it('sends what was changed and nothing else', async () => {
    const harness = await open();
    await harness.type(['1001']);
    expect(await harness.send({ customer: { choose: '1001' }, 'city:1001': 'Graz', reason: 'moved' })).toEqual({});
    expect(harness.asked[0]?.input).toEqual({ customerId: 1001, edit: { city: 'Graz' } });
  });

  it('takes away what was emptied, also if the field hides a part of it', async () => {
    const harness = await open();
    Object.assign(harness.backOffice.world.customers.get(1001) ?? {}, edited);
    await harness.type(['1001']);
    const emptied = { customer: { choose: '1001' }, 'street:1001': '', 'birthdate:1001': '', reason: 'on request' };
    expect((await harness.change(emptied)).text).toContain('Street: Secret Lane 1 → –');
    expect(await harness.send(emptied)).toEqual({});
    expect(harness.asked[0]?.input).toEqual({ customerId: 1001, edit: { street: null, birthdate: null } });
  });

  it('takes no half of a value that is hidden', async () => {
    const harness = await open();
    Object.assign(harness.backOffice.world.customers.get(1001) ?? {}, edited);
    await harness.type(['1001']);
    const typed = { customer: { choose: '1001' }, 'street:1001': '•••• 2', 'birthdate:1001': '1991', reason: 'x' };
    expect(await harness.send(typed)).toEqual({
      'street:1001': 'Type the whole value: what is masked here can’t be completed.',
      'birthdate:1001': 'Write the date like 1990-04-30.',
    });
  });

  it('says at the field what others have changed since', async () => {
    const harness = await open();
    Object.assign(harness.backOffice.world.customers.get(1001) ?? {}, edited);
    await harness.type(['1001']);
    Object.assign(harness.backOffice.world.customers.get(1001) ?? {}, { firstName: 'Mia' });
    const { text } = await harness.change({ customer: { choose: '1001' }, 'city:1001': 'Graz' });
    expect(text).toContain('Changed meanwhile: now Mia.');
    await harness.send({ customer: { choose: '1001' }, 'city:1001': 'Graz', reason: 'moved' });
    expect(harness.asked[0]?.input).toEqual({ customerId: 1001, edit: { city: 'Graz' } });
  });

  it('ticks the newsletter, and takes the tick away', async () => {
    const harness = await open();
    Object.assign(harness.backOffice.world.customers.get(1001) ?? {}, { newsletter: true });
    await harness.type(['1001']);
    const { text } = await harness.change({ customer: { choose: '1001' }, 'newsletter:1001': { chooseAll: [] } });
    expect(text).toContain('Newsletter: yes → no');
  });

  it('says what lacks at its field', async () => {
    const harness = await open();
    await harness.type([]);
    expect(Object.keys(await harness.send({ reason: 'x' }))).toEqual(['customer']);
    await harness.change({ customer: { choose: '1001' } });
    expect(Object.keys(await harness.send({ customer: { choose: '1001' }, reason: 'x' }))).toEqual(['firstName:1001']);
    expect(await harness.send({ customer: { choose: '1001' }, 'email:1001': 'nonsense', reason: 'x' })).toEqual({
      'email:1001': 'That’s not a valid e-mail address.',
    });
  });
});
