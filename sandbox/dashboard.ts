import type { Asset } from './workspace/index.ts';

/** Where the operator's dashboard would be: its addresses can be pasted into a message, and opened from what the app shows. */
export const dashboardPath = '/dashboard';

const called: Readonly<Record<string, string>> = { customers: 'Customer', accounts: 'Business account', cards: 'Card' };

/** A page in place of a customer's, an account's or a card's in the dashboard; undefined for every other path. */
export function dashboardPage(path: string): Asset | undefined {
  const [, things = '', id = ''] = new RegExp(`^${dashboardPath}/([a-z]+)/([1-9]\\d{0,14})$`).exec(path) ?? [];
  const name = called[things];
  if (name === undefined) return undefined;
  return {
    contentType: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name} ${id}</title>
<body style="font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 4rem auto; padding: 0 1rem">
<h1>${name} ${id}</h1>
<p>Here the operator’s own dashboard would show ${name.toLowerCase()} ${id}. The sandbox has none.</p>
<p>Paste this page’s address behind a command, or a customer’s into a channel: Wheelhouse puts a masked card below it.</p>
<p><a href="/">Back to the workspace</a></p></body></html>`,
  };
}
