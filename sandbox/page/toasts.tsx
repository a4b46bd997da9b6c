import { useEffect, useRef, useState } from 'react';
import { useWorkspace } from './workspace.ts';

export type Toast = { id: string; text: string };

/** How many are shown at once; the older ones come up when a newer one goes. */
const MOST = 3;
/** Long enough to read a sentence; it waits while the pointer or the focus is on it, and while nobody sees the page. */
const SHOWN_MS = 8000;

/** What is older than this when the page is opened was read elsewhere, or nobody minds it any more. */
const STALE_MS = 60_000;

/** What went wrong, in Slack's own words: the server's notices and refused acts. The same words, from both or again, are one toast. */
export function Toasts({
  own,
  dismissOwn,
  shownSince,
}: {
  own: readonly Toast[];
  dismissOwn(id: string): void;
  /** Since when each is shown: it is drawn elsewhere once a form opens or closes, and goes all the same when its time is over. */
  shownSince: Map<string, number>;
}) {
  const { state, act } = useWorkspace();
  const [stale] = useState(() => {
    const old = Date.parse(state.clock.now) - STALE_MS;
    return new Set(state.notices.filter(({ at }) => Date.parse(at) < old).map(({ id }) => id));
  });
  const all = [
    ...state.notices
      .filter(({ id }) => !stale.has(id))
      .map(({ id, text }) => ({ id, text, dismiss: () => void act({ act: 'dismiss-notice', id }) })),
    ...own.map(({ id, text }) => ({ id, text, dismiss: () => dismissOwn(id) })),
  ];
  const texts = [...new Set(all.map(({ text }) => text).reverse())].slice(0, MOST).reverse();
  return (
    <section className="toasts" aria-label="Notices" aria-live="assertive">
      {texts.map((text) => {
        const same = all.filter((toast) => toast.text === text);
        return (
          <ToastView
            key={text}
            text={text}
            last={same.at(-1)?.id ?? text}
            shownSince={shownSince}
            dismiss={() => same.forEach(({ dismiss }) => void dismiss())}
          />
        );
      })}
    </section>
  );
}

/** `last` is the newest that it speaks for: with each it is shown for its whole time again. */
function ToastView({
  text,
  last,
  shownSince,
  dismiss,
}: {
  text: string;
  last: string;
  shownSince: Map<string, number>;
  dismiss(): void;
}) {
  const [held, setHeld] = useState(false);
  const go = useRef(dismiss);
  go.current = dismiss;
  const hidden = useHidden();
  useEffect(() => {
    if (held || hidden) {
      shownSince.delete(last);
      return;
    }
    const since = shownSince.get(last) ?? Date.now();
    shownSince.set(last, since);
    const timer = setTimeout(() => go.current(), since + SHOWN_MS - Date.now());
    return () => clearTimeout(timer);
  }, [held, hidden, last, shownSince]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done by these events, they only let somebody read on
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className="toast-mark" aria-hidden="true">
        !
      </span>
      <p dir="auto">{text}</p>
      <button type="button" className="icon-button" aria-label="Dismiss" onClick={dismiss}>
        ×
      </button>
    </div>
  );
}

function useHidden(): boolean {
  const [hidden, setHidden] = useState(document.hidden);
  useEffect(() => {
    const look = () => setHidden(document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return hidden;
}
