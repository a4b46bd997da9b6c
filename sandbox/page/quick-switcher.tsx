import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { Avatar } from './parts/avatar.tsx';
import { Dialog } from './parts/dialog.tsx';
import { useWorkspace } from './workspace.ts';

type Target = { key: string; label: string; detail: string; icon: ReactNode; choose(): void };

/** Ctrl or Cmd and K: any conversation, the app's Home, or another person, by a few letters of the name. */
export function QuickSwitcher({ close }: { close(): void }) {
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const found = fitting(useTargets(), query);
  const current = found[Math.min(active, found.length - 1)];
  const take = (target: Target) => {
    close();
    target.choose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else if (event.key === 'Enter' && current) take(current);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog className="switcher" labelledBy={`${id}-title`} onClose={close}>
      <h2 id={`${id}-title`} className="unseen">
        Jump to
      </h2>
      <input
        className="switcher-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={current ? `${id}-${current.key}` : undefined}
        aria-label="Jump to a conversation or switch user"
        placeholder="Jump to a conversation, or switch user"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={`${id}-list`} aria-label="Conversations and people" className="switcher-list" tabIndex={-1}>
        {found.map((target) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the search field, which names the active line
          // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are handled in the search field
          <div
            key={target.key}
            id={`${id}-${target.key}`}
            role="option"
            aria-selected={target === current}
            className="switcher-line"
            onClick={() => take(target)}
            onPointerMove={() => setActive(found.indexOf(target))}
          >
            {target.icon}
            <span className="switcher-label">{target.label}</span>
            <span className="switcher-detail">{target.detail}</span>
          </div>
        ))}
        {found.length === 0 && <p className="select-note">No matches.</p>}
      </div>
    </Dialog>
  );
}

/** What has every word of the query, those first in which a word of the name starts with it. */
function fitting(targets: readonly Target[], query: string): Target[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const starts = ({ label }: Target) =>
    words.every((word) =>
      label
        .toLowerCase()
        .split(/[\s#-]+/)
        .some((part) => part.startsWith(word)),
    );
  return targets
    .filter(({ label, detail }) => words.every((word) => `${label} ${detail}`.toLowerCase().includes(word)))
    .toSorted((a, b) => Number(starts(b)) - Number(starts(a)));
}

function useTargets(): Target[] {
  const { state, me, go, become } = useWorkspace();
  const people = (name: string) => state.people.find((person) => person.name === name);
  return [
    ...state.conversations.map(({ id, kind, name, topic }) => ({
      key: id,
      label: kind === 'channel' ? `#${name}` : name,
      detail: kind === 'channel' ? topic : 'Direct message',
      icon: kind === 'channel' ? <span className="side-hash">#</span> : <Avatar person={people(name)} size="small" />,
      choose: () => go(id),
    })),
    {
      key: 'home',
      label: `${state.app.name} Home`,
      detail: 'App',
      icon: <Avatar person={undefined} size="small" />,
      choose: () => go('home'),
    },
    ...state.people
      .filter(({ id }) => id !== me.id)
      .map((person) => ({
        key: `as-${person.id}`,
        label: `Switch to ${person.name}`,
        detail: person.title,
        icon: <Avatar person={person} size="small" />,
        choose: () => become(person.id),
      })),
  ];
}
