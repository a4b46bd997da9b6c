import { expect, it } from 'vitest';
import { type SharedLinks, unfurl } from '../../../src/commands/link/unfurl.ts';
import { openCommandHarness, staff } from '../../support/command-harness.ts';
import { silentLog } from '../../support/log.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

const url = 'https://back.example/customers/1010';

async function share(more: Partial<SharedLinks> = {}) {
  const harness = await openCommandHarness();
  const links: SharedLinks = {
    channel: 'C0DESK',
    ts: '1.1',
    person: staff.agent,
    urls: [url],
    isForeign: false,
    ...more,
  };
  const done = unfurl(harness.app, silentLog, links);
  await done.catch(() => undefined);
  return { harness, unfurled: harness.drawn.unfurled };
}

it('a customer’s page gets initials, the id and Open, and nothing else of them', async () => {
  const { harness, unfurled } = await share();
  expect(unfurled).toHaveLength(1);
  const blocks = unfurled[0]?.unfurls[url] ?? [];
  expect(readBlocks(blocks)).toContain('L.N. · customer 1010');
  expect(JSON.stringify(blocks)).not.toMatch(/Lena|Novak|@/);
  expect(buttonObjects(blocks)).toMatchObject([{ text: 'Open', value: 'customer:1010 branch:1' }]);
  expect(harness.calls()).toEqual(['GET /customers/1010']);
});

it.each([
  ['the channel is another company’s, too', { isForeign: true }],
  ['Slack says so of the channel', { channel: 'C0PARTNERS' }],
  ['nobody says who reads the channel', { channel: 'C0UNKNOWN', isForeign: undefined }],
  ['a guest posts it', { person: staff.guest }],
  ['somebody without a role posts it', { person: staff.nobody }],
  ['it is no page of a customer', { urls: ['https://back.example/vehicles/1010'] }],
] as const)('nothing is shown, and nothing read, where %s', async (_where, more) => {
  const { harness, unfurled } = await share(more);
  expect(unfurled).toEqual([]);
  expect(harness.calls()).toEqual([]);
});

it('a customer who is not there gets no card, and the others do', async () => {
  const other = 'https://back.example/customers/999999';
  const { unfurled } = await share({ urls: [other, url, url] });
  expect(Object.keys(unfurled[0]?.unfurls ?? {})).toEqual([url]);
});

it('no more than three addresses of a message are read', async () => {
  const { harness } = await share({
    urls: [1001, 1002, 1003, 1004, 1005].map((id) => `https://back.example/customers/${id}`),
  });
  expect(harness.calls()).toHaveLength(3);
});
