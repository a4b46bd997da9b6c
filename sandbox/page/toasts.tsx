import { useWorkspace } from './workspace.ts';

export type Toast = { id: string; text: string };

/** How many are shown at once; the older ones come up when a newer one is dismissed. */
const MOST = 3;

/** What went wrong, in Slack's own words: the server's notices and refused acts. They stay until somebody has read them. */
export function Toasts({ own, dismissOwn }: { own: readonly Toast[]; dismissOwn(id: string): void }) {
  const { state, act } = useWorkspace();
  const all = [
    ...state.notices.map(({ id, text }) => ({ id, text, dismiss: () => void act({ act: 'dismiss-notice', id }) })),
    ...own.map(({ id, text }) => ({ id, text, dismiss: () => dismissOwn(id) })),
  ].slice(-MOST);
  return (
    <section className="toasts" aria-label="Notices" aria-live="assertive">
      {all.map(({ id, text, dismiss }) => (
        <div key={id} className="toast">
          <span className="toast-mark" aria-hidden="true">
            !
          </span>
          <p dir="auto">{text}</p>
          <button type="button" className="icon-button" aria-label="Dismiss" onClick={dismiss}>
            ×
          </button>
        </div>
      ))}
    </section>
  );
}
