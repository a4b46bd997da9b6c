import type { TextObject } from '@slack/types';
import { Fragment, type ReactNode, useMemo } from 'react';
import { permalinkOf } from '../route.ts';
import { nowOf, personOf, useWorkspace } from '../workspace.ts';
import { formatDate } from './dates.ts';
import { withEmoji } from './emoji.ts';
import { type Inline, parseMrkdwn } from './mrkdwn.ts';

/** A text object as Slack draws it. `dir="auto"` on every paragraph, so that right-to-left names turn their own line only. */
export function Text({ text, className }: { text: TextObject; className?: string }) {
  if (text.type === 'mrkdwn')
    return <Mrkdwn source={text.text} verbatim={text.verbatim ?? false} className={className || undefined} />;
  return (
    <span className={`text ${className ?? ''}`} dir="auto">
      {plainText(text)}
    </span>
  );
}

/** A plain text with its emoji; no markup means anything in it. */
export function plainText(text: { text: string; emoji?: boolean }): string {
  return text.emoji === false ? text.text : withEmoji(text.text);
}

export function Mrkdwn({ source, verbatim = false, className }: { source: string; verbatim?: boolean; className?: string }) {
  const paragraphs = useMemo(() => parseMrkdwn(source, { verbatim }), [source, verbatim]);
  return (
    <div className={`text ${className ?? ''}`}>
      {keyed(paragraphs, (paragraph) => {
        if (paragraph.kind === 'code') return <pre>{paragraph.text}</pre>;
        if (paragraph.kind === 'quote') {
          return (
            <blockquote dir="auto">
              <Inlines inlines={paragraph.children} />
            </blockquote>
          );
        }
        return (
          <p dir="auto">
            <Inlines inlines={paragraph.children} />
          </p>
        );
      })}
    </div>
  );
}

/** Texts have no ids: their place is their identity, and they are drawn again whenever they change. */
export function keyed<Item>(items: readonly Item[], draw: (item: Item, index: number) => ReactNode): ReactNode {
  return items.map((item, index) => {
    const key = index;
    return <Fragment key={key}>{draw(item, index)}</Fragment>;
  });
}

function Inlines({ inlines }: { inlines: readonly Inline[] }) {
  return (
    <>
      {keyed(inlines, (inline) => (
        <One inline={inline} />
      ))}
    </>
  );
}

function One({ inline }: { inline: Inline }): ReactNode {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'break':
      return <br />;
    case 'bold':
      return (
        <strong>
          <Inlines inlines={inline.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Inlines inlines={inline.children} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Inlines inlines={inline.children} />
        </s>
      );
    case 'code':
      return <code>{inline.text}</code>;
    case 'link':
      return (
        <Link url={inline.url}>
          <Inlines inlines={inline.children} />
        </Link>
      );
    case 'user':
    case 'channel':
    case 'group':
      return <Mention {...inline} />;
    case 'broadcast':
      return <span className="mention mention-loud">@{inline.range}</span>;
    case 'date':
      return <DateText {...inline} />;
  }
}

export function Link({ url, children }: { url: string; children: ReactNode }) {
  const { go } = useWorkspace();
  const within = permalinkOf(url);
  if (within) {
    return (
      <button type="button" className="text-link" onClick={() => go(within.at, within.message)}>
        {children}
      </button>
    );
  }
  return (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}

export function Mention({ kind, id, label }: { kind: 'user' | 'channel' | 'group'; id: string; label?: string }) {
  const { state, go } = useWorkspace();
  if (kind === 'channel') {
    const channel = state.conversations.find((conversation) => conversation.id === id);
    if (!channel) return <span className="mention">#{label ?? id}</span>;
    return (
      <button type="button" className="mention mention-link" onClick={() => go(id)}>
        #{channel.name}
      </button>
    );
  }
  if (kind === 'group')
    return (
      <span className="mention">@{(label ?? state.groups.find((group) => group.id === id)?.handle ?? id).replace(/^@/, '')}</span>
    );
  const person = personOf(state, id);
  return (
    <span className={`mention ${id === state.me ? 'mention-me' : ''}`}>
      @{person?.name ?? label ?? (id === state.app.botUserId ? state.app.name : id)}
    </span>
  );
}

export function DateText({ epoch, format, fallback, url }: { epoch: number; format: string; fallback: string; url?: string }) {
  const { state, me } = useWorkspace();
  const written = formatDate(format, epoch, me.timeZone, nowOf(state)) || fallback;
  const time = (
    <time
      dateTime={new Date(epoch * 1000).toISOString()}
      title={formatDate('{date_long} at {time}', epoch, me.timeZone, nowOf(state))}
    >
      {written}
    </time>
  );
  return url ? <Link url={url}>{time}</Link> : time;
}
