import type { ChatPostMessageResponse, WebClient } from '@slack/web-api';
import type { Message } from '../views/common/blocks.ts';
import { withoutBlocks } from '../views/common/without-blocks.ts';
import type { MessageForm } from './deliver.ts';

/** Posts a message to a channel, or to a person directly, in the form that Slack takes. */
export function posting(
  client: WebClient,
  channel: string,
  message: Message,
): (form: MessageForm) => Promise<ChatPostMessageResponse> {
  return (form) => client.chat.postMessage({ channel, ...inForm(message, form), unfurl_links: false, unfurl_media: false });
}

export function inForm(message: Message, form: MessageForm): Message {
  return form === 'plain' ? withoutBlocks(message) : message;
}
