import { type KeyboardEvent, type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { Conversation } from '../workspace/page-protocol.ts';
import { type Completion, complete } from './completion.ts';
import { drafts, history } from './drafts.ts';
import { Menu } from './parts/menu.tsx';
import { startsTyping, typingPlace } from './parts/typing-place.ts';
import { useWorkspace } from './workspace.ts';

type Props = { conversation: Conversation; onSent(): void };

const MAX_HEIGHT_PX = 220;

/** Where messages and commands are written. Typing `/` offers the commands, then their verbs, then says what is missing. */
export function Composer({ conversation, onSent }: Props) {
  const { state, me, act, draft, takeDraft } = useWorkspace();
  const id = useId();
  const key = `${me.id}/${conversation.id}`;
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => drafts.of(key));
  const [active, setActive] = useState(0);
  const [closedFor, setClosedFor] = useState<string>();
  const [recalled, setRecalled] = useState(-1);
  const offer = conversation.canUseCommands ? complete(text, state.commands) : { items: [], ghost: '' };
  const items = closedFor === text ? [] : offer.items;
  const current = items[Math.min(active, items.length - 1)];
  const isCommand = text.startsWith('/');

  const write = (next: string, caretToEnd = false) => {
    setText(next);
    setActive(0);
    drafts.keep(key, next);
    if (caretToEnd) requestAnimationFrame(() => field.current?.setSelectionRange(next.length, next.length));
  };
  useGrowing(field, text);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
  }, []);

  // Letters that are typed outside of any field come here, as in Slack.
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (startsTyping(event)) field.current?.focus({ preventScroll: true });
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  // A text that the guide puts here.
  useEffect(() => {
    if (draft === undefined) return;
    write(draft, true);
    field.current?.focus();
    takeDraft();
  });

  const send = async () => {
    const line = text.trim();
    if (line === '') return;
    history.add(me.id, line);
    setRecalled(-1);
    write('');
    onSent();
    // What could not be sent is given back, unless something else was begun in the meantime.
    if (!(await act({ act: 'send', channel: conversation.id, text: line }))) setText((now) => now || line);
  };
  const take = (item: Completion) => {
    write(item.text, true);
    field.current?.focus();
  };
  const recall = (step: 1 | -1) => {
    const line = history.at(me.id, recalled + step);
    if (line === undefined && recalled + step >= 0) return;
    setRecalled(Math.max(-1, recalled + step));
    write(line ?? '', true);
    setClosedFor(line ?? '');
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    const whole = current?.text.trim() === text.trim();
    if (event.key === 'Enter' && !event.shiftKey) {
      if (current && !whole) take(current);
      else void send();
    } else if (event.key === 'Tab' && !event.shiftKey && current) take(current);
    else if (event.key === 'ArrowDown' && items.length > 0) setActive((active + 1) % items.length);
    else if (event.key === 'ArrowUp' && items.length > 0) setActive((active - 1 + items.length) % items.length);
    else if (event.key === 'ArrowUp' && (text === '' || recalled >= 0)) recall(1);
    else if (event.key === 'ArrowDown' && recalled >= 0) recall(-1);
    else if (event.key === 'Escape' && items.length > 0) setClosedFor(text);
    else return;
    event.preventDefault();
  };

  const shortcuts = state.shortcuts.filter(({ kind }) => kind === 'global');
  const to = conversation.kind === 'channel' ? `#${conversation.name}` : conversation.name;
  return (
    <div className="composer">
      {items.length > 0 && <Suggestions id={id} items={items} current={current} choose={take} hover={setActive} />}
      <div className="composer-box">
        <div className="composer-field">
          <textarea
            ref={field}
            {...typingPlace}
            rows={1}
            value={text}
            dir="auto"
            role="combobox"
            aria-label={`Message to ${to}`}
            aria-expanded={items.length > 0}
            aria-autocomplete="list"
            aria-controls={`${id}-list`}
            aria-activedescendant={items.length > 0 && current ? `${id}-${items.indexOf(current)}` : undefined}
            aria-describedby={`${id}-help`}
            placeholder={conversation.canUseCommands ? `Message ${to} (/ for commands)` : `Message ${to}`}
            onChange={(event) => {
              setRecalled(-1);
              write(event.target.value);
            }}
            onKeyDown={onKeyDown}
          />
          {offer.ghost && (
            <div className="ghost" aria-hidden="true">
              <span className="ghost-typed">{text}</span>
              <span className="ghost-rest">{offer.ghost}</span>
            </div>
          )}
        </div>
        <div className="composer-foot">
          {shortcuts.length > 0 && (
            <Menu
              label="Shortcuts"
              buttonClass="icon-button composer-tool"
              button={<span aria-hidden="true">⚡</span>}
              title={`Shortcuts of ${state.app.name}`}
              width={260}
              items={shortcuts.map(({ callbackId, name }) => ({
                key: callbackId,
                label: name,
                choose: () => void act({ act: 'shortcut', callbackId }),
              }))}
            />
          )}
          {conversation.canUseCommands && (
            <button
              type="button"
              className="icon-button composer-tool"
              aria-label="Commands"
              onClick={() => take({ label: '', hint: '', description: '', text: '/' })}
            >
              /
            </button>
          )}
          <span className="composer-help" id={`${id}-help`}>
            {help(conversation, isCommand, items.length > 0, offer.ghost)}
          </span>
          <button type="button" className="send" aria-label="Send" disabled={text.trim() === ''} onClick={() => void send()}>
            <span aria-hidden="true">➤</span>
          </button>
        </div>
      </div>
    </div>
  );
}

function help(conversation: Conversation, isCommand: boolean, choosing: boolean, ghost: string): string {
  if (!conversation.canUseCommands) return isCommand ? 'You cannot use commands here.' : '';
  if (choosing) return '↑ ↓ to choose, Tab to take, Esc to close';
  if (ghost) return `Next: ${ghost.trim()}`;
  return isCommand ? 'Enter to send' : '';
}

type SuggestionsProps = {
  id: string;
  items: readonly Completion[];
  current: Completion | undefined;
  choose(item: Completion): void;
  hover(index: number): void;
};

function Suggestions({ id, items, current, choose, hover }: SuggestionsProps) {
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line that became active must be visible
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <div ref={list} className="suggestions" role="listbox" id={`${id}-list`} aria-label="Commands" tabIndex={-1}>
      {items.map((item, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the composer, which names the active line
        // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are handled in the composer
        <div
          key={item.text}
          id={`${id}-${index}`}
          role="option"
          aria-selected={item === current}
          className="suggestion"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => choose(item)}
          onPointerMove={() => hover(index)}
        >
          <span className="suggestion-name">{item.label}</span>
          <span className="suggestion-hint">{item.hint}</span>
          <span className="suggestion-about">{item.description}</span>
        </div>
      ))}
    </div>
  );
}

function useGrowing(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, MAX_HEIGHT_PX)}px`;
  }, [field, text]);
}
