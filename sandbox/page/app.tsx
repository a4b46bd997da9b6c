import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { GuideMinute } from '../workspace/page-protocol.ts';
import { ConversationView } from './conversation.tsx';
import { Drawer } from './drawer/drawer.tsx';
import { FaultBanner } from './drawer/fault-banner.tsx';
import { Guide, useGuide } from './guide.tsx';
import { Home } from './home.tsx';
import { Modals } from './modals.tsx';
import { focusAfterClosing } from './parts/typing-place.ts';
import { QuickSwitcher } from './quick-switcher.tsx';
import { useRoute } from './route.ts';
import { Sidebar } from './sidebar.tsx';
import { type Act, useConnection } from './state.ts';
import { type Toast, Toasts } from './toasts.tsx';
import { TopBar } from './top-bar.tsx';
import { type Workspace, WorkspaceProvider } from './workspace.ts';

const noGuide: readonly GuideMinute[] = [];

/** The whole page: one person's workspace, and behind a drawer what happens at the services behind the app. */
export function App() {
  const { route, go } = useRoute();
  const connection = useConnection(route.as);
  const { state, connected } = connection;
  const [toasts, setToasts] = useState<Toast[]>([]);
  const [panel, setPanel] = useState<'none' | 'sidebar' | 'drawer' | 'switcher'>('none');
  const [draft, setDraft] = useState<string>();
  const guide = useGuide(state?.guide ?? noGuide);
  const count = useRef(0);
  const shownSince = useRef(new Map<string, number>());

  const me = state?.people.find((person) => person.id === state.me);
  const at = route.at === 'home' || state?.conversations.some(({ id }) => id === route.at) ? route.at : firstPlace(state);

  // Once the server said who we are, the address says it as well.
  useEffect(() => {
    if (state && (route.as === '' || location.search !== '')) go({ ...route, as: route.as || state.me });
  }, [state, route, go]);

  const { saw: guideSaw } = guide;
  const act = useCallback(
    async (what: Act) => {
      const answer = await connection.act(what);
      if (answer.ok) {
        guideSaw(what);
        return true;
      }
      count.current += 1;
      const id = `toast-${count.current}`;
      setToasts((before) => [...before, { id, text: answer.say }]);
      return false;
    },
    [connection.act, guideSaw],
  );

  useFocusAfter(panel);
  useKeys((key) => setPanel((now) => (now === key ? 'none' : key)));
  useTitle(state?.app.name, state?.conversations.reduce((sum, { unread }) => sum + unread, 0) ?? 0);

  const workspace = useMemo((): Workspace | undefined => {
    if (!state || !me) return undefined;
    const narrow = () => setPanel((now) => (now === 'sidebar' || now === 'switcher' ? 'none' : now));
    return {
      state,
      me,
      at,
      act,
      ask: connection.ask,
      draft,
      takeDraft: () => setDraft(undefined),
      sought: route.message,
      go: (to, message = '') => {
        narrow();
        go({ as: state.me, at: to, message });
      },
      become: (person, to = at) => {
        narrow();
        go({ as: person, at: to });
      },
      compose: (text) => {
        narrow();
        if (!state.conversations.some(({ id, canWrite }) => id === at && canWrite)) go({ at: firstPlace(state) });
        setDraft(text);
      },
    };
  }, [state, me, at, act, connection.ask, go, draft, route.message]);

  if (!workspace || !state) return <Waiting connected={connected} />;
  const notices = (
    <Toasts
      own={toasts}
      dismissOwn={(id) => setToasts((before) => before.filter((toast) => toast.id !== id))}
      shownSince={shownSince.current}
    />
  );
  const switching = route.as !== '' && state.me !== route.as;
  return (
    <WorkspaceProvider value={workspace}>
      <div className={`page panel-${panel}`} aria-busy={switching}>
        {!connected && (
          <div className="line-lost" role="status">
            Connection to the sandbox lost, trying again
          </div>
        )}
        <TopBar panel={panel} setPanel={setPanel} />
        <Sidebar
          open={panel === 'sidebar'}
          close={() => setPanel('none')}
          showGuide={() => {
            setPanel('none');
            guide.show('open');
          }}
        />
        <main className="main">
          <FaultBanner show={() => setPanel('drawer')} />
          {guide.shown !== 'closed' && state.guide.length > 0 && <Guide guide={guide} />}
          {at === 'home' ? <Home /> : <ConversationView key={`${state.me}/${at}`} />}
        </main>
        {panel === 'drawer' && <Drawer close={() => setPanel('none')} />}
        {panel === 'switcher' && <QuickSwitcher close={() => setPanel('none')} />}
        {switching ? notices : <Modals>{notices}</Modals>}
      </div>
    </WorkspaceProvider>
  );
}

/** Where somebody starts: in the first channel in which they can write. */
function firstPlace(state: Workspace['state'] | undefined): string {
  return state?.conversations.find(({ canWrite }) => canWrite)?.id ?? 'home';
}

/** A panel that closes, however it does, gives the focus back to where people type. */
function useFocusAfter(panel: string): void {
  const before = useRef(panel);
  useEffect(() => {
    if (panel === 'none' && before.current !== 'none') focusAfterClosing();
    before.current = panel;
  }, [panel]);
}

/** Keys of the whole page: Ctrl or Cmd and K jumps, Ctrl or Cmd and B shows what is behind the scenes. */
function useKeys(toggle: (panel: 'switcher' | 'drawer') => void): void {
  const latest = useRef(toggle);
  latest.current = toggle;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      const panel = event.key === 'k' ? 'switcher' : event.key === 'b' ? 'drawer' : undefined;
      // A modal is a question that waits: nothing may slip over it.
      if (!panel || document.querySelector('dialog.modal')) return;
      event.preventDefault();
      latest.current(panel);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

function useTitle(app: string | undefined, unread: number): void {
  useEffect(() => {
    if (app !== undefined) document.title = `${unread > 0 ? `(${unread}) ` : ''}${app} sandbox`;
  }, [app, unread]);
}

function Waiting({ connected }: { connected: boolean }) {
  return (
    <div className="empty empty-page" role="status">
      <span className="spinner" aria-hidden="true" />
      <p>{connected ? 'Opening the sandbox…' : 'The sandbox does not answer. Is it still running? Trying again.'}</p>
    </div>
  );
}
