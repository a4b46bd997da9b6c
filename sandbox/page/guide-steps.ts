/** One thing to try: why it is worth it, and buttons that fill the composer or make the visitor somebody else. */
export type GuideStep = {
  title: string;
  why: string;
  buttons: readonly { label: string; compose?: string; become?: 'agent' | 'lead' }[];
};

/** Lena Novak (1010) is a customer of the sandbox's world: only an old version of the terms keeps her from driving. */
export const guideSteps: readonly GuideStep[] = [
  {
    title: 'Look a customer up',
    why: 'Lena Novak has written in. By name, e-mail, phone or number.',
    buttons: [{ label: '/customer lookup Lena Novak', compose: '/customer lookup Lena Novak' }],
  },
  {
    title: 'See why she cannot drive',
    why: 'Each reason says who can fix it.',
    buttons: [{ label: '/eligibility 1010 Vienna', compose: '/eligibility 1010 Vienna "Compact car"' }],
  },
  {
    title: 'Give her a voucher',
    why: '20 EUR runs at once. 50 EUR asks a lead.',
    buttons: [{ label: '/voucher apply 1010', compose: '/voucher apply 1010' }],
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
