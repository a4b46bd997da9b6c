/**
 * Every id that Slack sends back, in one place. An `action_id` is one of `actionIds`, or one of them, a colon and something that
 * keeps it unique in its message (`request.approve:7F3K…`); `baseOf` gives the part to route by. What the press is about is in
 * the button's value and nowhere else.
 */

/** Buttons and menus. */
export const actionIds = {
  /** Request cards; value: the request's id, of what decides the request as it was shown (`shownAs`). */
  approve: 'request.approve',
  askBeforeApproving: 'request.approve-question',
  reject: 'request.reject',
  cancelRequest: 'request.cancel',
  askAgain: 'request.ask-again',
  lookAgain: 'request.look-again',
  itHappened: 'request.it-happened',
  itDidNotHappen: 'request.it-did-not-happen',
  openRequest: 'request.open',
  closeEnvelope: 'request.close-envelope',
  askBack: 'request.ask-back',
  /** Value: the request's id, a colon and the question's. */
  answer: 'request.answer',
  /** Opens the form in which less is offered; value: the request as it was shown (`shownAs`). */
  offerLess: 'request.offer-less',
  /** Value of both: the request's id, a colon and the offer's. */
  acceptOffer: 'request.accept-offer',
  declineOffer: 'request.decline-offer',
  /** A stand-in's way out; value: the absence's id. */
  declineStandIn: 'away.decline',
  leave: 'away.leave',
  comeBack: 'away.back',
  /** Opens the form in which several are decided. */
  decideSeveral: 'several.open',
  /** A checkbox; its block and its option are named by the request's id. */
  chooseOne: 'several.choose',
  /** A menu of the actions that there are requests of. */
  chooseAction: 'several.action',
  /** Value: how many were chosen when the button was drawn. */
  approveSeveral: 'several.approve',
  rejectSeveral: 'several.reject',
  /** Starts an action's form; value: a pointer with `action`. On an overflow menu, the chosen option's value is that pointer. */
  start: 'start',
  startMore: 'start.more',
  /** Customers; value: a pointer with `customer` and `branch`. */
  openCustomer: 'customer.open',
  revealCustomer: 'customer.reveal',
  shareCustomer: 'customer.share',
  refreshCustomer: 'customer.refresh',
  checkEligibility: 'customer.eligibility',
  searchElsewhere: 'customer.search-elsewhere',
  /** Value: a search. */
  searchEverywhere: 'customer.search-everywhere',
  customerHistory: 'customer.history',
  turnHistory: 'customer.history-page',
  /** A menu; value: a pointer whose `look` is the id of the button that shows it. */
  lookAt: 'customer.look-at',
  showPayment: 'customer.payment',
  showTokens: 'customer.tokens',
  /** Business accounts; value: a pointer with `account`, and of one membership with `member`. */
  openAccount: 'account.open',
  accountMembers: 'account.members',
  turnMembers: 'account.members-page',
  accountMember: 'account.member',
  accountBilling: 'account.billing',
  accountPayment: 'account.payment',
  /** Vouchers of a customer or of a business account. */
  voucherList: 'voucher.list',
  ratingList: 'rating.list',
  /** Checks of a customer's documents. */
  verificationList: 'verification.list',
  /** A picture of an attempt; value: a pointer with `customer` and `media`. */
  verificationMedia: 'verification.media',
  /** Paging; value: as the caller gave it. */
  previousPage: 'page.previous',
  nextPage: 'page.next',
  /** Opens the eligibility form filled in; value: a pointer. */
  changeEligibility: 'eligibility.change',
  /** Asks the same again; value: the question. */
  refreshEligibility: 'eligibility.refresh',
  /** Runs the same command again; value: as the caller gave it. */
  tryAgain: 'try-again',
  /** App Home; quick buttons carry a command's name (`customer lookup`). */
  quick: 'home.quick',
  refreshHome: 'home.refresh',
  /** Value: after how many of the requests that wait. */
  turnQueue: 'queue.turn',
  openHelp: 'help.open',
  /** The journal; value: a filter in the words of `/wheelhouse audit`. */
  auditOlder: 'audit.older',
  auditNewer: 'audit.newer',
  auditFilter: 'audit.filter',
  /** Terms, business units, settings: pages of their lists and one of them; value: a pointer, for settings the search and the page. */
  termsPage: 'terms.page',
  openTerms: 'terms.open',
  unitPage: 'unit.page',
  openUnit: 'unit.open',
  settingsPage: 'settings.page',
  /** Goes on from a restored database. */
  goOn: 'restored.go-on',
  /** What a workflow asks somebody for; value: the execution of its step. */
  workflowCustomer: 'workflow.customer',
  workflowVoucher: 'workflow.voucher',
  /** A button that is only a link; still acked. */
  link: 'link',
} as const;
export type ActionId = (typeof actionIds)[keyof typeof actionIds];

/** External selects: Slack asks for their options under these, then a colon and the field's name. */
export const lookupIds = {
  customer: 'lookup.customer',
  card: 'lookup.card',
  account: 'lookup.account',
  template: 'lookup.template',
  branch: 'lookup.branch',
  category: 'lookup.category',
  unit: 'lookup.unit',
} as const;
export type LookupSource = keyof typeof lookupIds;

/** Shortcuts, as the manifest declares them: one on a message, the others anywhere. */
export const shortcutIds = {
  inMessage: 'message.look-up',
  lookUp: 'open.customer-lookup',
  eligibility: 'open.eligibility',
  assignCard: 'open.card-assign',
  voucher: 'open.voucher-apply',
  approvals: 'open.approvals',
} as const;
export type ShortcutId = (typeof shortcutIds)[keyof typeof shortcutIds];

/** Every other form element; a change of one with `dispatch` arrives under this, then a colon and the field's name. */
export const fieldId = 'field';

/** Forms and views. A form that starts an action has the action's name after `action:`. */
export const callbackIds = {
  /** `action:card.assign`: the form of an action. */
  action: 'action',
  waiting: 'waiting',
  problem: 'problem',
  information: 'information',
  confirm: 'confirm',
  eligibility: 'eligibility.form',
  signIn: 'customer.sign-in.form',
  revealReason: 'customer.reveal.form',
  revealed: 'customer.revealed',
  rejectReason: 'request.reject.form',
  approveQuestion: 'request.approve.form',
  askBack: 'request.ask-back.form',
  answer: 'request.answer.form',
  offer: 'request.offer.form',
  away: 'away.form',
  several: 'several.view',
  severalReason: 'several.reject.form',
  mediaReason: 'verification.media.form',
  request: 'request.view',
  workflowCustomer: 'workflow.customer.form',
} as const;
export type CallbackId = (typeof callbackIds)[keyof typeof callbackIds];

/** Blocks whose ids are read back: a form's input has its field's name, these have their own. */
export const blockIds = {
  gate: 'gate',
  preview: 'preview',
  problem: 'problem',
} as const;

/** Names of the fields of the views' own small forms, which are also their `block_id`s. */
export const fieldNames = {
  reason: 'reason',
  question: 'question',
  answer: 'answer',
  voucher: 'voucher',
  from: 'from',
  until: 'until',
  standIn: 'stand-in',
  note: 'note',
  search: 'search',
  branch: 'branch',
} as const;

/** A request as it was shown, for what decides it: its id, and once it was changed while it waited, a colon and how often. */
export function shownAs({ id, revision = 0 }: { id: string; revision?: number }): string {
  return revision === 0 ? id : `${id}:${revision}`;
}

/** Its id, and how often it had been changed when it was shown. */
export function readShown(value: string): { id: string; revision: number } {
  const [id = '', revision = '0'] = value.slice(0, 60).split(':');
  return { id, revision: Number(revision) };
}

/** `request.approve:7F3K` → `request.approve`. */
export function baseOf(id: string): string {
  const colon = id.indexOf(':');
  return colon < 0 ? id : id.slice(0, colon);
}

/** In the id of a list that is searched: it offers *Not set*, too. */
export const noneMark = 'none';

/** Matches an id of this base with or without what makes it unique; for listeners. */
export function idPattern(base: string): RegExp {
  return new RegExp(`^${base.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?::|$)`);
}

const nudgeMark = '.nudge';

/** The same button in a message that says that only buttons count. */
export function inNudge(id: string): string {
  return `${id}${nudgeMark}`;
}

export function isInNudge(id: string): boolean {
  return id.endsWith(nudgeMark);
}

/** Makes a repeatable id unique in its message, and no longer than Slack takes (255). */
export function uniqueId(base: string, discriminator: string | number): string {
  return `${base}:${discriminator}`.slice(0, 255);
}
