import type { RichTextBlock, RichTextBlockElement, RichTextElement, RichTextList } from '@slack/types';
import type { ReactNode } from 'react';
import { withEmoji } from '../texts/emoji.ts';
import { safeUrl } from '../texts/mrkdwn.ts';
import { DateText, keyed, Link, Mention } from '../texts/text.tsx';

export function RichText({ block }: { block: RichTextBlock }) {
  return (
    <div className="text rich-text">
      {keyed(block.elements, (part) => (
        <Part part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { part: RichTextBlockElement }): ReactNode {
  switch (part.type) {
    case 'rich_text_section':
      return (
        <p dir="auto">
          <Runs runs={part.elements} />
        </p>
      );
    case 'rich_text_quote':
      return (
        <blockquote dir="auto">
          <Runs runs={part.elements} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre>
          <Runs runs={part.elements} />
        </pre>
      );
    case 'rich_text_list':
      return <List list={part} />;
  }
}

function List({ list }: { list: RichTextList }) {
  const items = keyed(list.elements, (item) => (
    <li dir="auto">
      <Runs runs={item.elements} />
    </li>
  ));
  const className = `indent-${Math.min(list.indent ?? 0, 5)}`;
  return list.style === 'ordered' ? <ol className={className}>{items}</ol> : <ul className={className}>{items}</ul>;
}

export function Runs({ runs }: { runs: readonly RichTextElement[] }) {
  return <>{keyed(runs, (run) => styled(run, <Run run={run} />))}</>;
}

function styled(run: RichTextElement, inside: ReactNode): ReactNode {
  let drawn = inside;
  if (run.style?.code) drawn = <code>{drawn}</code>;
  if (run.style?.bold) drawn = <strong>{drawn}</strong>;
  if (run.style?.italic) drawn = <em>{drawn}</em>;
  if (run.style?.strike) drawn = <s>{drawn}</s>;
  if (run.style?.underline) drawn = <u>{drawn}</u>;
  return drawn;
}

function Run({ run }: { run: RichTextElement }): ReactNode {
  switch (run.type) {
    case 'text':
      return run.text;
    case 'link':
      return safeUrl(run.url) ? <Link url={run.url}>{run.text ?? run.url}</Link> : (run.text ?? run.url);
    case 'user':
      return <Mention kind="user" id={run.user_id} />;
    case 'channel':
      return <Mention kind="channel" id={run.channel_id} />;
    case 'usergroup':
      return <Mention kind="group" id={run.usergroup_id} />;
    case 'broadcast':
      return <span className="mention mention-loud">@{run.range}</span>;
    case 'emoji':
      return run.unicode
        ? String.fromCodePoint(...run.unicode.split('-').map((code) => Number.parseInt(code, 16)))
        : withEmoji(`:${run.name}:`);
    case 'date':
      return <DateText epoch={run.timestamp} format={run.format} fallback={run.fallback ?? ''} />;
    case 'color':
      return <code>{run.value}</code>;
    default:
      return null;
  }
}
