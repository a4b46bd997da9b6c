/** What changes about a person: Slack tells the app with an event that names them. */
import { sendEvent } from '../deliveries.ts';
import type { Site } from '../site.ts';
import { asSlackUser } from '../web-api/users.ts';
import type { WorldPerson } from '../world.ts';

export function changePerson(site: Site, id: string, patch: Partial<WorldPerson>): void {
  const person = site.state.people.get(id);
  if (person === undefined) throw new Error(`There is nobody with the id ${id}.`);
  const changed = { ...person, ...patch };
  site.state.people.set(id, changed);
  site.state.changed();
  void sendEvent(site, { type: 'user_change', user: asSlackUser(site, changed, { scopes: [] }) });
}
