import { upstreams } from '../../../sandbox/environment.ts';
import { guideMinutes } from '../../../sandbox/guide.ts';
import type { CommandInfo, Conversation, PageState, Person } from '../../../sandbox/workspace/page-protocol.ts';

const person = (
  id: string,
  name: string,
  title: string,
  initials: string,
  colour: string,
  kind: Person['kind'],
  timeZone = 'Europe/Berlin',
) => ({
  id,
  name,
  title,
  initials,
  colour,
  kind,
  timeZone,
});

export const people: Person[] = [
  person('U0MIRA', 'Mira Solano', 'Support agent', 'MS', '#0b6e99', 'member'),
  person('U0JONAS', 'Jonas Weber', 'Support agent', 'JW', '#9a5b13', 'member'),
  person('U0GRETA', 'Greta Lindqvist', 'Team lead', 'GL', '#7b3f98', 'member'),
  person('U0TOMAS', 'Tomás Ferreira', 'Team lead', 'TF', '#2e7d4f', 'member', 'Europe/Lisbon'),
  person('U0AMINA', 'Amina Haddad', 'Finance', 'AH', '#b03a5b', 'member'),
  person('U0PIET', 'Piet de Vries', 'Guest', 'PV', '#e0b13c', 'guest'),
  person('U0ZOE', 'Zoë Park', 'From another company', 'ZP', '#5c6470', 'stranger', 'America/New_York'),
];

const verb = (name: string, hint: string, description: string) => ({ verb: name, hint, description });

export const commands: CommandInfo[] = [
  {
    command: '/customer',
    hint: '',
    description: 'Look a customer up, and change what they have or may do',
    verbs: [
      verb('lookup', '<id, e-mail, phone or name>', 'Who it is, and whether they can drive and pay'),
      verb('edit', '<customer>', 'Name, address, e-mail, phone'),
      verb('tags', '<customer>', 'The tags of the customer'),
      verb('logout', '<customer>', 'End every session'),
    ],
  },
  {
    command: '/eligibility',
    hint: '<customer> [branch] [category]',
    description: 'Why somebody cannot drive, and what fixes it',
    verbs: [],
  },
  {
    command: '/card',
    hint: '',
    description: 'Find, assign and unassign cards',
    verbs: [
      verb('find', '<number or RFID>', 'Which card is it, and whose'),
      verb('assign', 'assign <card> <customer>', 'Give a card to a customer'),
      verb('unassign', '<card> [state]', 'Take a card back'),
    ],
  },
  {
    command: '/voucher',
    hint: '',
    description: 'Give somebody credit',
    verbs: [
      verb('apply', '<customer | account:…> [template]', 'From the customer-care templates'),
      verb('list', '', 'The templates'),
    ],
  },
  { command: '/approvals', hint: '', description: 'What waits for you, and what you asked for', verbs: [] },
  { command: '/kitchen', hint: '', description: 'A form with every kind of field', verbs: [] },
];

export function conversations(me: string): Conversation[] {
  const stranger = people.find(({ id }) => id === me)?.kind === 'stranger';
  const channel = (id: string, name: string, topic: string): Conversation => ({
    id,
    kind: 'channel',
    name,
    topic,
    unread: 0,
    canUseCommands: !stranger,
    canWrite: true,
  });
  const dm = (id: string, name: string): Conversation => ({
    id,
    kind: 'dm',
    canWrite: false,
    name,
    topic: '',
    unread: 0,
    canUseCommands: !stranger,
  });
  if (stranger) return [channel('C0SHARED', 'shared-with-partners', 'Together with Parkwell')];
  return [
    channel('C0SUPPORT', 'support', 'Questions from the street, answered within the hour'),
    channel('C0APPROVALS', 'approvals', 'What needs a lead'),
    channel('C0OPS', 'ops', 'What happened'),
    channel('C0SHARED', 'shared-with-partners', 'Together with Parkwell'),
    dm(`D0APP${me}`, 'Wheelhouse'),
    ...people.filter(({ id, kind }) => id !== me && kind !== 'stranger').map(({ id, name }) => dm(`D0${id}`, name)),
  ];
}

/** The sandbox's, with this fixture's lead. */
const guide = guideMinutes.map(({ title, steps }) => ({
  title,
  steps: steps.map((step) => ({
    ...step,
    buttons: step.buttons.map((button) =>
      'become' in button && button.become === 'U0LEABRANDT'
        ? { label: 'Switch to Greta Lindqvist', become: 'U0GRETA', at: button.at }
        : button,
    ),
  })),
}));

export function emptyState(me: string, now: Date): PageState {
  return {
    me,
    app: { name: 'Wheelhouse', botUserId: 'U0WHEELHOUSE' },
    groups: [{ id: 'S0LEADS', handle: 'leads' }],
    guide,
    upstreams,
    people,
    conversations: conversations(me),
    messages: {},
    home: null,
    modals: [],
    notices: [],
    commands,
    shortcuts: [
      { callbackId: 'lookup', name: 'Look a customer up', kind: 'global' },
      { callbackId: 'lookup-this', name: 'Look this customer up', kind: 'message' },
    ],
    steps: [],
    executions: [],
    appConnected: true,
    clock: { now: now.toISOString(), shiftedByMs: 0 },
    calls: [],
    faults: [],
  };
}
