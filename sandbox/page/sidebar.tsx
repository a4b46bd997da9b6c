import { useEffect, useRef } from 'react';
import type { Conversation } from '../workspace/page-protocol.ts';
import { Avatar } from './parts/avatar.tsx';
import { useWorkspace } from './workspace.ts';

export function Sidebar({ open, close, showGuide }: { open: boolean; close(): void; showGuide(): void }) {
  const { state, at, go } = useWorkspace();
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    if (open) ref.current?.querySelector<HTMLElement>('[aria-current="page"], button')?.focus();
  }, [open]);
  const of = (kind: Conversation['kind']) => state.conversations.filter((conversation) => conversation.kind === kind);
  return (
    <>
      {open && <button type="button" className="scrim" aria-label="Close the list" onClick={close} tabIndex={-1} />}
      <nav
        ref={ref}
        className={`sidebar ${open ? 'is-open' : ''}`}
        aria-label="Conversations"
        onKeyDown={(event) => {
          if (event.key === 'Escape' && open) close();
        }}
      >
        <ul className="side-list side-first">
          <li>
            <button
              type="button"
              className="side-item"
              aria-current={at === 'home' ? 'page' : undefined}
              onClick={() => go('home')}
            >
              <span className="avatar avatar-small avatar-app" aria-hidden="true" />
              <span className="side-name">{state.app.name} Home</span>
            </button>
          </li>
        </ul>
        <Group title="Channels" conversations={of('channel')} />
        <Group title="Direct messages" conversations={of('dm')} />
        {state.guide.length > 0 && (
          <button type="button" className="side-item side-guide" onClick={showGuide}>
            <span className="side-hash" aria-hidden="true">
              ✦
            </span>
            Things to try
          </button>
        )}
        <p className="side-foot">
          <span className={`dot ${state.appConnected ? 'dot-on' : 'dot-off'}`} aria-hidden="true" />
          {state.appConnected ? `${state.app.name} is connected` : `${state.app.name} is not connected`}
        </p>
      </nav>
    </>
  );
}

function Group({ title, conversations }: { title: string; conversations: readonly Conversation[] }) {
  const { state, at, go } = useWorkspace();
  if (conversations.length === 0) return null;
  return (
    <section>
      <h2 className="side-title">{title}</h2>
      <ul className="side-list">
        {conversations.map(({ id, kind, name, unread }) => (
          <li key={id}>
            <button
              type="button"
              className={`side-item ${unread > 0 ? 'is-unread' : ''}`}
              aria-current={at === id ? 'page' : undefined}
              aria-label={unread > 0 ? `${name}, ${unread} unread` : name}
              onClick={() => go(id)}
            >
              {kind === 'channel' ? (
                <span className="side-hash" aria-hidden="true">
                  #
                </span>
              ) : (
                <Avatar person={state.people.find((person) => person.name === name)} size="small" />
              )}
              <span className="side-name" dir="auto">
                {name}
              </span>
              {unread > 0 && (
                <span className="pill" aria-hidden="true">
                  {unread}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
