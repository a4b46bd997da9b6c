import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Workspace } from '../../../sandbox/workspace/index.ts';
import { randomIds } from '../../../src/lib/ids.ts';
import { call, heldClock, manifest, workspaceAlone } from './support.ts';

let workspace: Workspace;
const withScope = { ...manifest, oauth_config: { scopes: { bot: [...manifest.oauth_config.scopes.bot, 'files:write'] } } };
beforeEach(async () => {
  workspace = await workspaceAlone({ clock: heldClock(), ids: randomIds, manifest: withScope });
});
afterEach(() => workspace.close());

async function announce(length: number) {
  const { body } = await call(workspace, 'files.getUploadURLExternal', { filename: 'a.png', length: String(length) });
  return { id: String(body.file_id), url: String(body.upload_url) };
}
const put = async (url: string, bytes: number) => (await fetch(url, { method: 'POST', body: new Uint8Array(bytes) })).status;
const complete = async (id: string, channel = 'D0ANANOVAK') =>
  (await call(workspace, 'files.completeUploadExternal', { files: [{ id, title: 'A' }], channel_id: channel })).body;
const remove = async (file: string) => (await call(workspace, 'files.delete', { file })).body;

describe('a file', () => {
  it('is announced, uploaded, put into a channel, and deleted once', async () => {
    const { id, url } = await announce(3);
    expect(await put(url, 3)).toBe(200);
    expect(await complete(id)).toMatchObject({ ok: true, files: [{ id, title: 'A' }] });
    expect(workspace.state.messages.get('D0ANANOVAK')).toMatchObject([{ text: '📎 A', file: { id, name: 'a.png' } }]);
    expect(await remove(id)).toMatchObject({ ok: true });
    expect(workspace.state.messages.get('D0ANANOVAK')).toEqual([]);
    expect(await remove(id)).toMatchObject({ ok: false, error: 'file_deleted' });
  });

  it('is refused without its scope, its length, its bytes or its channel', async () => {
    const bare = await workspaceAlone();
    expect((await call(bare, 'files.delete', { file: 'F1' })).body).toMatchObject({
      error: 'missing_scope',
      needed: 'files:write',
    });
    await bare.close();
    expect((await call(workspace, 'files.getUploadURLExternal', { filename: 'a.png' })).body.error).toBe('invalid_arguments');
    const { id, url } = await announce(3);
    expect((await complete(id)).error).toBe('file_not_found');
    expect(await put(url, 2)).toBe(400);
    expect(await put(`${url}x`, 3)).toBe(400);
    expect(await put(url, 3)).toBe(200);
    expect(await put(url, 3)).toBe(400);
    expect((await complete(id, 'C0NOWHERE')).error).toBe('channel_not_found');
    // Other than chat.postMessage, it takes no person for a channel.
    expect((await complete(id, 'U0ANANOVAK')).error).toBe('channel_not_found');
    expect((await remove('F0NONE')).error).toBe('file_not_found');
  });

  it('is still known after the workspace has started again', async () => {
    const { id, url } = await announce(3);
    await put(url, 3);
    await complete(id);
    const next = await workspaceAlone({ clock: heldClock(), ids: randomIds, manifest: withScope, saved: workspace.snapshot() });
    expect((await call(next, 'files.delete', { file: id })).body.ok).toBe(true);
    expect(next.state.messages.get('D0ANANOVAK')).toEqual([]);
    await next.close();
  });
});
