/** One thing to try: why it is worth it, and buttons that fill the composer or make the visitor somebody else. */
export type GuideStep = {
  title: string;
  why: string;
  buttons: readonly { label: string; compose?: string; become?: 'agent' | 'lead' }[];
};

/** The commands end where the visitor's own words begin: the composer shows what is missing, and Enter opens a form for it. */
export const guideSteps: readonly GuideStep[] = [
  {
    title: 'Look a customer up',
    why: 'By name, e-mail, phone or number.',
    buttons: [{ label: '/customer lookup', compose: '/customer lookup ' }],
  },
  {
    title: 'See why they cannot drive',
    why: 'Each reason says who can fix it.',
    buttons: [{ label: '/eligibility', compose: '/eligibility ' }],
  },
  {
    title: 'Give them a voucher',
    why: '20 EUR runs at once. 50 EUR asks a lead.',
    buttons: [{ label: '/voucher apply', compose: '/voucher apply ' }],
  },
  {
    title: 'Become the lead and approve',
    why: 'What waits for you is in Home and in /approvals.',
    buttons: [
      { label: 'Become the lead', become: 'lead' },
      { label: '/approvals', compose: '/approvals' },
      { label: 'Back to the agent', become: 'agent' },
    ],
  },
];
