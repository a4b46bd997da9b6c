import { useEffect, useRef, useState } from 'react';
import { useWorkspace } from './workspace.ts';

export type Toast = { id: string; text: string };

/** How many are shown at once; the older ones come up when a newer one goes. */
const MOST = 3;
/** Long enough to read a sentence; it waits while the pointer or the focus is on it, and while nobody sees the page. */
const SHOWN_MS = 8000;

/** What went wrong, in Slack's own words: the server's notices and refused acts. */
export function Toasts({ own, dismissOwn }: { own: readonly Toast[]; dismissOwn(id: string): void }) {
  const { state, act } = useWorkspace();
  const all = [
    ...state.notices.map(({ id, text }) => ({ id, text, dismiss: () => void act({ act: 'dismiss-notice', id }) })),
    ...own.map(({ id, text }) => ({ id, text, dismiss: () => dismissOwn(id) })),
  ].slice(-MOST);
  return (
    <section className="toasts" aria-label="Notices" aria-live="assertive">
      {all.map(({ id, text, dismiss }) => (
        <ToastView key={id} text={text} dismiss={dismiss} />
      ))}
    </section>
  );
}

function ToastView({ text, dismiss }: { text: string; dismiss(): void }) {
  const [held, setHeld] = useState(false);
  const go = useRef(dismiss);
  go.current = dismiss;
  const hidden = useHidden();
  useEffect(() => {
    if (held || hidden) return;
    const timer = setTimeout(() => go.current(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, hidden]);
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
