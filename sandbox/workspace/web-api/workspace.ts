import { z } from 'zod';
import { Refused } from '../refused.ts';
import { id, method } from './method.ts';

/** Methods about the workspace, the app and the token itself. */
export const workspaceMethods = {
  'api.test': method({
    tier: 'unlimited',
    token: 'none',
    args: z.looseObject({ error: z.string().optional() }),
    run: (_site, args) => {
      if (args.error !== undefined) throw new Refused(args.error, { args });
      return { args };
    },
  }),
  'auth.test': method({
    tier: 'unlimited',
    args: z.looseObject({}),
    run: ({ state, url }) => ({
      url: `${url()}/`,
      team: state.world.team.name,
      user: state.world.app.name.toLowerCase(),
      team_id: state.world.team.id,
      user_id: state.world.app.botUserId,
      bot_id: state.world.app.botId,
      is_enterprise_install: false,
    }),
  }),
  'bots.info': method({
    scopes: ['users:read'],
    tier: 3,
    args: z.looseObject({ bot: id.optional() }),
    run: ({ state }, args) => {
      const { app } = state.world;
      if (args.bot !== app.botId) throw new Refused('bot_not_found');
      return { bot: { id: app.botId, deleted: false, name: app.name, user_id: app.botUserId, app_id: app.id } };
    },
  }),
  'team.info': method({
    scopes: ['team:read'],
    tier: 3,
    args: z.looseObject({ team: id.optional() }),
    run: ({ state }) => ({ team: { ...state.world.team, email_domain: '' } }),
  }),
};
