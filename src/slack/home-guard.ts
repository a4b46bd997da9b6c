import { Fault } from '../errors.ts';
import type { Identity } from './identity.ts';

/** What Slack says about where a person belongs (`users.info`). */
type Belonging = {
  team_id?: string;
  is_stranger?: boolean;
  /** In an Enterprise organisation: every workspace that the person is in. `team_id` is then the one that they joined first, or the organisation. */
  enterprise_user?: { teams?: string[] };
};

/**
 * Whether somebody is of another workspace. Slack lists a person as ours by `team_id` or `enterprise_user.teams`; somebody of whom it says
 * neither is not ours, being of the same organisation alone is not enough, and where they press does not matter.
 */
export function isForeign(user: Belonging, home: Pick<Identity, 'teamId'>): boolean {
  if (user.is_stranger) return true;
  return user.team_id !== home.teamId && !user.enterprise_user?.teams?.includes(home.teamId);
}

/** The workspace that the token belongs to. Throws Fault('slack_unavailable') until Slack has said it: nobody belongs to an unknown one. */
export function mustKnowHome<Home>(home: Home | undefined): Home {
  if (home !== undefined) return home;
  throw new Fault(
    'slack_unavailable',
    'Slack has not confirmed yet which workspace Wheelhouse belongs to, so nobody can ask or decide. Try again in a moment.',
    { message: 'the home workspace is not known' },
  );
}
