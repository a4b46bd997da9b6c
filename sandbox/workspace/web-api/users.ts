import { z } from 'zod';
import { Refused } from '../refused.ts';
import type { Site } from '../site.ts';
import type { Thing } from '../thing.ts';
import type { WorldPerson } from '../world.ts';
import { type Caller, flag, id, method } from './method.ts';

/** A person as Slack describes them; the address only with the scope for it. */
export function asSlackUser(site: Site, person: WorldPerson, caller: Caller, withLocale = false): Thing {
  const [firstName = person.name, ...rest] = person.name.split(' ');
  const at = site.clock.now();
  return {
    id: person.id,
    team_id: person.teamId,
    name: person.handle,
    deleted: person.deleted === true,
    color: person.colour.replace('#', ''),
    real_name: person.name,
    // Slack names it only where it is asked for.
    locale: withLocale ? (person.locale ?? 'en-GB') : undefined,
    tz: person.timeZone,
    tz_label: person.timeZone,
    tz_offset: offsetSeconds(person.timeZone, at),
    profile: {
      title: person.title,
      real_name: person.name,
      real_name_normalized: person.name,
      display_name: person.handle,
      first_name: firstName,
      last_name: rest.join(' '),
      email: caller.scopes.includes('users:read.email') ? person.email : undefined,
      team: person.teamId,
    },
    is_admin: person.admin === true,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.kind === 'guest',
    is_ultra_restricted: false,
    is_bot: person.bot === true,
    is_app_user: false,
    is_stranger: person.kind === 'stranger' ? true : undefined,
    is_email_confirmed: true,
    updated: Math.floor(at.getTime() / 1000),
  };
}

function offsetSeconds(timeZone: string, at: Date): number {
  const name = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName');
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name?.value ?? '');
  if (match === null) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60;
  return match[1] === '-' ? -seconds : seconds;
}

function appUser(site: Site): WorldPerson {
  const { app, team } = site.state.world;
  return {
    id: app.botUserId,
    name: app.name,
    title: '',
    initials: app.name.charAt(0),
    colour: '#000000',
    kind: 'member',
    timeZone: 'UTC',
    handle: app.name.toLowerCase(),
    email: '',
    teamId: team.id,
    bot: true,
  };
}

export const userMethods = {
  'users.info': method({
    scopes: ['users:read'],
    tier: 4,
    args: z.looseObject({ user: id, include_locale: flag.optional() }),
    run: (site, args, caller) => {
      const person = args.user === site.state.world.app.botUserId ? appUser(site) : site.state.people.get(args.user);
      if (person === undefined) throw new Refused('user_not_found');
      return { user: asSlackUser(site, person, caller, args.include_locale) };
    },
  }),
  'users.list': method({
    scopes: ['users:read'],
    tier: 2,
    args: z.looseObject({ include_locale: flag.optional() }),
    run: (site, args, caller) => ({
      members: [...site.state.people.values(), appUser(site)].map((person) =>
        asSlackUser(site, person, caller, args.include_locale),
      ),
      cache_ts: Math.floor(site.clock.now().getTime() / 1000),
      response_metadata: { next_cursor: '' },
    }),
  }),
  'users.lookupByEmail': method({
    scopes: ['users:read.email'],
    tier: 3,
    args: z.looseObject({ email: id }),
    run: (site, args, caller) => {
      const person = [...site.state.people.values()].find((known) => known.email.toLowerCase() === args.email.toLowerCase());
      if (person === undefined || person.deleted === true) throw new Refused('users_not_found');
      return { user: asSlackUser(site, person, caller) };
    },
  }),
};
