import { describe, expect, it } from 'vitest';
import { ratingList } from '../../../src/commands/rating/list.ts';
import { lastOf, openCommandHarness, staff } from '../../support/command-harness.ts';
import { buttonsOf, readBlocks } from '../../views/read.ts';

async function list(words: readonly string[], prepare?: (harness: Awaited<ReturnType<typeof openCommandHarness>>) => void) {
  const harness = await openCommandHarness();
  prepare?.(harness);
  const interaction = await harness.command(staff.lead);
  await ratingList.command.run(interaction, words);
  const blocks = interaction.said.length === 0 ? [] : lastOf(interaction).blocks;
  return { harness, text: readBlocks(blocks), buttons: buttonsOf(blocks) };
}

describe('/rating list', () => {
  it('shows what counts, what waits, what was before, and what can be done', async () => {
    const { text, buttons } = await list(['1001'], ({ backOffice }) => {
      const customer = backOffice.world.customers.get(1001);
      if (customer) customer.creditStatus = 'PENDING';
      backOffice.world.ratings.set(1001, [
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
    expect(buttons).toEqual(['Approve', 'Reject', 'Create', 'Request a new rating']);
    expect(text).toContain('Requesting a rating costs money each time.');
  });

  it('offers nothing to decide if nothing waits', async () => {
    const { text, buttons } = await list(['1001'], ({ backOffice }) => {
      const customer = backOffice.world.customers.get(1001);
      if (customer) customer.creditStatus = 'NONE';
      backOffice.world.ratings.delete(1001);
    });
    expect(text).toContain('No rating so far.');
    expect(buttons).toEqual(['Create', 'Request a new rating']);
  });

  it('reads a business account’s', async () => {
    const harness = await openCommandHarness();
    const [account] = harness.backOffice.world.groups.values();
    const interaction = await harness.command(staff.lead);
    await ratingList.command.run(interaction, [`account:${account?.id}`]);
    expect(readBlocks(lastOf(interaction).blocks)).toContain(`business account ${account?.name}`);
    expect(harness.calls()).toContain(`GET /customers/${account?.id}/ratings`);
  });

  it('offers nothing to who may only look', async () => {
    const harness = await openCommandHarness();
    const interaction = await harness.command(staff.agent);
    await ratingList.command.run(interaction, ['1001']);
    expect(buttonsOf(lastOf(interaction).blocks)).toEqual([]);
  });

  it('says in words what the back office does not let it see', async () => {
    const { text } = await list(['1001'], ({ backOffice }) => backOffice.world.permissions.delete('RATING_READ'));
    expect(text).toMatch(/permission|not allow|may not/i);
  });

  it('of a name that several have asks which, with them to choose from', async () => {
    const { harness } = await list(['Anna', 'Gruber']);
    const view = harness.drawn.now();
    expect(view.callback_id).toBe(ratingList.submission.callbackId);
    expect(JSON.stringify(view)).toContain('1008');
    expect(JSON.stringify(view)).toContain('1009');
  });

  it('of somebody who is not there says so, and offers the form to search again', async () => {
    const { text } = await list(['nobody-of-that-name']);
    expect(text).toContain('No customer matches “nobody-of-that-name”');
    expect(text).toContain('Search again');
  });

  it('without words asks, and the sent form is answered in its place', async () => {
    const { harness } = await list([]);
    expect(readBlocks(harness.drawn.now().blocks)).toContain('Business account');
    const choose = (field: string, value: string) => ({
      [field]: { [field]: { type: 'external_select', selected_option: { value } } },
    });
    expect((await ratingList.submission.run(harness.submission({}))).answer.kind).toBe('errors');
    const { answer, after } = await ratingList.submission.run(harness.submission(choose('customer', '1001'), '', staff.lead));
    expect(answer.kind).toBe('update');
    await after?.();
    expect(readBlocks(harness.drawn.now('V-sent').blocks)).toContain('Maja Horvat');
  });

  it('sent by somebody without the grant reads nothing', async () => {
    const harness = await openCommandHarness();
    const chosen = { customer: { customer: { type: 'external_select', selected_option: { value: '1001' } } } };
    const { after } = await ratingList.submission.run(harness.submission(chosen, '', staff.reader));
    await after?.();
    expect(readBlocks(harness.drawn.now('V-sent').blocks)).toContain('look at credit ratings');
    expect(harness.calls()).toEqual([]);
  });
});

it('an approved rating counts only until a date that can be read', async () => {
  const { text } = await list(['1001'], ({ backOffice }) => {
    backOffice.world.ratings.set(1001, [
      { id: 8, status: 'APPROVED', score: 540, validUntil: 'soon', createdAt: '2026-02-01T09:00:00Z' },
    ]);
  });
  expect(text).not.toContain('Active:');
  expect(text).toContain('valid until soon');
});
