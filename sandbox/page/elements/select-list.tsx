import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { useSurface } from '../blocks/surface.tsx';
import { Popover } from '../parts/popover.tsx';
import { useWorkspace } from '../workspace.ts';
import {
  type AnySelect,
  answerLine,
  isExternal,
  type Line,
  type LineGroup,
  linesOf,
  matching,
  minQueryOf,
} from './select-source.ts';

const TYPING_MS = 250;

type Props = {
  anchor: RefObject<HTMLElement | null>;
  element: AnySelect;
  blockId: string;
  actionId: string;
  label: string;
  chosen: readonly string[];
  multi: boolean;
  onChoose(line: Line): void;
  onClose(refocus: boolean): void;
};

/** The open list of a select: a search field above the options, moved through with the arrow keys. */
export function SelectList({ anchor, element, blockId, actionId, label, chosen, multi, onChoose, onClose }: Props) {
  const id = useId();
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const { groups, note } = useLines(element, blockId, actionId, query);
  const lines = groups.flatMap((group) => group.lines);
  const current = lines[Math.min(active, lines.length - 1)];

  useEffect(() => {
    search.current?.focus();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line that became active must be visible
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [current?.value]);

  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + 8, PageUp: active - 8 }[event.key];
    if (to !== undefined) setActive(Math.max(0, Math.min(to, lines.length - 1)));
    else if (event.key === 'Enter') {
      if (current) onChoose(current);
    } else if (event.key === 'Escape') onClose(true);
    else if (event.key === 'Tab') return onClose(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Popover anchor={anchor} width={280} className="select-list" onClose={() => onClose(false)}>
      <input
        ref={search}
        className="select-search"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={current ? `${id}-${current.value}` : undefined}
        aria-label={`Search: ${label}`}
        placeholder="Type to search"
        autoComplete="off"
        dir="auto"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        role="listbox"
        id={`${id}-list`}
        aria-label={label}
        aria-multiselectable={multi || undefined}
        className="select-lines"
        tabIndex={-1}
      >
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group inside a listbox is not a fieldset
          <div key={group.label ?? ''} role="group" aria-label={group.label}>
            {group.label && <div className="select-group">{group.label}</div>}
            {group.lines.map((line) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the search field, which names the active line
              // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are handled in the search field
              <div
                key={line.value}
                id={`${id}-${line.value}`}
                role="option"
                aria-selected={chosen.includes(line.value)}
                data-active={line === current || undefined}
                className="select-line"
                onClick={() => onChoose(line)}
                onPointerMove={() => setActive(lines.indexOf(line))}
              >
                <span className="select-label" dir="auto">
                  {line.label}
                </span>
                {line.detail && (
                  <span className="select-detail" dir="auto">
                    {line.detail}
                  </span>
                )}
              </div>
            ))}
          </div>
        ))}
      </div>
      {note && (
        <p className="select-note" role="status">
          {note}
        </p>
      )}
    </Popover>
  );
}

/** The lines for a query: the page's own ones at once, the app's after a pause in the typing. */
function useLines(
  element: AnySelect,
  blockId: string,
  actionId: string,
  query: string,
): { groups: LineGroup[]; note: string | undefined } {
  const { state } = useWorkspace();
  const surface = useSurface();
  const ask = useRef(surface.options);
  ask.current = surface.options;
  const [answer, setAnswer] = useState<{ query: string; groups: LineGroup[]; say?: string }>();
  const external = isExternal(element);
  const least = minQueryOf(element);
  const enough = query.length >= least;

  useEffect(() => {
    if (!external || !enough) return;
    let stale = false;
    const timer = setTimeout(
      () => {
        void ask.current(blockId, actionId, query).then((came) => {
          if (stale) return;
          if (!came.ok) return setAnswer({ query, groups: [], say: came.say });
          setAnswer({
            query,
            groups: came.groups.map(({ label, options }) => ({ label: label || undefined, lines: options.map(answerLine) })),
          });
        });
      },
      query === '' ? 0 : TYPING_MS,
    );
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [external, enough, blockId, actionId, query]);

  if (!external) {
    const groups = matching(linesOf(element, state), query);
    return { groups, note: groups.length === 0 ? 'No results' : undefined };
  }
  if (!enough) {
    const more = least - query.length;
    return {
      groups: [],
      note: `Type ${query ? `${more} more` : `at least ${least}`} character${(query ? more : least) === 1 ? '' : 's'} to search`,
    };
  }
  if (answer?.query !== query) return { groups: [], note: 'Searching…' };
  const empty = answer.groups.every((group) => group.lines.length === 0);
  return { groups: answer.groups, note: answer.say ?? (empty ? 'No results' : undefined) };
}
