import type { WebClient } from '@slack/web-api';
import type { Clock } from '../lib/clock.ts';
import type { Deliver } from './deliver.ts';
import { slackFault } from './fault.ts';

/** How long a picture may be looked at. */
export const fileLifeMs = 10 * 60_000;
const uploadWithinMs = 20_000;

export type PrivateFile = { name: string; bytes: Uint8Array };

export type PrivateFileDeps = {
  client: WebClient;
  clock: Clock;
  /** Has the file deleted then, whatever becomes of this process. */
  deleteAt(fileId: string, at: Date): Promise<void>;
};

/**
 * Puts a file into somebody's own direct message with the app, and nowhere else. That it will be deleted is on the disk before
 * anything reaches Slack. Answers until when it is there. Throws Fault('slack_unavailable').
 */
export async function sendPrivately(
  { client, clock, deleteAt }: PrivateFileDeps,
  person: string,
  { name, bytes }: PrivateFile,
): Promise<Date> {
  const { channel } = await call('conversations.open', client.conversations.open({ users: person }));
  const announced = await call(
    'files.getUploadURLExternal',
    client.files.getUploadURLExternal({ filename: name, length: bytes.length }),
  );
  const { upload_url: url, file_id: fileId } = announced;
  const place = channel?.id;
  if (url === undefined || fileId === undefined || place === undefined)
    throw slackFault('files.getUploadURLExternal', new Error('Slack named no file'));
  const until = new Date(clock.now().getTime() + fileLifeMs);
  await deleteAt(fileId, until);
  await call('upload', post(url, bytes));
  await call(
    'files.completeUploadExternal',
    client.files.completeUploadExternal({ files: [{ id: fileId, title: name }], channel_id: place }),
  );
  return until;
}

async function call<T>(method: string, calling: Promise<T>): Promise<T> {
  try {
    return await calling;
  } catch (error) {
    throw slackFault(method, error);
  }
}

/** Bytes as they are: Slack's address knows to which file they belong. */
async function post(url: string, bytes: Uint8Array): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(bytes),
    signal: AbortSignal.timeout(uploadWithinMs),
  });
  if (!answer.ok) throw new Error(`the upload was answered with ${answer.status}`);
}

/** Slack's words for a file that is not there any more. */
const gone = new Set(['file_not_found', 'file_deleted']);

/** The job that takes a file away again, tried until Slack says that it is gone, or that it won't be taken away. */
export async function deleteFile(
  { client, deliver }: { client: WebClient; deliver: Deliver },
  fileId: string,
): Promise<'done' | { againInMs: number }> {
  const outcome = await deliver.once(
    { method: 'files.delete', place: fileId, what: 'the deletion of a file that one person was shown', expected: gone },
    () => client.files.delete({ file: fileId }),
  );
  return outcome.kind === 'again' ? { againInMs: outcome.againInMs } : 'done';
}
