import type { HomeView, ModalView } from '@slack/types';
import { redactorForOne } from '../../src/lib/mask.ts';
import { queueMessage } from '../../src/views/approvals/queue.ts';
import { headMessage } from '../../src/views/audit/head.ts';
import { type AuditEntry, auditMessage } from '../../src/views/audit/list.ts';
import type { Message } from '../../src/views/common/blocks.ts';
import { budgetMessage, personBudgetMessage } from '../../src/views/common/budget.ts';
import { noteMessage, noteView, ownersMessage, plainMessage } from '../../src/views/common/note.ts';
import { problemMessage, problemView } from '../../src/views/common/problem.ts';
import { waitingView } from '../../src/views/common/waiting.ts';
import { foundInMessage } from '../../src/views/customer/found-in-message.ts';
import { unfurledCustomer } from '../../src/views/customer/unfurled.ts';
import { eligibilityMessage } from '../../src/views/eligibility/result.ts';
import { figuresMessage } from '../../src/views/figures/figures.ts';
import { formView as drawForm } from '../../src/views/form/form.ts';
import { didYouMeanMessage } from '../../src/views/help/did-you-mean.ts';
import { helpMessage } from '../../src/views/help/help.ts';
import { statusMessage } from '../../src/views/help/status.ts';
import { homeTab } from '../../src/views/home/home.ts';
import { requestCard, requestModal } from '../../src/views/request/card.ts';
import { changedOutsideNotice } from '../../src/views/request/changed-outside.ts';
import { checkingModal, refusedMessage, refusedModal } from '../../src/views/request/checking.ts';
import { erasedMessage, notificationMessage, quietMessage } from '../../src/views/request/notification.ts';
import { rejectForm } from '../../src/views/request/reject-form.ts';
import { requestStates } from '../../src/views/request/words.ts';
import { goneOnNotice, restoredNotice } from '../../src/views/restore/notice.ts';
import { voucherListMessage } from '../../src/views/voucher/list.ts';
import { accountViews } from './account-views.ts';
import { customerViews } from './customer-views.ts';
import { envelopeViews } from './envelope-views.ts';
import { awayViews, noticeViews, severalViews } from './notice-views.ts';
import { organisationViews } from './organisation-views.ts';
import { absence, customer, formProps, now, ownPages, plain, reading, request, requirements } from './props.ts';
import { reviewViews } from './review-views.ts';
import { given, type World } from './worlds.ts';

export type Drawn = { view: string } & ({ message: Message } | { modal: ModalView } | { home: HomeView });

/** Every message, modal and Home that the app can show, each drawn with this world's data. A new view belongs here. */
export function everyView(world: World): Drawn[] {
  const { text, maybe, list } = world;
  const one = redactorForOne();
  return [
    { view: 'common/waiting', modal: waitingView({ title: text('Customer'), say: text('Looking up 4711…') }) },
    {
      view: 'common/problem',
      message: problemMessage({
        say: text('The back office does not answer.'),
        ...given('ref', maybe('7F3KQ2')),
        tryAgain: 'customer:42',
      }),
    },
    {
      view: 'customer/found in a message',
      message: foundInMessage({
        customers: list((index) => customer(world, index)),
        branchId: 1,
        redactor: one,
      }),
    },
    {
      view: 'customer/unfurled',
      message: { text: 'a link', blocks: unfurledCustomer({ customer: customer(world), branchId: 1 }) },
    },
    { view: 'common/budget', message: budgetMessage({ percent: 80, used: 800, limit: 1000 }) },
    { view: 'common/budget used up', message: budgetMessage({ percent: 100, used: 1000, limit: 1000 }) },
    { view: 'common/problem modal', modal: problemView({ title: text('Customer'), say: text('Not found.') }) },
    { view: 'common/owners', message: ownersMessage('<@U0LEAD1> revealed customers’ data 21 times lately.') },
    { view: 'common/note', message: noteMessage(text('Done.') || '-') },
    { view: 'common/note plain', message: plainMessage({ ...plain(world), title: text('Done') || '-' }) },
    { view: 'common/note modal', modal: noteView({ title: text('Card'), plain: plain(world) }) },
    { view: 'form/form', modal: formView(world) },
    { view: 'form/form without previews', modal: bareForm(world) },
    { view: 'audit/head', message: headMessage({ seq: 1_200, hash: text('3f2ab1c9d0e4f5a6') || '-', sinceLast: 100 }) },
    { view: 'audit/list', message: auditList(world) },
    {
      view: 'request/changed-outside',
      message: changedOutsideNotice({ id: 'K7QX2M9RTB', label: text('Apply a voucher'), state: 'stale', changed: ['State'] }),
    },
    {
      view: 'request/changed-outside put back',
      message: changedOutsideNotice({ id: 'K7QX2M9RTB', label: text('Apply a voucher'), state: 'done', changed: [] }),
    },
    { view: 'common/budget of a person', message: personBudgetMessage({ person: 'U0LEAD1', limit: 400 }) },
    { view: 'request/erased', message: erasedMessage() },
    { view: 'restore/notice', message: restoredNotice({ after: 80, kept: 100 }) },
    { view: 'restore/gone on', message: goneOnNotice({ after: 80, kept: 100, by: 'U0LEAD1' }) },
    { view: 'restore/gone on by machine', message: goneOnNotice({ after: 80, kept: 100, by: `cli:${text('ops')}` }) },
    { view: 'audit/list of nothing', message: auditList({ ...world, list: () => [] }) },
    ...customerViews(world),
    {
      view: 'eligibility/result',
      message: eligibilityMessage({
        customer: one.person(customer(world)),
        fulfilled: false,
        requirements: requirements(world),
        asked: { branch: text('Vienna'), category: maybe('Compact'), time: maybe('21 Nov 2026, 14:05'), account: maybe('ACME') },
        change: 'customer:42 branch:1',
        profile: 'customer:42',
      }),
    },
    ...reviewViews(world),
    ...accountViews(world),
    ...organisationViews(world),
    {
      view: 'voucher/list',
      message: voucherListMessage({
        holder: text('Anna Nowak (customer 42)'),
        vouchers: list((index) => ({
          id: index,
          name: maybe('Goodwill'),
          status: maybe('ACTIVE'),
          value: { amount: 20, currency: text('EUR') },
          remaining: { amount: 12.5, currency: text('EUR') },
          validUntil: maybe('2026-12-31'),
        })),
        apply: 'customer:42',
      }),
    },
    ...requestStates.flatMap((state): Drawn[] => [
      { view: `request/card ${state} channel`, message: requestCard(request(world, state), reading('channel')) },
      { view: `request/card ${state} approver`, message: requestCard(request(world, state), reading('approver')) },
      { view: `request/card ${state} asker`, message: requestCard(request(world, state), reading('asker')) },
      { view: `request/modal ${state}`, modal: requestModal(request(world, state), reading('approver')) },
      {
        view: `request/modal ${state} with what else is known`,
        modal: requestModal(request(world, state), reading('approver'), {
          open: list(() => request(world, 'pending')),
          rejected: list(() => request(world, 'rejected')),
          customer: { tags: list(() => text('vip')), rides: 12, lastRentalAt: text('2026-09-18T10:00:00Z') },
        }),
      },
      {
        view: `request/notification ${state}`,
        message: notificationMessage({
          id: '7F3KQ2M9XA',
          state,
          plain: plain(world),
          asker: { id: 'U0AGENT1', ...given('name', maybe('Mira')) },
          decidedBy: [{ id: 'U0LEAD1', ...given('name', maybe('Jo')) }],
          cardUrl: 'https://workspace.example/archives/C0APPROVALS/p1',
          pages: maybe('') === undefined ? undefined : ownPages,
        }),
      },
    ]),
    {
      view: 'request/quiet',
      message: quietMessage(
        list((index) => ({
          id: '7F3KQ2M9XA',
          state: index % 2 === 0 ? ('done' as const) : ('rejected' as const),
          plain: plain(world),
          asker: { id: 'U0AGENT1', ...given('name', maybe('Mira')) },
          decidedBy: [{ id: 'U0LEAD1' }],
          at: now,
        })),
        { timeZone: 'Europe/Vienna' },
      ),
    },
    {
      view: 'figures/figures',
      message: figuresMessage({
        ...{ from: new Date('2026-11-20T07:30:00Z'), to: new Date('2026-11-21T07:30:00Z'), now, timeZone: 'Europe/Vienna' },
        ...{ asked: 12, refused: 1, approved: 7, rejected: 1, expired: 1, unknown: 1, byPerson: true },
        timeToDecide: maybe('yes') === undefined ? undefined : { medianMs: 720_000, ninetiethMs: 11_100_000 },
        given: list((index) => ({
          branch: index === 0 ? 1 : null,
          template: maybe('Goodwill 20 EUR') ?? null,
          person: 'U0AGENT1',
          currency: index % 2 === 0 ? 'EUR' : 'CHF',
          vouchers: 2,
          amount: 40,
        })),
        waiting: maybe('yes') === undefined ? undefined : { requests: 3, oldestAskedAt: new Date('2026-11-21T11:00:00Z') },
        unsettled: maybe('yes') === undefined ? undefined : { requests: 1, oldestAskedAt: new Date('2026-11-18T11:00:00Z') },
      }),
    },
    ...noticeViews(world),
    ...severalViews(world),
    { view: 'request/checking', modal: checkingModal({ title: text('Apply voucher') }) },
    {
      view: 'request/refused',
      modal: refusedModal({ title: text('Apply voucher'), requestId: '7F3KQ2M9XA', why: text('The card is assigned.') }),
    },
    {
      view: 'request/refused-message',
      message: refusedMessage({
        title: 'Apply a voucher',
        requestId: '7F3KQ2M9XA',
        why: text('The card is assigned.'),
        reason: text('Waited in the rain'),
      }),
    },
    { view: 'request/reject-form', modal: rejectForm({ shown: '7F3KQ2M9XA', plain: plain(world) }) },
    {
      view: 'home',
      home: homeTab({
        ...queue(world),
        quick: list((index) => ({ label: text('Look up'), command: `customer lookup ${index}` })),
        recent: list((id) => ({
          id,
          name: text('Lena Novak'),
          value: `customer:${id}`,
          page: `https://dash.example/customers/${id}`,
        })),
        away: { canLeave: true, own: absence(world), standingIn: list((index) => ({ ...absence(world), id: `abc${index}` })) },
        ...given('problem', maybe('Smartmove does not answer.')),
      }),
    },
    { view: 'home/of who can go away', home: homeTab({ ...queue(world), quick: [], away: { canLeave: true, standingIn: [] } }) },
    ...[...awayViews(world), ...envelopeViews(world, queue(world))],
    { view: 'approvals/queue', message: queueMessage(queue(world)) },
    {
      view: 'help/help',
      message: helpMessage({
        commands: list((index) => ({
          command: text(`/card${index}`),
          description: text('Identity cards'),
          verbs: list(() => ({ usage: text('assign <card> <customer>'), description: text('Gives a card to a customer') })),
        })),
      }),
    },
    {
      view: 'help/did-you-mean',
      message: didYouMeanMessage({
        word: text('lokup'),
        command: 'customer',
        meant: ['customer lookup 1010', `customer edit ${text('1010')}`],
        whole: `customer lookup ${text('lokup 1010')}`,
      }),
    },
    {
      view: 'help/status',
      message: statusMessage({
        parts: list(() => ({ name: text('Operations'), state: 'down' as const, ...given('say', maybe('no answer for 5m')) })),
        policy: { say: text('policy.yml, 4 rules'), warnings: list(() => text('nobody holds the role finance')) },
        profile: { say: text('1 call differs'), fine: list(() => text('Customer.creditStatus: POSITIVE counts as APPROVED')) },
        roles: list(() => text('agent')),
        version: '0.1.0',
      }),
    },
  ];
}

function formView(world: World): ModalView {
  return drawForm(formProps(world));
}

function bareForm(world: World): ModalView {
  const { preview: _, gate: __, problem: ___, intro: ____, ...bare } = formProps(world);
  return drawForm(bare);
}

function queue(world: World) {
  const states = requestStates.map((state) => request(world, state));
  const waiting = request(world, 'pending');
  return {
    now: new Date('2026-11-21T13:05:00Z'),
    timeZone: 'Europe/Vienna',
    canDecide: true,
    toDecide: world.list((index) => request(world, 'pending', `DECIDE${index}`)),
    toDecideTotal: world.list(() => 0).length,
    from: 0,
    open: world.list((index) => request(world, 'pending', `OPEN${index}`)),
    openTotal: world.list(() => 0).length,
    ended: world.list((index) => ({ ...(states[index % states.length] ?? waiting), id: `ENDED${index}` })),
  };
}

function auditList({ text, maybe, list }: World): Message {
  const kinds = ['reveal.customer', 'request.done', 'journal.erased'];
  return auditMessage({
    page: {
      entries: list(
        (index): AuditEntry => ({
          seq: 500 - index,
          at: new Date('2026-11-21T10:00:00Z'),
          kind: kinds[index % 3] ?? text('note'),
          actor: index % 2 === 0 ? 'U0AGENT1' : text('cli:root'),
          requestId: index % 2 === 0 ? '7F3KQ2M9XA' : undefined,
          action: maybe('voucher.apply'),
          subjects: [text('customer:1010')],
          facts: { facts: { rule: text('goodwill'), have: 1, need: 2 }, vote: index % 2 === 0 ? undefined : { for: 'U0LEAD2' } },
          reason: index % 3 === 1 ? null : maybe('ticket 4711'),
        }),
      ).slice(0, 10),
      hasOlder: true,
      hasNewer: true,
    },
    looking: text('customer 1010'),
    timeZone: 'Europe/Vienna',
    labelOf: text,
    olderThan: (seq) => `older:${seq}`,
    newerThan: (seq) => `newer:${seq}`,
    filter: 'customer:1010',
  });
}
