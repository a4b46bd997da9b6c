import { memo } from 'react';
import type { PageMessage } from '../workspace/page-protocol.ts';
import { Blocks } from './blocks/blocks.tsx';
import { SurfaceProvider } from './blocks/surface.tsx';
import { Avatar } from './parts/avatar.tsx';
import { Menu } from './parts/menu.tsx';
import { ReactionMenu, Reactions } from './reactions.tsx';
import { formatDate, timeOf } from './texts/dates.ts';
import { Mrkdwn } from './texts/text.tsx';
import { nowOf, personOf, useWorkspace } from './workspace.ts';

const none: NonNullable<PageMessage['unfurls']> = [];

/** One message: who, when, its blocks (or its text if it has none), and what Slack says beside it. */
export const MessageView = memo(function MessageView({
  message,
  together,
  reply,
}: {
  message: PageMessage;
  together: boolean;
  /** Opens the field below it, where one can reply. */
  reply?: (() => void) | undefined;
}) {
  const { state, me, act, sought } = useWorkspace();
  const { channel, ts, from, blocks } = message;
  const unfurls = message.unfurls ?? none;
  const author = from === 'app' ? undefined : personOf(state, from);
  const name = from === 'app' ? state.app.name : (author?.name ?? from);
  const time = (
    <time
      dateTime={new Date(Number(ts) * 1000).toISOString()}
      title={formatDate('{date_long} at {time_secs}', Number(ts), me.timeZone, nowOf(state))}
    >
      {timeOf(Number(ts), me.timeZone)}
    </time>
  );
  const shortcuts = state.shortcuts.filter(({ kind }) => kind === 'message');
  return (
    <article
      data-ts={ts}
      className={`message ${sought === ts ? 'sought' : ''} ${together ? 'together' : ''} ${message.ephemeral ? 'ephemeral' : ''}`}
      aria-label={`${name}, ${timeOf(Number(ts), me.timeZone)}`}
    >
      <div className="message-side">{together ? time : <Avatar person={author} size="large" />}</div>
      <div className="message-main">
        {message.ephemeral && !together && <p className="only-you">Only visible to you</p>}
        {!together && (
          <p className="message-head">
            <span className="message-name" dir="auto">
              {name}
            </span>
            {from === 'app' && <span className="tag">App</span>}
            {time}
          </p>
        )}
        <SurfaceProvider place={{ in: 'message', channel, ts }} blocks={[...blocks, ...unfurls.flat()]}>
          {blocks.length > 0 ? <Blocks blocks={blocks} /> : <Mrkdwn source={message.text} />}
          {unfurls.map((below, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: their places are all that tells them apart
            <div key={index} className="unfurl">
              <p className="unfurl-app">{state.app.name}</p>
              <Blocks blocks={below} />
            </div>
          ))}
        </SurfaceProvider>
        {message.edited && <span className="edited">(edited)</span>}
        <Reactions message={message} />
      </div>
      {!message.ephemeral && (
        <div className="message-tools">
          <ReactionMenu message={message} />
          {reply !== undefined && (
            <button type="button" className="button button-icon" aria-label="Reply to this message" onClick={reply}>
              <span aria-hidden="true">↩</span>
            </button>
          )}
          {shortcuts.length > 0 && (
            <Menu
              label="Actions on this message"
              buttonClass="button button-icon"
              button={<span aria-hidden="true">⋯</span>}
              align="end"
              items={shortcuts.map(({ callbackId, name: label }) => ({
                key: callbackId,
                label,
                choose: () => void act({ act: 'shortcut', callbackId, message: { channel, ts } }),
              }))}
            />
          )}
        </div>
      )}
    </article>
  );
});
