import { z } from 'zod';
import { postMessage, removeMessage } from '../messages.ts';
import { Refused } from '../refused.ts';
import type { Site } from '../site.ts';
import type { StoredMessage } from '../state.ts';
import { target } from './chat.ts';
import { id, method, structure } from './method.ts';

/** Slack's own largest file. */
const largestBytes = 1_000_000_000;

const Files = z.array(z.looseObject({ id, title: z.string().optional() })).min(1);

/** The message that carries this file; a file belongs to one here. */
function messageWith(site: Site, fileId: string): StoredMessage | undefined {
  return [...site.state.messages.values()].flat().find(({ file }) => file?.id === fileId);
}

/** docs.slack.dev/messaging/working-with-files: an address is asked for, the bytes go there, then it is put into a channel. */
export const fileMethods = {
  'files.getUploadURLExternal': method({
    scopes: ['files:write'],
    tier: 4,
    args: z.looseObject({ filename: z.string().min(1), length: z.coerce.number().int().min(1).max(largestBytes) }),
    run: (site, { filename, length }) => {
      const fileId = site.state.nextId('F');
      const key = site.state.nextId('upload-');
      site.state.uploads.set(fileId, { key, name: filename, length, arrived: false });
      return { upload_url: `${site.url()}/upload/${key}`, file_id: fileId };
    },
  }),
  'files.completeUploadExternal': method({
    scopes: ['files:write'],
    tier: 4,
    args: z.looseObject({ files: structure, channel_id: id.optional(), initial_comment: z.string().optional() }),
    run: (site, args, caller) => {
      const files = Files.safeParse(args.files);
      if (!files.success) throw new Refused('invalid_arguments');
      const uploads = files.data.map(({ id: fileId, title }) => {
        const upload = site.state.uploads.get(fileId);
        if (upload === undefined || !upload.arrived) throw new Refused('file_not_found');
        return { id: fileId, title: title ?? upload.name, ...upload };
      });
      const channel = args.channel_id;
      // A person's id is no channel here, other than in chat.postMessage.
      if (channel !== undefined && site.state.people.has(channel)) throw new Refused('channel_not_found');
      const place = channel === undefined ? undefined : target(site, channel, caller);
      for (const upload of uploads) {
        site.state.uploads.delete(upload.id);
        if (place === undefined) continue;
        const text = `${args.initial_comment ?? ''}\n📎 ${upload.title}`.trim();
        const message = postMessage(site, { channel: place, from: 'app', content: { text } }, 'files.completeUploadExternal');
        message.file = { id: upload.id, name: upload.name, length: upload.length };
      }
      return { files: uploads.map((upload) => ({ id: upload.id, title: upload.title })) };
    },
  }),
  'files.delete': method({
    scopes: ['files:write'],
    tier: 3,
    args: z.looseObject({ file: id }),
    run: (site, { file }) => {
      if (site.state.uploads.delete(file)) return {};
      if (site.state.deletedFiles.has(file)) throw new Refused('file_deleted');
      const message = messageWith(site, file);
      if (message === undefined) throw new Refused('file_not_found');
      site.state.deletedFiles.add(file);
      removeMessage(site, message);
      return {};
    },
  }),
};

/** The bytes of a file that was announced; each address takes exactly what was announced, once. */
export function takeUpload(site: Site, key: string, bytes: number): boolean {
  const upload = [...site.state.uploads.values()].find((known) => known.key === key);
  if (upload === undefined || upload.arrived || upload.length !== bytes) return false;
  upload.arrived = true;
  return true;
}
