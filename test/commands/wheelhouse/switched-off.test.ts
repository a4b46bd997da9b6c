import { expect, it } from 'vitest';
import { offIn } from '../../../src/api/profile/offable.ts';
import { noProfile } from '../../../src/api/profile/profile.ts';
import { createRegistry } from '../../../src/commands/registry.ts';
import { mustHold, whoIs } from '../../../src/commands/rights.ts';
import { createHelpButton } from '../../../src/commands/wheelhouse/help.ts';
import { asFault } from '../../../src/errors.ts';
import { profileWords } from '../../../src/profile-words.ts';
import { createPermissions } from '../../../src/reference/permissions.ts';
import { statusMessage } from '../../../src/views/help/status.ts';
import { openCommandHarness, staff } from '../../support/command-harness.ts';
import { silentLog } from '../../support/log.ts';
import { expectSayable } from '../../support/screen.ts';
import { readBlocks } from '../../views/read.ts';

const operations = {
  ...noProfile,
  off: ['rating.queue', 'read.verification'],
  values: { 'Customer.creditStatus': { POSITIVE: 'APPROVED', BAD: 'REJECTED' } },
};

/** Somebody who may do everything, if the back office does not have everything. */
async function lead() {
  const harness = await openCommandHarness();
  const { readers, policy, clock } = harness.app;
  harness.app.permissions = createPermissions({ readers, policy, clock, log: silentLog, off: offIn({ operations }) });
  return { harness, who: await whoIs(harness.app, staff.lead) };
}

it('offers nothing that the profile switches off: no right, no line of help', async () => {
  const { harness, who } = await lead();
  expect([who.may('rating.queue'), who.may('read.verification'), who.may('rating.approve')]).toEqual([false, false, true]);
  await createHelpButton(() => createRegistry().commands).run({ ...(await harness.press('help', { kind: 'home' })), who });
  const help = readBlocks(harness.drawn.now().blocks);
  expect(help).toContain('/rating approve');
  expect(help).not.toMatch(/\/rating queue|\/verification show/);
});

it('says that a read is switched off when it is typed, and leaves it to the form for an action', async () => {
  const { who } = await lead();
  const read = (() => {
    try {
      return mustHold(who, 'read.verification');
    } catch (error) {
      return asFault(error);
    }
  })();
  expect(read).toMatchObject({
    code: 'refused',
    say: expect.stringMatching(/does not have this: read\.verification is switched off in its profile/),
  });
  expect(who.lacking?.('rating.queue')).toMatch(/does not have this: rating\.queue is switched off/);
});

it('the status names what differs, how much is assumed, and every value that counts as fine', () => {
  const { say, fine } = profileWords({ operations });
  expect(say).toMatch(
    /^Operations: 1 list of values differs, without rating\.queue and read\.verification\. \d+ of \d+ calls have a part that no public source confirms$/,
  );
  expect(fine).toEqual(['Customer.creditStatus: POSITIVE counts as APPROVED']);
  expect(profileWords({}).say).toMatch(/^none in use\. /);
});

it('the status lists all values that a profile lets count as fine, in one message that Slack takes', () => {
  const fields = [
    'Customer.creditStatus',
    'Customer.blockState',
    'Card.state',
    'Voucher.status',
    'Rating.status',
    'Membership.state',
  ];
  const fine = fields.flatMap((field) =>
    Array.from({ length: 10 }, (_, index) => `${field}: OF_THE_TENANT_${index} counts as ACTIVE`),
  );
  const { text, blocks } = statusMessage({
    parts: [{ name: 'Slack', state: 'ok' }],
    policy: { say: '4 rules', warnings: [] },
    profile: { say: 'Operations: 6 lists of values differ', fine },
    roles: ['lead'],
    version: '1',
  });
  expectSayable({ text, blocks });
  for (const one of fine) expect(readBlocks(blocks)).toContain(one);
});
