import { z } from 'zod';
import { Refused } from '../refused.ts';
import { flag, id, method } from './method.ts';

export const userGroupMethods = {
  'usergroups.list': method({
    scopes: ['usergroups:read'],
    tier: 2,
    args: z.looseObject({ include_users: flag.optional(), include_disabled: flag.optional(), include_count: flag.optional() }),
    run: (site, args) => ({
      usergroups: [...site.state.groups.values()].map((group) => ({
        id: group.id,
        team_id: site.state.world.team.id,
        is_usergroup: true,
        name: group.name,
        handle: group.handle,
        date_delete: 0,
        user_count: group.members.length,
        users: args.include_users === true ? [...group.members] : undefined,
      })),
    }),
  }),
  'usergroups.users.list': method({
    scopes: ['usergroups:read'],
    tier: 2,
    args: z.looseObject({ usergroup: id, include_disabled: flag.optional() }),
    run: (site, args) => {
      const group = site.state.groups.get(args.usergroup);
      if (group === undefined) throw new Refused('no_such_subteam');
      return { users: [...group.members] };
    },
  }),
};
