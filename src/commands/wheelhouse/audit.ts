import { speak } from '../../lib/language/speak.ts';
import { type AuditProps, auditMessage, kindWords } from '../../views/audit/list.ts';
import { type Field, labels } from '../../views/form/form.ts';
import { actionIds } from '../../views/ids.ts';
import type { AppContext } from '../app-context.ts';
import type { Interaction, ViewValues } from '../context.ts';
import type { Filled } from '../engine/action-form.ts';
import { defineRead } from '../engine/read.ts';
import type { ReadSubject } from '../engine/subject.ts';
import { choiceOf, dateOf, textOf } from '../engine/values.ts';
import { filledAt } from '../subjects/understand.ts';
import { type AuditAsk, type AuditWords, auditKinds, filterOf, readAuditWords, writeAuditWords } from './audit-words.ts';

const pageSize = 10;

const names = {
  person: 'person',
  customer: 'customer',
  request: 'request',
  action: 'action',
  what: 'what',
  from: 'from',
  to: 'to',
} as const;

/** Which entries are meant; all of them if no kind is given. */
const journalPart: ReadSubject<AuditWords> = {
  usage: '[@person] [customer] [request] [action] [state] [from:day] [to:day]',
  readsWithoutWords: true,
  async understand(app, words) {
    const read = readAuditWords(words, actionNames(app));
    if (read.problem === undefined) return { kind: 'known', about: read };
    return { kind: 'unclear', filled: { ...filledWith(app, read.ask), problem: read.problem } };
  },
  fields: auditFields,
  fromSubmission({ app, values }) {
    const read = readAuditWords(wordsOf(values), actionNames(app));
    const errors = errorsOf(values, read.ask);
    if (Object.keys(errors).length > 0) return { ok: false, errors };
    return { ok: true, words: writeAuditWords(read.ask), find: async () => ({ kind: 'known', about: read }) };
  },
  pointed: {
    find: async (app, _pointer, value) => readValue(app, value),
    words: () => '',
    fill: async (app, _who, value) => filledWith(app, readValue(app, value).ask),
  },
};

/** `/wheelhouse audit`: what was asked, decided, done and revealed; for those whose grants allow it. */
export const auditRead = defineRead({
  command: 'wheelhouse',
  verb: 'audit',
  description: 'What was asked, decided, done and revealed',
  needs: 'read.audit',
  title: 'Journal',
  submit: 'Search',
  about: journalPart,
  turns: [actionIds.auditOlder, actionIds.auditNewer],
  changes: actionIds.auditFilter,
  fetch: readPage,
  view: auditMessage,
});

async function readPage({ app, who }: Interaction, { ask, place }: AuditWords): Promise<AuditProps> {
  return {
    page: await app.audit.find(filterOf(ask, who.timeZone), place, pageSize),
    looking: writeAuditWords(ask).replaceAll(':', ' '),
    timeZone: who.timeZone,
    labelOf: (action) => app.actions[action]?.label ?? action,
    olderThan: (seq) => writeAuditWords(ask, { olderThan: seq }),
    newerThan: (seq) => writeAuditWords(ask, { newerThan: seq }),
    filter: writeAuditWords(ask),
  };
}

/** A value comes back from outside: it is read as what somebody might have typed, and no more. */
function readValue(app: AppContext, value: string): AuditWords {
  return readAuditWords(value.split(' '), actionNames(app));
}

function filledWith(app: AppContext, ask: AuditAsk): Filled {
  const given = Object.values(names).flatMap((name) => {
    const value = ask[name];
    return value === undefined ? [] : [[name, { value, text: value }] as const];
  });
  return { ...filledAt(app), values: Object.fromEntries(given) };
}

function auditFields(app: AppContext, { values }: Filled): Field[] {
  const typed = (name: 'person' | 'customer' | 'request', label: string, hint: string): Field => ({
    kind: 'text',
    name,
    label,
    hint,
    optional: true,
    maxLength: 60,
    initial: values[name]?.value,
  });
  const choices = Object.entries(auditKinds).map(([value, kind]) => ({
    value,
    text: value === 'reveal' ? speak('Anything revealed') : kindWords(kind),
  }));
  return [
    typed(
      names.person,
      speak('Person'),
      speak('A member ID (U…, in their profile under ⋮), or app. With the command, type @name.'),
    ),
    typed(names.customer, labels.customer, speak('The customer’s id.')),
    typed(names.request, speak('Request'), speak('The ten letters and digits on its card.')),
    {
      kind: 'select',
      name: names.action,
      label: speak('Action'),
      optional: true,
      choices: Object.values(app.actions).map(({ name, label }) => ({ value: name, text: label })),
      initial: values[names.action]?.value,
    },
    { kind: 'select', name: names.what, label: labels.state, optional: true, choices, initial: values[names.what]?.value },
    { kind: 'date', name: names.from, label: speak('From'), optional: true, initial: values[names.from]?.value },
    { kind: 'date', name: names.to, label: speak('To'), optional: true, initial: values[names.to]?.value },
  ];
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
    person: speak('Write a member ID, such as U0123ABCD, or app.'),
    customer: speak('Write the customer’s id: digits alone.'),
    request: speak('Write the ten letters and digits on its card.'),
  } as const;
  return Object.fromEntries(
    Object.entries(wrong).filter(
      ([name]) => textOf(values, name) !== undefined && ask[name as keyof typeof wrong] === undefined, // safe: the keys of the literal above
    ),
  );
}

function actionNames(app: AppContext): string[] {
  return Object.keys(app.actions);
}
