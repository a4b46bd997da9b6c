import { awayForm } from '../../src/views/approvals/away-form.ts';
import {
  backMessage,
  declinedMessage,
  noLongerStandingInMessage,
  ownersMessage,
  standInMessage,
} from '../../src/views/approvals/away-notes.ts';
import { severalMessage, severalOutcomes, severalReason, severalView } from '../../src/views/approvals/several.ts';
import {
  channelNotice,
  lookUpsNotice,
  nobodyReachedNotice,
  noDirectMessagesNotice,
} from '../../src/views/common/slack-notices.ts';
import { withoutBlocks } from '../../src/views/common/without-blocks.ts';
import { reasonForm } from '../../src/views/form/reason.ts';
import { silenceMessage } from '../../src/views/help/silence.ts';
import { approveQuestion } from '../../src/views/request/approve-question.ts';
import { briefMessage } from '../../src/views/request/brief.ts';
import { requestCard } from '../../src/views/request/card.ts';
import { nudgeMessage } from '../../src/views/request/nudge.ts';
import { answerForm, answerMessage, questionForm, questionMessage } from '../../src/views/request/question.ts';
import { reminderMessage, undecidableMessage } from '../../src/views/request/reminder.ts';
import { requestStates } from '../../src/views/request/words.ts';
import { endedStepMessage, stepMessage } from '../../src/views/workflow-step/messages.ts';
import type { Drawn } from './every-view.ts';
import { offerViews } from './offer-views.ts';
import { absence, plain, reading, request } from './props.ts';
import type { World } from './worlds.ts';

/** What a lead sees who decides several requests together. */
export function severalViews(world: World): Drawn[] {
  const { text, list } = world;
  const requests = list((index) => ({ ...request(world, 'pending'), id: `7F3KQ2M${String(index).padStart(3, '0')}` })).slice(
    0,
    20,
  );
  const action = { action: 'voucher.apply', label: text('Apply a voucher'), count: 25 };
  const props = { actions: [action, { ...action, action: 'card.assign' }], action: action.action, requests };
  const outcomes = list((index) => ({ title: text('Goodwill 50 EUR'), say: text('Approved.'), counted: index > 0 })).slice(0, 20);
  return [
    { view: 'approvals/several', modal: severalView({ ...props, chosen: [] }, reading('approver')) },
    {
      view: 'approvals/several with some chosen',
      modal: severalView(
        { ...props, chosen: requests.map(({ id }) => id), problem: text('What is chosen has changed.') },
        reading('approver'),
      ),
    },
    { view: 'approvals/several reason', modal: severalReason({ count: 3, metadata: '[]' }) },
    { view: 'approvals/several outcomes', modal: severalOutcomes(outcomes) },
    { view: 'approvals/several outcomes as a message', message: severalMessage(outcomes) },
  ];
}

/** Who is away, and what those hear of it who stand in. */
export function awayViews(world: World): Drawn[] {
  const { text, maybe, list } = world;
  const told = absence(world);
  const decided = list((index) => ({
    id: '7F3KQ2M9XA',
    by: 'U0LEAD2',
    verdict: index % 2 === 0 ? ('approve' as const) : ('reject' as const),
    at: told.from,
    title: text('Goodwill 50 EUR'),
  }));
  return [
    {
      view: 'approvals/away form',
      modal: awayForm({ until: maybe('Friday'), standIn: 'U0LEAD2', intro: text('You are away until Friday.') || '-' }),
    },
    {
      view: 'approvals/away form not understood',
      modal: awayForm({ until: text('soon') || '-', intro: '-', problem: text('That is no time.') || '-' }),
    },
    { view: 'approvals/away named', message: standInMessage(told, 'named') },
    { view: 'approvals/away begun', message: standInMessage(told, 'begun') },
    { view: 'approvals/away ended', message: noLongerStandingInMessage(told) },
    { view: 'approvals/away declined', message: declinedMessage(told) },
    { view: 'approvals/away for the owners', message: ownersMessage(told) },
    { view: 'approvals/away back', message: backMessage({ ...told, decided }) },
  ];
}

/** What people are told without having asked: how requests ended, what is wrong with Slack. */
export function noticeViews(world: World): Drawn[] {
  const { text } = world;
  const pending = request(world, 'pending');
  const asked = { id: 'q1', by: 'U0LEAD1', at: pending.askedAt, text: text('Was there no other scooter?') || '-' };
  return [
    { view: 'notice/channel read by others', message: channelNotice('C0SUPPORT', { kind: 'others' }) },
    { view: 'notice/channel of unknown readers', message: channelNotice('C0SUPPORT', { kind: 'unknown' }) },
    { view: 'notice/channel refused', message: channelNotice('C0SUPPORT', { kind: 'refused', word: text('not_in_channel') }) },
    { view: 'notice/look-ups refused', message: lookUpsNotice('usergroups.users.list', text('missing_scope')) },
    { view: 'notice/no direct messages', message: noDirectMessagesNotice() },
    { view: 'notice/nobody reached', message: nobodyReachedNotice('7F3KQ2M9XA') },
    { view: 'notice/silence', message: silenceMessage({ hour: new Date('2026-11-21T09:00:00Z'), before: [41, 38] }) },
    { view: 'notice/without blocks', message: withoutBlocks(requestCard(pending, reading('approver'))) },
    { view: 'request/reminder', message: reminderMessage(pending) },
    { view: 'request/undecidable for the asker', message: undecidableMessage(pending, { isAsker: true }) },
    { view: 'request/undecidable for the owners', message: undecidableMessage(pending, { isAsker: false }) },
    ...offerViews(world),
    { view: 'request/question form', modal: questionForm({ requestId: '7F3KQ2M9XA', plain: plain(world) }) },
    {
      view: 'request/answer form',
      modal: answerForm({ requestId: '7F3KQ2M9XA', question: { id: 'q1', text: text('Was there no other scooter?') } }),
    },
    ...(['wheelhouse_customer', 'wheelhouse_voucher'] as const).flatMap((step) => [
      { view: `workflow-step/messages asks, ${step}`, message: stepMessage({ execution: 'Fx1', step }) },
      {
        view: `workflow-step/messages failed, ${step}`,
        message: endedStepMessage({ execution: 'Fx1', step, end: { error: world.text('Too late.') } }),
      },
    ]),
    {
      view: 'workflow-step/messages customer given',
      message: endedStepMessage({
        execution: 'Fx1',
        step: 'wheelhouse_customer',
        end: { outputs: { customer_id: '1010', initials: 'L.N.' } },
      }),
    },
    {
      view: 'workflow-step/messages request ended',
      message: endedStepMessage({
        execution: 'Fx1',
        step: 'wheelhouse_voucher',
        end: { outputs: { outcome: 'unknown', outcome_text: 'Outcome unknown', request: '7F3KQ2M9XA' } },
      }),
    },
    { view: 'request/nudge after a reply', message: nudgeMessage(pending, { answered: 'reply' }) },
    { view: 'request/nudge after a reaction', message: nudgeMessage(pending, { answered: 'reaction' }) },
    { view: 'request/question', message: questionMessage(pending, asked) },
    {
      view: 'request/answer',
      message: answerMessage(pending, { ...asked, answer: { text: text('None nearby.') || '-', at: pending.askedAt } }),
    },
    {
      view: 'request/approve-question',
      modal: approveQuestion({ id: '7F3KQ2M9XA', plain: plain(world), reason: text('Scooter broke down, ticket 881') }),
    },
    ...requestStates.map(
      (state): Drawn => ({ view: `request/ended ${state}`, message: briefMessage(request(world, state), reading('asker')) }),
    ),
    {
      view: 'form/reason',
      modal: reasonForm({
        callbackId: 'customer.reveal.form',
        title: text('Reveal'),
        submit: text('Reveal'),
        intro: text('It is logged.'),
        metadata: 'customer:42',
      }),
    },
  ];
}
