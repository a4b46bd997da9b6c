import { useCallback, useEffect, useRef, useState } from 'react';
import type { PageAct, PageActAnswer, PageOptionsAnswer, PageOptionsAsk, PageState } from '../workspace/page-protocol.ts';

/** An act without the person: the page adds who it is at the moment. `Omit` alone would lose the union. */
export type Act = PageAct extends infer Each ? (Each extends PageAct ? Omit<Each, 'as'> : never) : never;
export type OptionsAsk = PageOptionsAsk extends infer Each ? (Each extends PageOptionsAsk ? Omit<Each, 'as'> : never) : never;

export type Connection = {
  /** The last picture that came; of somebody else for a moment after the person was switched. */
  state: PageState | undefined;
  connected: boolean;
  act(act: Act): Promise<PageActAnswer>;
  ask(ask: OptionsAsk): Promise<PageOptionsAnswer>;
};

const UNREACHABLE = 'The sandbox did not answer. Check that it is still running, then try again.';
const RETRY_MS = 1500;

/** The line to the sandbox's server as one person. An empty `as` lets the server choose who that is. */
export function useConnection(as: string): Connection {
  const [state, setState] = useState<PageState>();
  const [connected, setConnected] = useState(true);
  const [attempt, setAttempt] = useState(0);
  const me = useRef(as);
  me.current = as || (state?.me ?? '');
  const served = useRef(false);

  useEffect(() => {
    // A person remembered from another sandbox may not exist here: the second attempt leaves the choice to the server.
    const known = as !== '' && (attempt === 0 || served.current);
    const events = new EventSource(known ? `/page/events?as=${encodeURIComponent(as)}` : '/page/events');
    let again: ReturnType<typeof setTimeout> | undefined;
    events.onmessage = (event: MessageEvent<string>) => {
      served.current = true;
      setConnected(true);
      setState(JSON.parse(event.data) as PageState); // safe: the server of this page is the only one that writes here
    };
    events.onerror = () => {
      setConnected(false);
      // A refused connection is tried again by the browser itself; after an HTTP error it gives up.
      if (events.readyState === EventSource.CLOSED) again = setTimeout(() => setAttempt((count) => count + 1), RETRY_MS);
    };
    return () => {
      clearTimeout(again);
      events.close();
    };
  }, [as, attempt]);

  const act = useCallback((what: Act) => post<PageActAnswer>('/page/act', { as: me.current, ...what }), []);
  const ask = useCallback((what: OptionsAsk) => post<PageOptionsAnswer>('/page/options', { as: me.current, ...what }), []);
  return { state, connected, act, ask };
}

async function post<Answer>(path: string, body: unknown): Promise<Answer | { ok: false; say: string }> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Answer; // safe: the server of this page answers in the protocol's shape, also when it refuses
  } catch {
    return { ok: false, say: UNREACHABLE };
  }
}
