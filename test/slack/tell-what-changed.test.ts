import { expect, it } from 'vitest';
import type { PostedMessages } from '../../src/approvals/ports.ts';
import type { OwnersNotice } from '../../src/slack/tell-owners.ts';
import { tellWhatChanged } from '../../src/slack/tell-what-changed.ts';
import { readBlocks } from '../views/read.ts';

it('tells the owners, and who asked for it, that an envelope was closed and why', async () => {
  const told: OwnersNotice[] = [];
  const record = { id: 'ENVELOPE01', asker: 'U0ANA', closed: { by: 'app', at: new Date(0), why: 'template' } };
  const deps = {
    postedMessages: { load: async () => record } as unknown as PostedMessages, // safe: nothing else is asked for
    tellOwners: async (notice: OwnersNotice) => told.push(notice) > 0,
    labelOf: () => 'Open an envelope',
    isRestored: async () => false,
  };
  expect(await tellWhatChanged(deps, 'envelope:ENVELOPE01')).toBe('done');
  expect(told).toMatchObject([{ key: 'envelope:ENVELOPE01', also: ['U0ANA'] }]);
  expect(readBlocks(told[0]?.message().blocks ?? [])).toContain('its voucher is not the one that was approved any more');
});
