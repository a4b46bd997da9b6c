import type { KnownBlock } from '@slack/types';
import { type Block, Message } from 'slack-blocks-to-jsx';
import { formatDate } from '../texts/dates.ts';
import { safeUrl } from '../texts/mrkdwn.ts';
import { nowOf, useWorkspace } from '../workspace.ts';

/**
 * The blocks that slack-blocks-to-jsx draws well: markdown, cards, plans, tasks, charts, video. Nothing in them can be clicked, and
 * texts with mentions are not given to it (see texts/mrkdwn.ts for why). Loaded on first use, with its style sheet.
 */
// biome-ignore lint/style/noDefaultExport: React's lazy() asks for one
export default function LibraryBlock({ block }: { block: KnownBlock }) {
  const { state, me } = useWorkspace();
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  return (
    <div className="library" dir="auto">
      <link rel="stylesheet" href="/assets/library.css" precedence="low" />
      <Message
        withoutWrapper
        blocks={[block as unknown as Block]} // safe: the library draws nothing for a type that it does not know
        name=""
        logo=""
        theme={dark ? 'dark' : 'light'}
        data={{
          users: state.people.map(({ id, name }) => ({ id, name })),
          channels: state.conversations.map(({ id, name }) => ({ id, name })),
          user_groups: [],
        }}
        hooks={{
          date: ({ timestamp, format, fallback }) => formatDate(format, Number(timestamp), me.timeZone, nowOf(state)) || fallback,
          link: ({ href, children }) =>
            safeUrl(href) ? (
              <a href={href} target="_blank" rel="noreferrer noopener">
                {children}
              </a>
            ) : (
              <span>{children}</span>
            ),
        }}
      />
    </div>
  );
}
