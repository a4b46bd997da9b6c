import { describe, expect, it } from 'vitest';
import { tagCustomerForm } from '../../../src/commands/customer/edit.ts';
import { customerFeature } from '../../../src/commands/customer/index.ts';
import { speaking } from '../../../src/lib/language/language.ts';
import { marksOf } from '../../../src/lib/mark.ts';
import { staff } from '../../support/command-harness.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';

const open = () => openFormHarness(verbOf(customerFeature.verbs, 'tags'));

describe('/customer tags', () => {
  it('from a button shows the whole list as it is, and no preview of a change that nobody made', async () => {
    const { fields, text } = await (await open()).start('action:customer.tag customer:1001 branch:1');
    expect(fields).toMatchObject({ customer: '1001', 'tags:1001': 'vip' });
    expect(text).toContain('All tags, separated by commas');
    expect(text).not.toContain('Removed');
  });

  it('with words adds and removes, and says which', async () => {
    const { fields, text } = await (await open()).type(['1001', '+fleet', '-vip']);
    expect(fields).toMatchObject({ customer: '1001', 'tags:1001': 'fleet' });
    expect(text).toContain('The whole list is replaced');
    expect(text).toContain('Removed: vip');
  });

  it('says in the reader’s language what waits until the customer is chosen', async () => {
    const harness = await open();
    expect((await harness.type(['xqzw', '+fleet'])).text).toContain('Then change the tags: +fleet.');
    const { who } = await harness.command(staff.lead);
    const fields = await speaking('de', async () =>
      tagCustomerForm.fields(harness.app, who, await tagCustomerForm.fromWords(harness.app, who, ['xqzw', '+fleet'])),
    );
    expect(JSON.stringify(fields)).toContain('Danach Tags ändern: +fleet.');
  });

  it('a name in several words is the customer, up to the first sign', async () => {
    const { fields } = await (await open()).type(['Maja', 'Horvat', '+fleet']);
    expect(fields).toMatchObject({ customer: '1001', 'tags:1001': 'vip, fleet' });
  });

  it('sends the whole list', async () => {
    const harness = await open();
    await harness.type(['1001']);
    expect(await harness.send({ customer: { choose: '1001' }, 'tags:1001': 'vip, fleet', reason: '' })).toEqual({});
    expect(harness.asked).toEqual([
      {
        action: 'customer.tag',
        input: { customerId: 1001, branchId: 1, tags: ['vip', 'fleet'], shown: marksOf(['vip']) },
        reason: '',
      },
    ]);
  });

  it('a tag that somebody else gives while the form is open stays, and the preview says so', async () => {
    const harness = await open();
    await harness.type(['1001']);
    const customer = harness.backOffice.world.customers.get(1001);
    if (customer !== undefined) customer.tags = ['vip', 'meanwhile'];
    const { text } = await harness.change({ customer: { choose: '1001' }, 'tags:1001': 'fleet' });
    expect(text).toContain('Removed: vip');
    expect(text).toContain('Kept: meanwhile');
    await harness.send({ customer: { choose: '1001' }, 'tags:1001': 'fleet' });
    expect(harness.asked[0]?.input).toMatchObject({ tags: ['fleet'], shown: marksOf(['vip']) });
  });

  it('asked again, it shows what would come of it now', async () => {
    const harness = await open();
    const form = tagCustomerForm;
    const customer = harness.backOffice.world.customers.get(1001);
    if (customer !== undefined) customer.tags = ['vip', 'meanwhile'];
    const input = { customerId: 1001, branchId: 1, tags: ['vip', 'fleet'], shown: marksOf(['vip']) };
    const filled = await form.fromInput(harness.app, (await harness.command()).who, input);
    expect(filled.values.tags?.value).toBe('vip, fleet, meanwhile');
    expect(form.read(filled)).toMatchObject({ ok: true, input: { shown: marksOf(['vip', 'meanwhile']) } });
  });

  it('more tags than can be told apart are left to the back office', async () => {
    const harness = await open();
    const customer = harness.backOffice.world.customers.get(1001);
    const tags = Array.from({ length: 59 }, (_, index) => `tag ${index}`);
    if (customer !== undefined) customer.tags = tags.slice(0, 58);
    const { view } = await harness.type(['1001']);
    for (const { block_id: id } of view.blocks) expect(id?.length ?? 0).toBeLessThanOrEqual(255);
    if (customer !== undefined) customer.tags = tags;
    expect((await harness.type(['1001'])).text).toContain('more tags than a form can hold');
  });

  it('an emptied field removes all', async () => {
    const harness = await open();
    await harness.type(['1001']);
    expect((await harness.change({ customer: { choose: '1001' }, 'tags:1001': '' })).text).toContain('Removed: vip');
  });

  it('one customer’s tags are never written onto another who was chosen instead', async () => {
    const harness = await open();
    await harness.type(['1001']);
    const { fields } = await harness.change({ customer: { choose: '1010' }, 'tags:1001': 'vip' });
    expect(fields).toMatchObject({ customer: '1010' });
    expect(fields['tags:1001']).toBeUndefined();
    expect(Object.keys(fields)).toContain('tags:1010');
    const early = await open();
    await early.type(['1001']);
    const errors = await early.send({ customer: { choose: '1010' } });
    expect(errors.customer).toContain('Wait until');
    expect(harness.asked).toEqual([]);
  });

  it('a tag with a comma in it stays one tag', async () => {
    const harness = await open();
    const customer = harness.backOffice.world.customers.get(1001);
    if (customer !== undefined) customer.tags = ['late, twice', 'vip'];
    const { fields } = await harness.type(['1001', '+fleet']);
    expect(fields['tags:1001']).toBe('"late, twice", vip, fleet');
    await harness.send({ customer: { choose: '1001' }, 'tags:1001': fields['tags:1001'] ?? '' });
    expect(harness.asked[0]?.input).toMatchObject({ tags: ['late, twice', 'vip', 'fleet'] });
  });

  it('words typed after a name that several have, or nobody, wait until somebody is chosen', async () => {
    for (const name of [
      ['Anna', 'Gruber'],
      ['Nobody', 'Here'],
    ]) {
      const harness = await open();
      const { text } = await harness.type([...name, '+fleet', '-vip']);
      expect(text).toContain('Then change the tags: +fleet, -vip.');
      const chosen = await harness.change({ customer: { choose: '1001' } });
      expect(chosen.fields['tags:1001']).toBe('fleet');
      expect(chosen.text).toContain('Removed: vip');
      const other = await harness.change({ customer: { choose: '1010' }, 'tags:1001': 'fleet' });
      expect(other.fields['tags:1010']).toMatch(/(^|, )fleet$/);
    }
  });

  it('nobody chosen is reported at the field that is there', async () => {
    const harness = await open();
    await harness.type(['Nobody', 'Here', '+fleet']);
    expect(harness.drawn.now().blocks.map(({ block_id: id }) => id)).toContain('customer:waiting:%2Bfleet');
    expect(Object.keys(await harness.sendRaw({ customer: '' }))).toEqual(['customer:waiting:%2Bfleet']);
  });
});
