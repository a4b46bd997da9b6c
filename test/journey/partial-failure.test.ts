import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ana, type Harness, openHarness } from '../support/harness.ts';

/** Nobody can see that account, so that only the write finds out who is in it. */
const unseen = 99_999;

describe('a change that is done in part', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await openHarness();
  });
  afterAll(() => harness.close());

  const modalSays = (words: string) =>
    harness.workspace.until(() => JSON.stringify(harness.workspace.as(ana).modal()?.view ?? {}).includes(words), {
      timeoutMs: 60_000,
      say: `a modal that says “${words}”`,
    });
  const block = (userId: number) =>
    harness.backOffice.world.memberships.set(userId, { userId, userGroupId: unseen, role: 'MEMBER', state: 'ACTIVE' });
  const added = () => harness.backOffice.writes().map(({ path, body }) => `${path} ${JSON.stringify(body)}`);

  it('says who failed and why, and tries those alone again', async () => {
    const me = harness.workspace.as(ana);
    block(1002);
    await me.command('support', '/account add 7002 1001 1002 1003');
    await modalSays('Add 3 people to Donau Catering');
    await me.submit(undefined, {});
    await modalSays('2 of 3 people added to Donau Catering');
    const card = JSON.stringify(me.modal()?.view);
    expect(card).toContain('Done');
    expect(card).toMatch(/\(customer 1002\): The user is in another business account/);
    expect(card).not.toMatch(/\(customer 1001\): /);
    harness.backOffice.world.memberships.delete(1002);
    await me.click('modal', { text: 'Try the failed ones again' });
    await modalSays('(customer 1002) to Donau Catering');
    await me.submit(undefined, {});
    await modalSays('(customer 1002) is added to Donau Catering');
    expect(added()).toEqual([
      '/groups/7002/add-members {"userIds":[1001,1002,1003]}',
      '/groups/7002/add-member {"userId":1002,"role":"MEMBER"}',
    ]);
  });

  it('of which nothing was done is Failed, with the reasons, and can be asked again', async () => {
    const me = harness.workspace.as(ana);
    await me.close(undefined, { all: true });
    block(1004);
    block(1005);
    await me.command('support', '/account add 7002 1004 1005');
    await modalSays('Add 2 people to Donau Catering');
    await me.submit(undefined, {});
    await modalSays('Nobody was added.');
    const card = JSON.stringify(me.modal()?.view);
    expect(card).toContain('Failed');
    expect(card).toContain('The user is in another business account');
    await me.click('modal', { text: 'Ask again' });
    await modalSays('Add 2 people to Donau Catering');
    expect(harness.workspace.refusals).toEqual([]);
  });
});
