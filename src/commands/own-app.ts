import { withOptions } from '../api/client.ts';
import type { AppContext } from './app-context.ts';
import { boundedApp } from './bounded.ts';
import type { Who } from './context.ts';
import { lookingApp } from './looking.ts';
import { readOnce } from './read-once.ts';

/** What one person works with, for one thing that they did: within their branches, on their budget, and with a trace in the journal. */
export function ownApp(app: AppContext, who: Pick<Who, 'id' | 'roles'>, needs: string | undefined): AppContext {
  const bounded = boundedApp(readOnce(spendingApp(app, who.id)), needs, () => Promise.resolve(who.roles));
  return lookingApp(bounded, who.id);
}

/** What commands work with, for one person: what is read for them counts against the policy's `dailyBudget.perPerson`, if it has one. */
export function spendingApp<K extends Pick<AppContext, 'readers' | 'policy'>>(app: K, person: string): K {
  if (app.policy.dailyBudget.perPerson === null) return app;
  const { operations, smartmove } = app.readers;
  const options = { onBehalfOf: person };
  return { ...app, readers: { operations: withOptions(operations, options), smartmove: withOptions(smartmove, options) } };
}
