import { expect, it } from 'vitest';
import { tagAccount } from '../../../src/actions/account/tag.ts';
import { redactorForOne } from '../../../src/lib/mask.ts';
import { context, openActionHarness } from '../../support/action-harness.ts';

it.each([
  [['key-account', 'vip'], 'routine', 'Add a tag', 'Added: vip'],
  [[], 'destructive', 'Remove a tag', 'Removed: key-account'],
  [['vip', 'new'], 'destructive', 'Replace the whole list of tags', 'The whole list is replaced.'],
])('%j is %s and says what comes and goes', async (tags, risk, title, line) => {
  const harness = await openActionHarness();
  const input = { accountId: 7001, tags };
  const { snapshot } = await harness.carryOut(tagAccount, input);
  expect(tagAccount.riskOf?.(snapshot, input)).toBe(risk);
  const preview = tagAccount.preview(snapshot, input, redactorForOne());
  expect(preview.title).toContain(title);
  expect(preview.lines).toContain(line);
  expect(harness.writes()).toEqual([`PUT /groups/7001/tags ${JSON.stringify(tags)}`]);
  expect(await tagAccount.verify?.(harness.readers, input, snapshot, context)).toBe('done');
});

it('the list as it is is a hint and no trouble', async () => {
  const harness = await openActionHarness();
  await expect(harness.look(tagAccount, { accountId: 7001, tags: ['key-account'] })).rejects.toMatchObject({
    context: { unchanged: true },
  });
});

it.each([
  ['done', 'done'],
  ['undone', 'not-done'],
] as const)('a lost answer of what was %s reads back as %s', async (isDone, proof) => {
  const harness = await openActionHarness();
  expect(await harness.losing(tagAccount, { accountId: 7001, tags: ['vip'] }, isDone)).toBe(proof);
});
