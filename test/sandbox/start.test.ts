import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sandboxStoreIn } from '../../sandbox/sandbox-store.ts';
import { readSettings } from '../../sandbox/settings.ts';
import { verbsOf } from '../../sandbox/verbs.ts';
import { createRegistry } from '../../src/commands/registry.ts';
import { atPage, type SandboxProcess, sandboxProcess, until } from './sandbox-process.ts';

const ana = 'U0ANANOVAK';
const lea = 'U0LEABRANDT';
const hourMs = 3_600_000;
const withinMs = 5_000;

const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-start-'));
const started: SandboxProcess[] = [];
const launch = (env: Record<string, string> = {}, by: 'npm' | 'node' = 'node') => {
  const sandbox = sandboxProcess({ DATA_DIR: join(folder, 'data'), WORKSPACE_PORT: '0', ...env }, by);
  started.push(sandbox);
  return sandbox;
};
const memoryHolds = (words: string) =>
  until(() => readFileSync(join(folder, 'data/sandbox.json'), 'utf8').includes(words), `“${words}” was remembered`);

afterAll(async () => {
  await Promise.all(started.map((sandbox) => sandbox.end('SIGKILL')));
  rmSync(folder, { recursive: true, force: true });
});

describe('the sandbox, from one start to the next', { timeout: 240_000 }, () => {
  let sandbox: SandboxProcess;
  let base: string;

  it('says where its page is, serves it on loopback alone, and knows the commands of the app', async () => {
    sandbox = launch();
    base = await sandbox.ready();
    expect(sandbox.output().trim().split('\n')).toHaveLength(1);
    expect(await (await fetch(base)).text()).toContain('<title>');
    expect(listening(sandbox.pid).filter((address) => address !== loopback)).toEqual([]);
    const card = (await atPage(base, ana).look()).commands.find(({ command }) => command === '/card');
    expect(card?.verbs.map(({ verb }) => verb)).toEqual(expect.arrayContaining(['find', 'assign', 'unassign']));
  });

  it('a second one on the same data or the same port says so in one line and ends', async () => {
    const sameData = launch();
    const samePort = launch({ DATA_DIR: join(folder, 'other'), WORKSPACE_PORT: new URL(base).port });
    expect(await Promise.all([sameData.ended, samePort.ended])).toEqual([1, 1]);
    expect(sameData.output()).toMatch(/^DATA_DIR: .* is in use by another sandbox\..*\n$/);
    expect(samePort.output()).toMatch(/^WORKSPACE_PORT: \d+ is in use.*\n$/);
  });

  it('the next start finds messages, requests, the back offices and the clock as they were', async () => {
    const agent = atPage(base, ana);
    await agent.act({ act: 'send', channel: 'C0SUPPORT', text: '/card assign HM-10002 1010' });
    await agent.modalSays('Assign card HM-10002');
    await agent.submit();
    await agent.modalSays('Done');
    await agent.act({ act: 'modal-close', view: (await agent.look()).modals.at(-1)?.id, all: true });
    await agent.act({ act: 'send', channel: 'C0SUPPORT', text: '/voucher apply 1010 50' });
    await agent.modalSays('Asks 1 lead');
    await agent.submit('Lost half a day');
    await atPage(base, lea).says('C0APPROVALS', 'Waiting for approval');
    await agent.act({ act: 'forward-clock', ms: hourMs });
    const { code, tookMs } = await sandbox.end('SIGTERM');
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(withinMs);

    sandbox = launch();
    base = await sandbox.ready();
    const later = atPage(base, ana);
    expect((await later.look()).clock.shiftedByMs).toBe(hourMs);
    await later.act({ act: 'send', channel: 'C0SUPPORT', text: '/card find HM-10002' });
    expect(JSON.stringify(await later.says('C0SUPPORT', 'HM-10002'))).toContain('Unassign');
    // A start draws waiting cards again: a press on the picture from before that is told so, and one whose answer came late has counted.
    const lead = atPage(base, lea);
    await until(async () => {
      const messages = await lead.messages('C0APPROVALS');
      const card = messages.find((message) => JSON.stringify(message).includes('Waiting for approval'));
      if (card !== undefined) await lead.press(card, 'Approve');
      return JSON.stringify(messages).includes('Done');
    }, '“Done” in C0APPROVALS, whichever press counted');
    await atPage(base, ana).says('C0OPS', '50');
  });

  it('kill -9 costs nothing that is older than a second', async () => {
    await memoryHolds('HM-10002');
    const before = (await atPage(base, lea).messages('C0APPROVALS')).length;
    await atPage(base, lea).act({ act: 'send', channel: 'C0APPROVALS', text: 'The last words before the lights went out' });
    await memoryHolds('The last words before the lights went out');
    await sandbox.end('SIGKILL');

    sandbox = launch({}, 'npm');
    base = await sandbox.ready();
    const messages = await atPage(base, lea).messages('C0APPROVALS');
    expect(messages).toHaveLength(before + 1);
    expect(JSON.stringify(messages)).toContain('Done');
  });

  it('start again empties it on the same port, and touches nothing else in the directory', async () => {
    writeFileSync(join(folder, 'data/mine.txt'), 'keep me');
    const { port } = new URL(base);
    expect(await atPage(base, ana).act({ act: 'start-again' })).toEqual({ ok: true });
    await until(() => sandbox.output().includes('Started again'), 'it had started again');
    expect(sandbox.output()).toContain(`http://localhost:${port}\n`);
    const agent = atPage(base, ana);
    const { clock, messages, appConnected } = await agent.look();
    expect({ shiftedByMs: clock.shiftedByMs, said: Object.values(messages).flat(), appConnected }).toEqual({
      shiftedByMs: 0,
      said: [],
      appConnected: true,
    });
    await agent.act({ act: 'send', channel: 'C0SUPPORT', text: '/card assign HM-10002 1010' });
    await agent.modalSays('Assign card HM-10002');
    // The journal's socket and the locks are there while the app runs; the journal's key outlives what it signed, its head is a new one.
    const left = () =>
      readdirSync(join(folder, 'data'))
        .filter((name) => name !== 'journal.sock' && !name.endsWith('.lock'))
        .sort();
    // A new sandbox.json lies beside the old one while it is being written.
    await expect.poll(left).toEqual(['journal.head', 'journal.key', 'mine.txt', 'postgres', 'sandbox.json']);
  });

  it('SIGTERM to npm ends it in time, even while a back office does not answer, and leaves nothing behind', async () => {
    const agent = atPage(base, ana);
    await agent.act({ act: 'set-faults', faults: [{ upstream: 'both', kind: 'hang', on: 'all' }] });
    void agent.submit().catch(() => undefined);
    await until(async () => (await agent.look()).calls.some((call) => call.fault === 'hang'), 'a call hung');
    const { tookMs } = await sandbox.end('SIGTERM');
    expect(tookMs).toBeLessThan(withinMs);
    expect(sandbox.output()).not.toContain('    at ');
  });
});

describe('what the sandbox remembers', () => {
  const now = () => new Date('2026-11-21T10:00:00Z');

  it.each([
    ['damaged', '{"version":1,"kept":{"shiftedBy'],
    ['of another version', '{"version":2,"kept":null}'],
    ['of another shape', '{"version":1,"kept":{"shiftedByMs":0,"workspace":{},"world":{},"nextId":1}}'],
  ])('is put aside when it is %s, and not thrown away', (_why, text) => {
    const directory = mkdtempSync(join(folder, 'memory-'));
    writeFileSync(join(directory, 'sandbox.json'), text);
    const remembered = sandboxStoreIn(directory, now).read();
    const where = join(directory, 'sandbox-2026-11-21T10-00-00-000Z.json');
    expect(remembered).toEqual({ found: 'unreadable', where });
    expect(readFileSync(where, 'utf8')).toBe(text);
    expect(existsSync(join(directory, 'sandbox.json'))).toBe(false);
  });
});

it.each(['nonsense', '65536', '-1', '44.5', '1e3'])('WORKSPACE_PORT=%s is refused in one line', (port) => {
  expect(readSettings({ WORKSPACE_PORT: port })).toEqual({
    ok: false,
    problems: ['WORKSPACE_PORT must be a port number, 0 to 65535.'],
  });
});

it('the composer completes exactly the verbs that the app has', () => {
  const { commands } = createRegistry();
  const completed = Object.entries(verbsOf(commands)).flatMap(([command, verbs]) =>
    verbs.map(({ verb }) => `${command} ${verb}`),
  );
  expect(completed.sort()).toEqual(
    commands
      .filter(({ verb }) => verb !== '')
      .map(({ command, verb }) => `/${command} ${verb}`)
      .sort(),
  );
  expect(completed).toContain('/customer lookup');
});

/** 127.0.0.1, as the kernel's tables write it. */
const loopback = '0100007F';

/** The addresses on which a process listens for TCP, from the kernel's tables; empty if there are none to read. */
function listening(pid: number): string[] {
  if (!existsSync(`/proc/${pid}/net/tcp`)) return [];
  const own = new Set(readdirSync(`/proc/${pid}/fd`).flatMap((fd) => socketOf(pid, fd)));
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((cells) => cells[3] === '0A' && own.has(cells[9] ?? ''))
      .map((cells) => (cells[1] ?? '').split(':')[0] ?? ''),
  );
}

function socketOf(pid: number, fd: string): string[] {
  try {
    return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.slice(1) ?? [];
  } catch {
    return []; // closed meanwhile
  }
}
