import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Workspace } from '../../sandbox/workspace/index.ts';
import { dmOf } from '../../sandbox/workspace/world.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { Secret } from '../../src/lib/secret.ts';
import { createSlackClient } from '../../src/slack/client.ts';
import { createDeliver } from '../../src/slack/deliver.ts';
import { createPace } from '../../src/slack/pace.ts';
import { deleteFile, fileLifeMs, sendPrivately } from '../../src/slack/private-file.ts';
import { manifest, secrets, workspaceAlone } from '../sandbox/workspace/support.ts';
import { handClock } from '../support/clock.ts';
import { silentLog } from '../support/log.ts';

const ana = 'U0ANANOVAK';
const clock = handClock();
const deliver = createDeliver({ clock, log: silentLog, accepted: () => true });
const file = { name: 'front.png', bytes: new Uint8Array([1, 2, 3]) };

let workspace: Workspace;
beforeEach(async () => {
  const { scopes } = manifest.oauth_config;
  workspace = await workspaceAlone({
    clock,
    ids: randomIds,
    manifest: { ...manifest, oauth_config: { scopes: { bot: [...scopes.bot, 'files:write'] } } },
  });
});
afterEach(() => workspace.close());

function deps() {
  const due: { fileId: string; at: Date; callsBefore: string[] }[] = [];
  const pace = createPace({ clock });
  const client = createSlackClient({ botToken: new Secret(secrets.botToken), apiUrl: workspace.apiUrl }, { pace });
  const deleteAt = async (fileId: string, at: Date) => {
    due.push({ fileId, at, callsBefore: workspace.apiCalls.map(({ method }) => method) });
  };
  return { client, clock, deleteAt, due };
}

const inDirectMessage = () => (workspace.state.messages.get(dmOf(ana)) ?? []).map(({ text }) => text);

describe('a file for one person', () => {
  it('is in their own direct message and nowhere else, and goes again', async () => {
    const { due, ...given } = deps();
    const until = await sendPrivately(given, ana, file);
    expect(until.getTime() - clock.now().getTime()).toBe(fileLifeMs);
    expect(inDirectMessage()).toEqual(['📎 front.png']);
    expect(due).toMatchObject([{ at: until }]);
    expect(await deleteFile({ client: given.client, deliver }, due[0]?.fileId ?? '')).toBe('done');
    expect(inDirectMessage()).toEqual([]);
    // Twice does no harm: Slack says that it is gone.
    expect(await deleteFile({ client: given.client, deliver }, due[0]?.fileId ?? '')).toBe('done');
  });

  it('has its end written down before its bytes leave', async () => {
    const { due, ...given } = deps();
    await sendPrivately(given, ana, file);
    expect(due[0]?.callsBefore).toContain('files.getUploadURLExternal');
    expect(due[0]?.callsBefore).not.toContain('files.completeUploadExternal');
  });

  it('whose end cannot be written down is not sent', async () => {
    const given = { ...deps(), deleteAt: () => Promise.reject(new Error('no disk')) };
    await expect(sendPrivately(given, ana, file)).rejects.toThrow('no disk');
    expect(inDirectMessage()).toEqual([]);
  });

  it('that Slack does not take is a fault with a sentence', async () => {
    workspace.fail('files.completeUploadExternal', { error: 'internal_error', times: 1 });
    await expect(sendPrivately(deps(), ana, file)).rejects.toMatchObject({ code: 'slack_unavailable' });
  });

  it('is tried to be deleted until Slack says that it is gone', async () => {
    const { due, ...given } = deps();
    await sendPrivately(given, ana, file);
    const fileId = due[0]?.fileId ?? '';
    const remove = () => deleteFile({ client: given.client, deliver }, fileId);
    workspace.fail('files.delete', { error: 'internal_error', times: 1 });
    const first = await remove();
    expect(first).toEqual({ againInMs: expect.any(Number) });
    clock.forward(1_000);
    workspace.fail('files.delete', { retryAfter: 7, times: 1 });
    expect(await remove()).toEqual({ againInMs: 7_000 });
    clock.forward(7_000);
    expect(inDirectMessage()).toEqual(['📎 front.png']);
    clock.forward(7_000);
    expect(await remove()).toBe('done');
  });
});
