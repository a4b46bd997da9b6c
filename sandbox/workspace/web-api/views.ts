import { z } from 'zod';
import { asSlackView } from '../payloads.ts';
import { Refused } from '../refused.ts';
import type { Site } from '../site.ts';
import { stackOf } from '../state.ts';
import { byExternalId, checkedView, openModal, publishHome, pushModal, stackLimit, updateView } from '../views.ts';
import { id, method, structure } from './method.ts';

const triggered = z.looseObject({ trigger_id: id, view: structure });

function present(site: Site, viewId: string | undefined, externalId: string | undefined) {
  if (viewId === undefined && externalId === undefined) throw new Refused('invalid_arguments');
  const byId =
    viewId === undefined
      ? undefined
      : (site.state.views.get(viewId) ?? [...site.state.homes.values()].find((home) => home.id === viewId));
  const stored = byId ?? (externalId === undefined ? undefined : byExternalId(site, externalId));
  if (stored === undefined) throw new Refused('not_found');
  return stored;
}

export const viewMethods = {
  'views.open': method({
    tier: 4,
    args: triggered,
    run: (site, args) => {
      const view = checkedView(site, args.view, 'modal', 'views.open');
      return { view: asSlackView(site, openModal(site, site.triggers.exchange(args.trigger_id), view)) };
    },
  }),
  'views.push': method({
    tier: 4,
    args: triggered,
    run: (site, args) => {
      const view = checkedView(site, args.view, 'modal', 'views.push');
      const trigger = site.triggers.exchange(args.trigger_id);
      const stack = stackOf(site.state, trigger.person);
      if (stack.length >= stackLimit) throw new Refused('push_limit_reached');
      // Only what was done in an open modal can put another one on top of it.
      if (!stack.some((stored) => stored.id === trigger.view)) throw new Refused('not_found');
      return { view: asSlackView(site, pushModal(site, trigger.person, view)) };
    },
  }),
  'views.update': method({
    tier: 4,
    args: z.looseObject({ view_id: id.optional(), external_id: id.optional(), hash: z.string().optional(), view: structure }),
    run: (site, args) => {
      const stored = present(site, args.view_id, args.external_id);
      const type = stored.view.type === 'home' ? 'home' : 'modal';
      const view = checkedView(site, args.view, type, 'views.update');
      return { view: asSlackView(site, updateView(site, stored, view, args.hash === '' ? undefined : args.hash)) };
    },
  }),
  'views.publish': method({
    tier: 4,
    args: z.looseObject({ user_id: id, hash: z.string().optional(), view: structure }),
    run: (site, args) => {
      if (!site.state.people.has(args.user_id)) throw new Refused('user_not_found');
      const view = checkedView(site, args.view, 'home', 'views.publish');
      return { view: asSlackView(site, publishHome(site, args.user_id, view, args.hash === '' ? undefined : args.hash)) };
    },
  }),
};
