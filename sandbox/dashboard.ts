import type { Asset } from './workspace/index.ts';

/** Where the operator's dashboard would be: its addresses can be pasted into a message, and opened from a profile. */
export const dashboardPath = '/dashboard/customers';

/** A page in place of a customer's in the dashboard; undefined for every other path. */
export function dashboardPage(path: string): Asset | undefined {
  const id = new RegExp(`^${dashboardPath}/([1-9]\\d{0,14})$`).exec(path)?.[1];
  if (id === undefined) return undefined;
  return {
    contentType: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Customer ${id}</title>
<body style="font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 4rem auto; padding: 0 1rem">
<h1>Customer ${id}</h1>
<p>Here the operator’s own dashboard would show customer ${id}. The sandbox has none.</p>
<p>Paste this page’s address into a channel: Wheelhouse puts a masked card below it.</p>
<p><a href="/">Back to the workspace</a></p></body></html>`,
  };
}
