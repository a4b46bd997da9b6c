import { expect, it } from 'vitest';
import { tagAccount } from '../../../src/actions/account/tag.ts';
import { showToOne } from '../../../src/lib/mask.ts';
import { openActionDesk, told } from '../../support/action-desk.ts';

it.each([
  [['key-account', 'vip'], 'routine', 'Add a tag', 'Added: vip'],
  [[], 'destructive', 'Remove a tag', 'Removed: key-account'],
  [['vip', 'new'], 'destructive', 'Replace the whole list of tags', 'The whole list is replaced.'],
])('%j is %s and says what comes and goes', async (tags, risk, title, line) => {
  const desk = await openActionDesk();
  const input = { accountId: 7001, tags };
  const { seen } = await desk.carryOut(tagAccount, input);
  expect(tagAccount.riskOf?.(seen, input)).toBe(risk);
  const preview = tagAccount.preview(seen, input, showToOne());
  expect(preview.title).toContain(title);
  expect(preview.lines).toContain(line);
  expect(desk.writes()).toEqual([`PUT /groups/7001/tags ${JSON.stringify(tags)}`]);
  expect(await tagAccount.settled?.(desk.readers, input, seen, told)).toBe('done');
});

it('the list as it is is a hint and no trouble', async () => {
  const desk = await openActionDesk();
  await expect(desk.look(tagAccount, { accountId: 7001, tags: ['key-account'] })).rejects.toMatchObject({
    context: { unchanged: true },
  });
});

it.each([
  ['done', 'done'],
  ['undone', 'not-done'],
] as const)('a lost answer of what was %s reads back as %s', async (isDone, proof) => {
  const desk = await openActionDesk();
  expect(await desk.losing(tagAccount, { accountId: 7001, tags: ['vip'] }, isDone)).toBe(proof);
});
