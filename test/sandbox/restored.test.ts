import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { PageMessage } from '../../sandbox/workspace/page-protocol.ts';
import { atPage, type SandboxProcess, sandboxProcess, until } from './sandbox-process.ts';

const ana = 'U0ANANOVAK';
const lea = 'U0LEABRANDT';
const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-restored-'));
const data = join(folder, 'data');
const started: SandboxProcess[] = [];
const launch = async () => {
  const sandbox = sandboxProcess({ DATA_DIR: data, WORKSPACE_PORT: '0' });
  started.push(sandbox);
  return { sandbox, base: await sandbox.ready() };
};
afterAll(async () => {
  await Promise.all(started.map((sandbox) => sandbox.end('SIGKILL')));
  rmSync(folder, { recursive: true, force: true });
});

/** The newest message anywhere that this person reads and that says so. */
const newest = async (base: string, who: string, words: string): Promise<PageMessage | undefined> =>
  Object.values((await atPage(base, who).look()).messages)
    .flat()
    .filter((message) => JSON.stringify(message).includes(words))
    .at(-1);
const told = (base: string, who: string, words: string) => until(() => newest(base, who, words), `${who} was told “${words}”`);
/** Presses until it counts: a card is drawn again after a start, and Slack may not say in time who presses. */
const approve = (base: string, state: string): Promise<PageMessage> =>
  until(async () => {
    const messages = await atPage(base, lea).messages('C0APPROVALS');
    const over = messages.find((message) => JSON.stringify(message).includes(state));
    if (over !== undefined) return over;
    const card = messages.find((message) => JSON.stringify(message).includes('Waiting for approval'));
    if (card !== undefined) await atPage(base, lea).press(card, 'Approve');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return undefined;
  }, `the request was “${state}”`);
/** How many characters all vouchers take in what the sandbox's back office has kept. */
const keptVouchers = (): number => {
  const { kept }: { kept: { world: { vouchers: unknown; voucherables: unknown } } } = JSON.parse(
    readFileSync(join(data, 'sandbox.json'), 'utf8'),
  );
  return JSON.stringify([kept.world.vouchers, kept.world.voucherables]).length;
};
const goodwillOf = async (base: string) => {
  const agent = atPage(base, ana);
  const list = await agent.does(
    () => agent.act({ act: 'send', channel: 'C0SUPPORT', text: '/voucher list 1010' }),
    async () => (await agent.messages('C0SUPPORT')).find((message) => JSON.stringify(message).includes('Goodwill')),
    'the vouchers',
  );
  return JSON.stringify(list.blocks);
};

it('a restored backup gives nothing twice: everything waits for an owner, and the voucher that is there stops the request by name', {
  timeout: 400_000,
}, async () => {
  let { sandbox, base } = await launch();
  const agent = atPage(base, ana);
  await agent.does(
    () => agent.act({ act: 'send', channel: 'C0SUPPORT', text: '/voucher apply 1010 50' }),
    async () => JSON.stringify((await agent.look()).modals.at(-1) ?? {}).includes('Asks 1 lead') || undefined,
    'the form was there',
  );
  await agent.submit('Lost half a day');
  await atPage(base, lea).says('C0APPROVALS', 'Waiting for approval');
  await sandbox.end('SIGTERM');
  cpSync(join(data, 'postgres'), join(folder, 'backup'), { recursive: true });

  ({ sandbox, base } = await launch());
  const before = keptVouchers();
  await approve(base, 'Done');
  // A back office forgets nothing when the app dies; the sandbox's writes what changed within a second.
  await until(() => keptVouchers() > before, 'the voucher was kept by the back office');
  await sandbox.end('SIGKILL');

  rmSync(join(data, 'postgres'), { recursive: true });
  cpSync(join(folder, 'backup'), join(data, 'postgres'), { recursive: true });
  ({ sandbox, base } = await launch());
  const notice = await told(base, lea, 'was restored from a backup');
  // Drawn again as the backup has it; the press is told why it does not count.
  await approve(base, 'nothing is asked for, decided or sent until an owner presses Go on');
  const owner = atPage(base, lea);
  await owner.does(
    () => owner.press(notice, 'Go on'),
    () => newest(base, lea, 'went on from the restored database'),
    'it went on',
  );
  const stopped = await approve(base, 'Facts changed');
  expect(JSON.stringify(stopped)).toMatch(/“Goodwill 50[^”]*” \(voucher \d+\) is there already/);
  expect((await goodwillOf(base)).match(/Goodwill 50/g)).toHaveLength(1);
});
