import { describe, expect, it } from 'vitest';
import { lookupCommand, lookupRead } from '../../../src/commands/customer/lookup.ts';
import { readSearch } from '../../../src/commands/customer/search-value.ts';
import { actionIds } from '../../../src/views/ids.ts';
import { lastOf, openCommandHarness } from '../../support/command-harness.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

const lookupForm = lookupRead.submission;

async function sent(chosen: Record<string, string>, search?: string) {
  const harness = await openCommandHarness();
  const { answer, after } = (await lookupForm.run(
    harness.submission({
      ...(search === undefined ? {} : { search: { 'field:search': { type: 'plain_text_input', value: search } } }),
      branch: { 'field:branch': { type: 'static_select', selected_option: { value: '1' } } },
      ...Object.fromEntries(
        Object.entries(chosen).map(([name, value]) => [name, { [name]: { type: 'static_select', selected_option: { value } } }]),
      ),
    }),
  )) ?? { answer: undefined };
  await after?.();
  const view = answer?.kind === 'update' ? harness.drawn.now('V-sent') : undefined;
  return {
    harness,
    answer,
    text: view === undefined ? '' : readBlocks(view.blocks),
    buttons: view === undefined ? [] : buttonObjects(view.blocks),
    calls: harness.calls().filter((call) => call.startsWith('GET /customers?')),
  };
}

const queryOf = (call: string | undefined) => Object.fromEntries(new URLSearchParams(call?.split('?')[1]));

describe('a search with filters', () => {
  it.each([
    [{ signup: 'settled' }, { branchId: '1', signupSettled: 'true' }, 'sign-up finished'],
    [{ signup: 'open' }, { branchId: '1', signupSettled: 'false' }, 'sign-up not finished'],
    [{ children: 'without' }, { branchId: '1', includeChildBranches: 'false' }, 'without sub-branches'],
    [{ account: '7002' }, { userGroupId: '7002' }, 'in business account 7002'],
    [{ membership: 'any' }, { hasUserGroup: 'true' }, 'in a business account'],
    [{ membership: 'none' }, { hasUserGroup: 'false' }, 'in no business account'],
    [{ blocked: 'hide' }, { excludeBlocked: 'true' }, 'blocked customers excluded'],
    [{ blocked: 'only' }, { excludeBlockState: 'NOT_BLOCKED' }, 'blocked or deleted'],
  ])('%j asks the back office for just that, and says so', async (chosen, query, words) => {
    const { calls, text } = await sent(chosen);
    expect(calls).toHaveLength(1);
    expect(queryOf(calls[0])).toMatchObject(query);
    expect(text).toContain(words);
  });

  it('that two calls know takes who is in both', async () => {
    const { calls, harness, buttons } = await sent({ signup: 'open', blocked: 'hide' });
    expect(calls).toHaveLength(2);
    const shown = buttons.filter(({ text }) => text === 'Open').map(({ value }) => Number(/customer:(\d+)/.exec(value)?.[1]));
    for (const id of shown)
      expect(harness.backOffice.world.customers.get(id)).toMatchObject({ signupSettled: false, blockState: 'NOT_BLOCKED' });
  });

  it('keeps the words, and its filters from page to page', async () => {
    const { calls, buttons, harness } = await sent({ signup: 'settled' }, 'an');
    expect(queryOf(calls[0])).toMatchObject({ searchText: 'an', signupSettled: 'true' });
    const next = buttons.find(({ text }) => text === 'Next');
    expect(readSearch(next?.value ?? '')).toMatchObject({ search: 'an', page: 1, filters: { signup: 'settled' } });
    await lookupRead.buttons.find(({ id }) => id === actionIds.nextPage)?.run(await harness.press(next?.value ?? ''));
    expect(queryOf(harness.calls().findLast((call) => call.startsWith('GET /customers?')))).toMatchObject({
      page: '1',
      signupSettled: 'true',
    });
  });

  it('of a business account that is chosen goes before whether there is one', async () => {
    expect(queryOf((await sent({ account: '7002', membership: 'none' })).calls[0])).not.toHaveProperty('hasUserGroup');
  });
});

it('neither words nor filters is told at the field', async () => {
  expect((await sent({})).answer).toMatchObject({ kind: 'errors', errors: { search: expect.any(String) } });
});

it('words alone search as ever, without a filter', async () => {
  const harness = await openCommandHarness();
  const interaction = await harness.command();
  await lookupCommand.run(interaction, ['Gruber']);
  const [call] = harness.calls().filter((one) => one.startsWith('GET /customers?branchId='));
  expect(queryOf(call)).toEqual({ branchId: '1', searchText: 'Gruber', page: '0', size: '10' });
  expect(readBlocks(lastOf(interaction).blocks)).toContain('for “Gruber” in Vienna');
});
