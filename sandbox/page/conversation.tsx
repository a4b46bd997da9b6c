import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { PageMessage } from '../workspace/page-protocol.ts';
import { Composer } from './composer.tsx';
import { MessageView } from './message.tsx';
import { Avatar } from './parts/avatar.tsx';
import { dayLabel, dayOf } from './texts/dates.ts';
import { Thread } from './thread.tsx';
import { nowOf, useWorkspace } from './workspace.ts';

/** Messages of one author within this time are under one name. */
const TOGETHER_SECONDS = 300;
/** How near to the end, in px, counts as reading the end. */
const NEAR_END_PX = 80;

export function ConversationView() {
  const { state, at, act, me, sought } = useWorkspace();
  const conversation = state.conversations.find(({ id }) => id === at);
  const { messages, repliesTo } = useMemo(() => inThreads(state.messages[at] ?? []), [state.messages, at]);
  const { scroll, missed, toEnd } = useFollowing(messages, sought);
  const unread = conversation?.unread ?? 0;

  useEffect(() => {
    if (unread > 0 || document.visibilityState === 'visible') void act({ act: 'look-at', channel: at });
  }, [unread, act, at]);

  if (!conversation) return <div className="empty">There is nothing here for you.</div>;
  const isChannel = conversation.kind === 'channel';
  return (
    <div className="conversation">
      <header className="conversation-head">
        {isChannel ? (
          <span className="side-hash">#</span>
        ) : (
          <Avatar person={state.people.find(({ name }) => name === conversation.name)} />
        )}
        <h1 className="conversation-name" dir="auto">
          {conversation.name}
        </h1>
        {conversation.topic && (
          <p className="conversation-topic" dir="auto">
            {conversation.topic}
          </p>
        )}
      </header>
      <section ref={scroll} className="messages" role="log" aria-live="polite" aria-label={`Messages in ${conversation.name}`}>
        <div className="messages-inside">
          {messages.length === 0 && (
            <p className="messages-none">
              {!isChannel && <Avatar person={state.people.find(({ name }) => name === conversation.name)} size="large" />}
              {isChannel
                ? 'No messages yet.'
                : `This is your direct message with ${conversation.name}. Cards and answers meant for you alone arrive here.`}
            </p>
          )}
          {messages.map((message, index) => (
            <Entry
              key={`${message.ts}${message.ephemeral}`}
              message={message}
              before={messages[index - 1]}
              replies={repliesTo.get(message.ts)}
              canReply={conversation.canWrite && !message.ephemeral}
              zone={me.timeZone}
              now={nowOf(state)}
            />
          ))}
        </div>
      </section>
      {missed && (
        <button type="button" className="new-messages" onClick={toEnd}>
          New messages ↓
        </button>
      )}
      {conversation.canWrite ? (
        <Composer conversation={conversation} onSent={toEnd} />
      ) : (
        <p className="read-only">Sending messages to this app has been turned off. Use its commands in a channel.</p>
      )}
    </div>
  );
}

const noReplies: readonly PageMessage[] = [];

/** What is in no thread, and the replies to each of these. A reply to what is too long ago to be shown is among the former. */
function inThreads(all: readonly PageMessage[]) {
  const there = new Set(all.map(({ ts }) => ts));
  const repliesTo = new Map<string, PageMessage[]>();
  const messages: PageMessage[] = [];
  for (const message of all) {
    const { threadTs } = message;
    if (threadTs === undefined || !there.has(threadTs)) messages.push(message);
    else repliesTo.set(threadTs, [...(repliesTo.get(threadTs) ?? []), message]);
  }
  return { messages, repliesTo };
}

function Entry({
  message,
  before,
  replies = noReplies,
  canReply,
  zone,
  now,
}: {
  message: PageMessage;
  before: PageMessage | undefined;
  replies?: readonly PageMessage[] | undefined;
  canReply: boolean;
  zone: string;
  now: number;
}) {
  const [asked, setAsked] = useState(0);
  const reply = useCallback(() => setAsked((count) => count + 1), []);
  const close = useCallback(() => setAsked(0), []);
  const at = Number(message.ts);
  const newDay = !before || dayOf(Number(before.ts), zone) !== dayOf(at, zone);
  // Only chat flows together: an answer with blocks, or for these eyes only, is under its own name.
  const alone = message.ephemeral || message.blocks.length > 0 || before === undefined || before.ephemeral;
  const together = !newDay && !alone && before.from === message.from && at - Number(before.ts) < TOGETHER_SECONDS;
  return (
    <>
      {newDay && (
        <div className="day">
          <span>{dayLabel(at, zone, now)}</span>
        </div>
      )}
      <MessageView message={message} together={together} reply={canReply ? reply : undefined} />
      <Thread root={message} replies={replies} asked={asked} close={close} />
    </>
  );
}

/** Keeps the end visible while the reader is there, and says when something came while they were not. */
function useFollowing(messages: readonly PageMessage[], sought: string) {
  const scroll = useRef<HTMLElement>(null);
  const following = useRef(true);
  const [missed, setMissed] = useState(false);
  const last = messages.at(-1)?.ts;

  useEffect(() => {
    const box = scroll.current;
    if (!box) return;
    const onScroll = () => {
      following.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
      if (following.current) setMissed(false);
    };
    box.addEventListener('scroll', onScroll, { passive: true });
    // Pictures, folded texts and late blocks change the height after a message was drawn.
    const watcher = new ResizeObserver(() => {
      if (following.current) box.scrollTop = box.scrollHeight;
    });
    for (const inside of [box, ...box.children]) watcher.observe(inside);
    return () => {
      box.removeEventListener('scroll', onScroll);
      watcher.disconnect();
    };
  }, []);

  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the arrival of a message that matters
  useLayoutEffect(() => {
    const box = scroll.current;
    const latest = box?.querySelector('.messages-inside > .message:last-child');
    if (box && following.current && latest && !first.current && latest.clientHeight > box.clientHeight) {
      // A long answer is read from its beginning.
      following.current = false;
      latest.scrollIntoView({ block: 'start' });
    } else if (box && following.current) box.scrollTop = box.scrollHeight;
    else if (!first.current) setMissed(true);
    first.current = false;
  }, [last]);

  // After the rest, so that a message that a link led to wins over the end.
  useLayoutEffect(() => {
    const found = sought ? scroll.current?.querySelector(`[data-ts="${CSS.escape(sought)}"]`) : undefined;
    if (!found) return;
    following.current = false;
    found.scrollIntoView({ block: 'center' });
  }, [sought]);

  const toEnd = () => {
    following.current = true;
    setMissed(false);
    scroll.current?.scrollTo({ top: scroll.current.scrollHeight });
  };
  return { scroll, missed, toEnd };
}
