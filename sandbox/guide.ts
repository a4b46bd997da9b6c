import type { GuideMinute, GuideStep } from './workspace/index.ts';

const approved: GuideStep['followedBy'] = { act: 'message-action', pressed: 'approve' };

/** The README's first minute. Lena Novak (1010) is a customer of the sandbox's world: only an old version of the terms blocks her. */
const firstMinute: readonly GuideStep[] = [
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
    followedBy: approved,
  },
];

/** A lead is away, and finance decides in her place (`away` in policy.yml). */
const leave: readonly GuideStep[] = [
  {
    title: 'Say that you are away',
    why: 'Lea goes on leave for three days. Fay stands in.',
    buttons: [
      { label: 'Switch to Lea Brandt', become: 'U0LEABRANDT', at: 'C0SUPPORT' },
      { label: '/approvals away 3d @fay.lindqvist', compose: '/approvals away 3d @fay.lindqvist' },
    ],
    followedBy: { sent: '^/approvals\\s+away\\b' },
  },
  {
    title: 'Set the absence',
    why: 'The form says until when it is. Submit it, and Fay gets a message.',
    buttons: [],
    followedBy: { act: 'modal-submit' },
  },
  {
    title: 'Ask for something',
    why: 'An agent asks while Lea is away. Give a reason and submit.',
    buttons: [
      { label: 'Switch to Ana Novak', become: 'U0ANANOVAK', at: 'C0SUPPORT' },
      { label: '/voucher apply 1016 50', compose: '/voucher apply 1016 50' },
    ],
    followedBy: { sent: '^/voucher\\s.*\\b50\\b' },
  },
  {
    title: 'Approve it for Lea',
    why: 'Fay works in finance and couldn’t decide this herself. The card says for whom she did.',
    buttons: [{ label: 'Switch to Fay Lindqvist', become: 'U0FAYLINDQVIST', at: 'C0APPROVALS' }],
    followedBy: approved,
  },
  {
    title: 'Come back',
    why: 'Lea gets a list of what was decided in her place.',
    buttons: [
      { label: 'Switch to Lea Brandt', become: 'U0LEABRANDT', at: 'C0SUPPORT' },
      { label: '/approvals back', compose: '/approvals back' },
    ],
    followedBy: { sent: '^/approvals\\s+back\\b' },
  },
];

/** One voucher for many customers (`envelopes` in policy.yml). */
const strike: readonly GuideStep[] = [
  {
    title: 'Ask for an envelope',
    why: 'The trams are on strike. Ask once for four vouchers instead of four times.',
    buttons: [
      { label: 'Switch to Ana Novak', become: 'U0ANANOVAK', at: 'C0SUPPORT' },
      { label: '/voucher envelope 20 4 3h Tram strike', compose: '/voucher envelope 20 4 3h Tram strike' },
    ],
    followedBy: { sent: '^/voucher\\s+envelope\\b' },
  },
  {
    title: 'Check what it is worth',
    why: 'The form says how much it can give in all, and until when. Submit it.',
    buttons: [],
    followedBy: { act: 'modal-submit' },
  },
  {
    title: 'Approve it as the lead',
    why: 'This is the only time that anybody is asked.',
    buttons: [{ label: 'Switch to Lea Brandt', become: 'U0LEABRANDT', at: 'C0APPROVALS' }],
    followedBy: approved,
  },
  {
    title: 'Give from it',
    why: 'It goes through immediately, once for each customer, until the envelope is empty.',
    buttons: [
      { label: 'Switch to Ana Novak', become: 'U0ANANOVAK', at: 'C0SUPPORT' },
      { label: '/voucher apply 1010 20', compose: '/voucher apply 1010 20' },
    ],
    followedBy: { sent: '^/voucher\\s.*\\b1010\\b' },
  },
  {
    title: 'Submit, and see what is left',
    why: 'Submit the form, then open Home: it shows what is left and who gave.',
    buttons: [],
    followedBy: { act: 'open-home' },
  },
];

/** The first is the README's; the others are offered when it is over. */
export const guideMinutes: readonly GuideMinute[] = [
  { title: 'Five things to try', steps: firstMinute },
  { title: 'Go on leave', steps: leave },
  { title: 'A tram strike', steps: strike },
];
