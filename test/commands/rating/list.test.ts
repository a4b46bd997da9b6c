import { describe, expect, it } from 'vitest';
import { ratingList } from '../../../src/commands/rating/list.ts';
import { callbackIds } from '../../../src/views/ids.ts';
import { deskPeople, lastOf, openDesk } from '../../support/kit.ts';
import { buttonsOf, readBlocks } from '../../views/read.ts';

async function list(words: readonly string[], prepare?: (desk: Awaited<ReturnType<typeof openDesk>>) => void) {
  const desk = await openDesk();
  prepare?.(desk);
  const interaction = await desk.command(deskPeople.lead);
  await ratingList.command.run(interaction, words);
  const blocks = interaction.said.length === 0 ? [] : lastOf(interaction).blocks;
  return { desk, text: readBlocks(blocks), buttons: buttonsOf(blocks) };
}

describe('/rating list', () => {
  it('shows what counts, what waits, what was before, and what can be done', async () => {
    const { text, buttons } = await list(['1001'], ({ office }) => {
      const customer = office.world.customers.get(1001);
      if (customer) customer.creditStatus = 'PENDING';
      office.world.ratings.set(1001, [
        { id: 9, status: 'PENDING', provider: 'CRIF', createdAt: '2026-11-20T09:00:00Z' },
        {
          id: 8,
          status: 'APPROVED',
          score: 540,
          validUntil: '2027-02-01',
          createdAt: '2026-02-01T09:00:00Z',
          comment: '<!channel>',
        },
        { id: 7, status: 'EXPIRED', score: 500, createdAt: '2024-02-01T09:00:00Z' },
      ]);
    });
    expect(text).toContain('Maja Horvat (customer 1001)');
    expect(text).toMatch(/Active: score 540 .* valid until 1 Feb 2027/);
    expect(text).toMatch(/Waits for a decision: no score · by CRIF/);
    expect(text).toContain('Expired: score 500');
    expect(buttons).toEqual(['Approve', 'Reject', 'Create', 'Queue a new one']);
    expect(text).toContain('Queueing a rating costs money each time.');
  });

  it('offers nothing to decide where nothing waits', async () => {
    const { text, buttons } = await list(['1001'], ({ office }) => {
      const customer = office.world.customers.get(1001);
      if (customer) customer.creditStatus = 'NONE';
      office.world.ratings.delete(1001);
    });
    expect(text).toContain('No rating so far.');
    expect(buttons).toEqual(['Create', 'Queue a new one']);
  });

  it('reads a business account’s', async () => {
    const desk = await openDesk();
    const [account] = desk.office.world.groups.values();
    const interaction = await desk.command(deskPeople.lead);
    await ratingList.command.run(interaction, [`account:${account?.id}`]);
    expect(readBlocks(lastOf(interaction).blocks)).toContain(`business account ${account?.name}`);
    expect(desk.calls()).toContain(`GET /customers/${account?.id}/ratings`);
  });

  it('offers nothing to who may only look', async () => {
    const desk = await openDesk();
    const interaction = await desk.command(deskPeople.agent);
    await ratingList.command.run(interaction, ['1001']);
    expect(buttonsOf(lastOf(interaction).blocks)).toEqual([]);
  });

  it('says in words what the back office does not let it see', async () => {
    const { text } = await list(['1001'], ({ office }) => office.world.permissions.delete('RATING_READ'));
    expect(text).toMatch(/permission|not allow|may not/i);
  });

  it('of a name that several have asks which, with them to choose from', async () => {
    const { desk } = await list(['Anna', 'Gruber']);
    const view = desk.drawn.now();
    expect(view.callback_id).toBe(callbackIds.ratingList);
    expect(JSON.stringify(view)).toContain('1008');
    expect(JSON.stringify(view)).toContain('1009');
  });

  it('of somebody who is not there says so, and offers the form to search again', async () => {
    const { text } = await list(['nobody-of-that-name']);
    expect(text).toContain('No customer for “nobody-of-that-name”');
    expect(text).toContain('Search again');
  });

  it('without words asks, and the sent form is answered in its place', async () => {
    const { desk } = await list([]);
    expect(readBlocks(desk.drawn.now().blocks)).toContain('Business account');
    const choose = (field: string, value: string) => ({
      [field]: { [field]: { type: 'external_select', selected_option: { value } } },
    });
    expect((await ratingList.sent.run(desk.submission({}))).answer.kind).toBe('errors');
    const { answer, after } = await ratingList.sent.run(desk.submission(choose('customer', '1001'), '', deskPeople.lead));
    expect(answer.kind).toBe('update');
    await after?.();
    expect(readBlocks(desk.drawn.now('V-sent').blocks)).toContain('Maja Horvat');
  });

  it('sent by somebody without the grant reads nothing', async () => {
    const desk = await openDesk();
    const chosen = { customer: { customer: { type: 'external_select', selected_option: { value: '1001' } } } };
    const { after } = await ratingList.sent.run(desk.submission(chosen, '', deskPeople.reader));
    await after?.();
    expect(readBlocks(desk.drawn.now('V-sent').blocks)).toContain('read.rating');
    expect(desk.calls()).toEqual([]);
  });
});
