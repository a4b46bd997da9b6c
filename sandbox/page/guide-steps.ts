import type { Act } from './state.ts';

/** One thing to try: why it is worth it, buttons that fill the composer or switch the user, and what shows that it was tried. */
export type GuideStep = {
  title: string;
  why: string;
  buttons: readonly { label: string; compose?: string; toLead?: true }[];
  isFollowedBy(act: Act): boolean;
};

/** The README's first minute. Lena Novak (1010) is a customer of the sandbox's world: only an old version of the terms blocks her. */
export const guideSteps: readonly GuideStep[] = [
  {
    title: 'Look up a customer',
    why: 'Lena Novak has written in. Search by name, e-mail, phone number or ID.',
    buttons: [{ label: '/customer lookup Lena Novak', compose: '/customer lookup Lena Novak' }],
    isFollowedBy: sends(/^\/customer\s/i),
  },
  {
    title: 'Fix what’s blocking her',
    why: 'Press Accept terms on her profile, say why, and submit. The profile then turns green.',
    buttons: [],
    isFollowedBy: ({ act }) => act === 'modal-submit',
  },
  {
    title: 'Give her a card',
    why: 'The form shows what will change before you submit it.',
    buttons: [{ label: '/card assign HM-10002 1010', compose: '/card assign HM-10002 1010' }],
    isFollowedBy: sends(/^\/card\s/i),
  },
  {
    title: 'Apply a voucher',
    why: '€20 goes through immediately. €50 needs a lead’s approval.',
    buttons: [
      { label: '/voucher apply 1010 20', compose: '/voucher apply 1010 20' },
      { label: '/voucher apply 1010 50', compose: '/voucher apply 1010 50' },
    ],
    isFollowedBy: sends(/^\/voucher\s.*\b50\b/i),
  },
  {
    title: 'Approve it as the lead',
    why: 'Requests waiting for you are in #approvals, in Home and in /approvals.',
    buttons: [{ label: 'Switch to the lead', toLead: true }],
    isFollowedBy: ({ act }) => act === 'message-action',
  },
];

function sends(line: RegExp): GuideStep['isFollowedBy'] {
  return (act) => act.act === 'send' && line.test(act.text);
}

/** How many steps are behind somebody who now does this. A line may be typed in any order; everything else belongs to its step. */
export function stepsFollowed(followed: number, act: Act): number {
  const step = guideSteps.findLastIndex(
    ({ isFollowedBy }, index) => (index === followed || (index > followed && act.act === 'send')) && isFollowedBy(act),
  );
  return Math.max(followed, step + 1);
}
