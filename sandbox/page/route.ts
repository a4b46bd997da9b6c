import { useCallback, useEffect, useState } from 'react';

/** Where the page is: `#/U…/C…`, so that two windows can be two people and the back button works. `home` is the app's Home. */
export type Route = { as: string; at: string };

const REMEMBERED = 'wheelhouse.as';

export function parseRoute(hash: string): Route {
  const [, as = '', at = ''] = /^#\/([^/]*)(?:\/([^/]*))?$/.exec(hash) ?? [];
  return { as: decodeURIComponent(as), at: decodeURIComponent(at) };
}

export function useRoute(): { route: Route; go(to: Partial<Route>): void } {
  const [route, setRoute] = useState<Route>(() => {
    const now = parseRoute(location.hash);
    return now.as ? now : { ...now, as: sessionStorage.getItem(REMEMBERED) ?? '' };
  });
  useEffect(() => {
    const follow = () => setRoute(parseRoute(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const go = useCallback((to: Partial<Route>) => {
    setRoute((before) => {
      const next = { ...before, ...to };
      if (next.as) sessionStorage.setItem(REMEMBERED, next.as);
      const hash = `#/${encodeURIComponent(next.as)}/${encodeURIComponent(next.at)}`;
      if (location.hash !== hash) history.pushState(null, '', hash);
      return next;
    });
  }, []);
  return { route, go };
}
