import { useCallback, useEffect, useState } from 'react';

/**
 * Where the page is: `#/U…/C…`, so that two windows can be two people and the back button works. `home` is the app's Home; a third
 * part is the message that a link led to.
 */
export type Route = { as: string; at: string; message: string };

const REMEMBERED = 'workspace.as';

/** Reads the address. A message's permalink leads here as `/?channel=C…&message=…`, which says nothing about who looks. */
export function parseRoute(hash: string, search = ''): Route {
  const [, as = '', at = '', message = ''] = /^#\/([^/]*)(?:\/([^/]*))?(?:\/([^/]*))?$/.exec(hash) ?? [];
  const link = new URLSearchParams(search);
  return {
    as: decodeURIComponent(as),
    at: link.get('channel') ?? decodeURIComponent(at),
    message: link.get('message') ?? decodeURIComponent(message),
  };
}

/** The conversation and the message of a permalink into this workspace; undefined for any other address. */
export function permalinkOf(url: string): { at: string; message: string } | undefined {
  const [, at, seconds, micros] =
    /^https?:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?\/archives\/(\w+)\/p(\d+)(\d{6})\b/.exec(url) ?? [];
  return at && seconds && micros ? { at, message: `${seconds}.${micros}` } : undefined;
}

export function useRoute(): { route: Route; go(to: Partial<Route>): void } {
  const [route, setRoute] = useState<Route>(() => {
    const now = parseRoute(location.hash, location.search);
    // Each tab keeps its person; a new one starts as the person who was last.
    return now.as ? now : { ...now, as: sessionStorage.getItem(REMEMBERED) ?? localStorage.getItem(REMEMBERED) ?? '' };
  });
  useEffect(() => {
    const follow = () => setRoute(parseRoute(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const go = useCallback((to: Partial<Route>) => {
    setRoute((before) => {
      const next = { ...before, message: '', ...to };
      if (next.as) {
        sessionStorage.setItem(REMEMBERED, next.as);
        localStorage.setItem(REMEMBERED, next.as);
      }
      const hash = `#/${[next.as, next.at, next.message].filter(Boolean).map(encodeURIComponent).join('/')}`;
      if (location.hash !== hash) history.pushState(null, '', `/${hash}`);
      return next;
    });
  }, []);
  return { route, go };
}
