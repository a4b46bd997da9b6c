import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { PageMessage } from '../workspace/page-protocol.ts';
import { MessageView } from './message.tsx';
import { focusAfterClosing } from './parts/typing-place.ts';
import { useWorkspace } from './workspace.ts';

type Props = {
  root: PageMessage;
  replies: readonly PageMessage[];
  /** How often the field was asked for since it was closed; 0: it is closed. */
  asked: number;
  close(): void;
};

/** What was written below a message, and the field in which one writes more. */
export function Thread({ root, replies, asked, close }: Props) {
  if (replies.length === 0 && asked === 0) return null;
  return (
    <section className="thread" aria-label="Replies">
      {replies.map((message) => (
        <MessageView key={`${message.ts}${message.ephemeral}`} message={message} together={false} />
      ))}
      {asked > 0 && <ReplyField root={root} asked={asked} close={close} />}
    </section>
  );
}

function ReplyField({ root: { channel, ts }, asked, close }: Omit<Props, 'replies'>) {
  const { act } = useWorkspace();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: anyone who asks for it again wants to write in it
  useEffect(() => {
    field.current?.focus();
  }, [asked]);

  const send = async () => {
    const line = text.trim();
    if (line === '') return;
    setText('');
    // What could not be sent is given back, unless something else was begun in the meantime.
    if (!(await act({ act: 'reply', channel, ts, text: line }))) setText((now) => now || line);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') void send();
    else if (event.key === 'Escape') {
      close();
      focusAfterClosing();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <input
      ref={field}
      className="input reply-field"
      aria-label="Reply in this thread"
      placeholder="Reply… (Enter to send, Esc to close)"
      dir="auto"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
    />
  );
}
