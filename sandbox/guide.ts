import type { GuideStep } from './workspace/index.ts';

/** The README's first minute. Lena Novak (1010) is a customer of the sandbox's world: only an old version of the terms blocks her. */
export const guideSteps: readonly GuideStep[] = [
  {
    title: 'Look up a customer',
    why: 'Lena Novak has written in. Search by name, e-mail, phone number or ID.',
    buttons: [{ label: '/customer lookup Lena Novak', compose: '/customer lookup Lena Novak' }],
    followedBy: { sent: '^/customer\\s' },
  },
  {
    title: 'Fix what’s blocking her',
    why: 'Press Accept terms on her profile and submit. The profile then turns green.',
    buttons: [],
    followedBy: { act: 'modal-submit' },
  },
  {
    title: 'Give her a card',
    why: 'The form shows what will change before you submit it.',
    buttons: [{ label: '/card assign HM-10002 1010', compose: '/card assign HM-10002 1010' }],
    followedBy: { sent: '^/card\\s' },
  },
  {
    title: 'Apply a voucher',
    why: '€20 goes through immediately. €50 needs a lead’s approval.',
    buttons: [
      { label: '/voucher apply 1010 20', compose: '/voucher apply 1010 20' },
      { label: '/voucher apply 1010 50', compose: '/voucher apply 1010 50' },
    ],
    followedBy: { sent: '^/voucher\\s.*\\b50\\b' },
  },
  {
    title: 'Approve it as the lead',
    why: 'Requests waiting for you are in #approvals, in Home and in /approvals.',
    buttons: [{ label: 'Switch to Lea Brandt', become: 'U0LEABRANDT', at: 'C0APPROVALS' }],
    followedBy: { act: 'message-action' },
  },
];
