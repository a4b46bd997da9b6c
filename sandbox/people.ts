import type { WorkspaceWorld, WorldPerson } from './workspace/index.ts';

const team = { id: 'T0WHEELHOUSE', name: 'Hollerin Mobility', domain: 'hollerin-mobility' };

function person(
  id: string,
  name: string,
  title: string,
  colour: string,
  timeZone: string,
  more: Partial<WorldPerson> = {},
): WorldPerson {
  const handle = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z]+/g, '.');
  const initials = name
    .split(' ')
    .map((part) => part.charAt(0))
    .join('');
  return {
    id,
    name,
    title,
    initials,
    colour,
    kind: 'member',
    timeZone,
    handle,
    email: `${handle}@hollerin.example`,
    teamId: team.id,
    ...more,
  };
}

/** The people and channels of the sandbox: a support desk with two agents, two leads, and the people around it. */
export const sandboxWorld: WorkspaceWorld = {
  team,
  app: { id: 'A0WHEELHOUSE', botId: 'B0WHEELHOUSE', botUserId: 'U0WHEELHOUSE', name: 'Wheelhouse' },
  people: [
    person('U0ANANOVAK', 'Ana Novak', 'Support agent', '#2b6cb0', 'Europe/Ljubljana'),
    person('U0BENOKAFOR', 'Ben Okafor', 'Support agent', '#2f855a', 'Europe/London'),
    person('U0LEABRANDT', 'Lea Brandt', 'Team lead', '#b7791f', 'Europe/Berlin', { admin: true }),
    person('U0MILANKOVAC', 'Milan Kovač', 'Team lead', '#6b46c1', 'Europe/Zagreb'),
    person('U0FAYLINDQVIST', 'Fay Lindqvist', 'Finance', '#b83280', 'Europe/Stockholm'),
    person('U0GIOGUEST', 'Gio Ferri', 'Guest', '#718096', 'Europe/Rome', { kind: 'guest', email: 'gio@freelance.example' }),
    person('U0STRANGER', 'Sam Outis', 'From another company', '#9b2c2c', 'America/New_York', {
      kind: 'stranger',
      email: 'sam@partner.example',
      teamId: 'T0PARTNER',
    }),
  ],
  channels: [
    {
      id: 'C0SUPPORT',
      name: 'support',
      topic: 'Support desk',
      members: ['U0ANANOVAK', 'U0BENOKAFOR', 'U0LEABRANDT', 'U0MILANKOVAC', 'U0FAYLINDQVIST', 'U0GIOGUEST'],
    },
    {
      id: 'C0APPROVALS',
      name: 'approvals',
      topic: 'Requests waiting for a team lead',
      members: ['U0ANANOVAK', 'U0BENOKAFOR', 'U0LEABRANDT', 'U0MILANKOVAC', 'U0FAYLINDQVIST'],
    },
    {
      id: 'C0OPS',
      name: 'ops-log',
      topic: 'What was done, one line each',
      members: ['U0ANANOVAK', 'U0BENOKAFOR', 'U0LEABRANDT', 'U0MILANKOVAC', 'U0FAYLINDQVIST'],
    },
    {
      id: 'C0PARTNERS',
      name: 'partners',
      topic: 'Shared with another company',
      external: true,
      members: ['U0ANANOVAK', 'U0LEABRANDT', 'U0MILANKOVAC', 'U0STRANGER'],
    },
  ],
  groups: [
    {
      id: 'S0AGENTS',
      handle: 'agents',
      name: 'Support agents',
      members: ['U0ANANOVAK', 'U0BENOKAFOR', 'U0LEABRANDT', 'U0MILANKOVAC'],
    },
    { id: 'S0LEADS', handle: 'leads', name: 'Team leads', members: ['U0LEABRANDT', 'U0MILANKOVAC'] },
    { id: 'S0FINANCE', handle: 'finance', name: 'Finance', members: ['U0FAYLINDQVIST'] },
  ],
};
