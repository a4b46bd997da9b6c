import { expect, it } from 'vitest';
import { type SharedLinks, unfurl } from '../../../src/commands/link/unfurl.ts';
import { silentLog } from '../../support/database.ts';
import { deskPeople, openDesk } from '../../support/kit.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

const url = 'https://back.example/customers/1010';

async function share(more: Partial<SharedLinks> = {}) {
  const desk = await openDesk();
  const links: SharedLinks = {
    channel: 'C0DESK',
    ts: '1.1',
    person: deskPeople.agent,
    urls: [url],
    isForeign: false,
    ...more,
  };
  const done = unfurl(desk.kit, silentLog, links);
  await done.catch(() => undefined);
  return { desk, unfurled: desk.drawn.unfurled };
}

it('a customer’s page gets initials, the id and Open, and nothing else of them', async () => {
  const { desk, unfurled } = await share();
  expect(unfurled).toHaveLength(1);
  const blocks = unfurled[0]?.unfurls[url] ?? [];
  expect(readBlocks(blocks)).toContain('L.N. · customer 1010');
  expect(JSON.stringify(blocks)).not.toMatch(/Lena|Novak|@/);
  expect(buttonObjects(blocks)).toMatchObject([{ text: 'Open', value: 'customer:1010 branch:1' }]);
  expect(desk.calls()).toEqual(['GET /customers/1010']);
});

it.each([
  ['the channel is another company’s, too', { isForeign: true }],
  ['Slack says so of the channel', { channel: 'C0PARTNERS' }],
  ['nobody says who reads the channel', { channel: 'C0UNKNOWN', isForeign: undefined }],
  ['a guest posts it', { person: deskPeople.guest }],
  ['somebody without a role posts it', { person: deskPeople.nobody }],
  ['it is no page of a customer', { urls: ['https://back.example/vehicles/1010'] }],
] as const)('nothing is shown, and nothing read, where %s', async (_where, more) => {
  const { desk, unfurled } = await share(more);
  expect(unfurled).toEqual([]);
  expect(desk.calls()).toEqual([]);
});

it('a customer who is not there gets no card, and the others do', async () => {
  const other = 'https://back.example/customers/999999';
  const { unfurled } = await share({ urls: [other, url, url] });
  expect(Object.keys(unfurled[0]?.unfurls ?? {})).toEqual([url]);
});

it('no more than three addresses of a message are read', async () => {
  const { desk } = await share({ urls: [1001, 1002, 1003, 1004, 1005].map((id) => `https://back.example/customers/${id}`) });
  expect(desk.calls()).toHaveLength(3);
});
