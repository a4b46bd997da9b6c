import type { ModalView } from '@slack/types';
import { auditMessage, kindWords } from '../../views/audit/list.ts';
import type { Message } from '../../views/common/blocks.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { type Field, formView, labels } from '../../views/form/form.ts';
import { actionIds, callbackIds } from '../../views/ids.ts';
import { answerWith, inItsPlace, inView, openInPlace, openOver } from '../answer.ts';
import type { Button, Command, Form, Interaction, ViewValues } from '../context.ts';
import { choiceOf, dateOf, textOf } from '../form/values.ts';
import type { Kit } from '../kit.ts';
import { mustHold, whoIs } from '../rights.ts';
import { type AuditAsk, type AuditWords, auditKinds, filterOf, readAuditWords, writeAuditWords } from './audit-words.ts';

const title = 'Journal';
const needs = 'read.audit';
const pageSize = 10;

/** `/wheelhouse audit`: what was asked, decided, done and revealed; for whose grants allow it. */
export const auditCommand: Command = {
  command: 'wheelhouse',
  verb: 'audit',
  usage: '[@person] [customer] [request] [action] [state] [from:day] [to:day]',
  description: 'What was asked, decided, done and revealed',
  needs,
  async run(interaction, words) {
    const read = readAuditWords(words, actionNames(interaction.kit));
    if (read.problem !== undefined) {
      await openOver(interaction, auditForm(interaction.kit, read.ask, read.problem));
      return;
    }
    await answerWith(interaction, () => pageOf(interaction, read), {
      tryAgain: `wheelhouse audit ${writeAuditWords(read.ask, read.place)}`,
    });
  },
};

async function pageOf({ kit, who }: Pick<Interaction, 'kit' | 'who'>, { ask, place }: AuditWords): Promise<Message> {
  const page = await kit.audit.find(filterOf(ask, who.timeZone), place, pageSize);
  return auditMessage({
    page,
    looking: writeAuditWords(ask).replaceAll(':', ' '),
    timeZone: who.timeZone,
    labelOf: (action) => kit.actions[action]?.label ?? action,
    olderThan: (seq) => writeAuditWords(ask, { olderThan: seq }),
    newerThan: (seq) => writeAuditWords(ask, { newerThan: seq }),
    filter: writeAuditWords(ask),
  });
}

/** A value comes back from outside: it is read as what somebody might have typed, and no more. */
const readValue = (kit: Kit, value: string) => readAuditWords(value.split(' '), actionNames(kit));

const turnPage = (id: string): Button => ({
  id,
  needs,
  async run(press) {
    const read = readValue(press.kit, press.value);
    const where = await inItsPlace(press, title);
    await answerWith(where, () => pageOf(where, read), { tryAgain: 'wheelhouse audit' });
    return undefined;
  },
});

export const auditButtons: readonly Button[] = [
  turnPage(actionIds.auditOlder),
  turnPage(actionIds.auditNewer),
  {
    id: actionIds.auditFilter,
    needs,
    async run(press) {
      await openInPlace(press, auditForm(press.kit, readValue(press.kit, press.value).ask));
      return undefined;
    },
  },
];

/** The sent form: answered in its own modal. */
export const auditSent: Form = {
  callbackId: callbackIds.audit,
  needs,
  async run(submission) {
    const { kit, values } = submission;
    const read = readAuditWords(wordsOf(values), actionNames(kit));
    const errors = errorsOf(values, read.ask);
    if (Object.keys(errors).length > 0) return { answer: { kind: 'errors', errors } };
    const view = inView(submission, submission.viewId, title);
    return {
      answer: { kind: 'update', view: waitingView({ title, say: 'Looking…' }) },
      after: () =>
        answerWith(view, async () => {
          const who = await whoIs(kit, submission.who.id);
          mustHold(who, needs);
          return pageOf({ kit, who }, read);
        }),
    };
  },
};

const names = {
  person: 'person',
  customer: 'customer',
  request: 'request',
  action: 'action',
  what: 'what',
  from: 'from',
  to: 'to',
} as const;

function auditForm(kit: Kit, ask: AuditAsk, problem?: string): ModalView {
  const typed = (name: 'person' | 'customer' | 'request', label: string, hint: string): Field => ({
    kind: 'text',
    name,
    label,
    hint,
    optional: true,
    maxLength: 60,
    ...(ask[name] === undefined ? {} : { initial: ask[name] }),
  });
  const choices = Object.entries(auditKinds).map(([value, kind]) => ({
    value,
    text: value === 'reveal' ? 'Anything revealed' : kindWords(kind),
  }));
  return formView({
    callbackId: callbackIds.audit,
    title,
    submit: 'Look',
    focus: 'none',
    ...(problem === undefined ? {} : { problem }),
    fields: [
      typed(names.person, 'Person', 'A member ID (U…, in their profile under ⋮), or app. With the command, type @name.'),
      typed(names.customer, labels.customer, 'The customer’s id.'),
      typed(names.request, 'Request', 'The ten letters and digits on its card.'),
      {
        kind: 'select',
        name: names.action,
        label: 'Action',
        optional: true,
        choices: Object.values(kit.actions).map(({ name, label }) => ({ value: name, text: label })),
        ...(ask.action === undefined ? {} : { initial: ask.action }),
      },
      {
        kind: 'select',
        name: names.what,
        label: labels.state,
        optional: true,
        choices,
        ...(ask.what === undefined ? {} : { initial: ask.what }),
      },
      { kind: 'date', name: names.from, label: 'From', optional: true, ...(ask.from === undefined ? {} : { initial: ask.from }) },
      { kind: 'date', name: names.to, label: 'To', optional: true, ...(ask.to === undefined ? {} : { initial: ask.to }) },
    ],
  });
}

function wordsOf(values: ViewValues): string[] {
  const filled = {
    person: textOf(values, names.person),
    customer: textOf(values, names.customer),
    request: textOf(values, names.request),
    action: choiceOf(values, names.action),
    what: choiceOf(values, names.what),
    from: dateOf(values, names.from),
    to: dateOf(values, names.to),
  };
  return Object.entries(filled).flatMap(([name, value]) => (value === undefined ? [] : [`${name}:${value}`]));
}

/** What was typed and not understood, at its field. */
function errorsOf(values: ViewValues, ask: AuditAsk): Record<string, string> {
  const wrong = {
    person: 'Write a member ID, such as U0123ABCD, or app.',
    customer: 'Write the customer’s id: digits alone.',
    request: 'Write the ten letters and digits on its card.',
  } as const;
  return Object.fromEntries(
    Object.entries(wrong).filter(
      ([name]) => textOf(values, name) !== undefined && ask[name as keyof typeof wrong] === undefined, // safe: the keys of the literal above
    ),
  );
}

function actionNames(kit: Kit): string[] {
  return Object.keys(kit.actions);
}
