import type { Person } from './fakes/slack/words.ts';

/** Everybody who can press something, and what they are. */
export const anna = 'U0ANNA'; // agent
export const ben = 'U0BEN'; // agent
export const lea = 'U0LEA'; // lead
export const leo = 'U0LEO'; // lead
export const both = 'U0BOTH'; // agent and lead
export const guest = 'U0GUEST'; // guest, though in the leads' group
export const stranger = 'U0STRANGER'; // of another workspace, though in the leads' group
export const robot = 'U0ROBOT'; // a bot in the leads' group
export const gone = 'U0GONE'; // deleted, still in the leads' group
export const nobody = 'U0NOBODY'; // in no group

export const everybody: Person[] = [
  { id: anna, name: 'Anna Agent' },
  { id: ben, name: 'Ben Agent' },
  { id: lea, name: 'Lea Lead' },
  { id: leo, name: 'Leo Lead' },
  { id: both, name: 'Bo Both' },
  { id: guest, name: 'Gus Guest', is_restricted: true },
  { id: stranger, name: 'Stra Nger', team_id: 'T0ELSEWHERE', is_stranger: true },
  { id: robot, name: 'Ro Bot', is_bot: true },
  { id: gone, name: 'Gone Person', deleted: true },
  { id: nobody, name: 'No Body' },
];
export const userGroups: Record<string, string[]> = {
  S0AGENTS: [anna, ben, both, guest],
  S0LEADS: [lea, leo, both, guest, stranger, robot, gone],
};
