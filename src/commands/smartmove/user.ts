import { readSmartmoveId } from '../../actions/vocabulary/smartmove-id.ts';
import {
  type FieldGroup,
  factsOf,
  fieldsOfGroup,
  type SmartmoveField,
  userName,
  valuesOf,
  wordOf,
} from '../../actions/vocabulary/smartmove-user.ts';
import type { SmartmoveUser } from '../../api/smartmove/index.ts';
import type { Show } from '../../lib/mask.ts';
import { counted, cut } from '../../lib/text.ts';
import { formatDay } from '../../lib/when.ts';
import type { Message } from '../../views/common/blocks.ts';
import { waitingView } from '../../views/common/waiting.ts';
import { formView } from '../../views/form/form.ts';
import { callbackIds } from '../../views/ids.ts';
import { writePointer } from '../../views/pointer.ts';
import { smartmoveUserMessage } from '../../views/smartmove/user.ts';
import { answerWith, inView, openOver } from '../answer.ts';
import type { Command, Form, Interaction } from '../context.ts';
import { showFor } from '../find/look-up.ts';
import { textOf } from '../form/values.ts';
import { mustHold, whoIs } from '../rights.ts';
import { mustBeConfigured } from './configured.ts';

const title = 'Smartmove user';
const field = 'user';
const needs = 'read.smartmove';

/** `/smartmove user <id>`: what Smartmove has of somebody. */
export const userCommand: Command = {
  command: 'smartmove',
  verb: 'user',
  usage: '<id>',
  description: 'A Smartmove user: status, product, addresses, documents',
  needs,
  async run(interaction, words) {
    mustBeConfigured(interaction.kit);
    const text = cut(words.join(' '), 100).trim();
    const read = readSmartmoveId(text);
    if (!read.ok) {
      await openOver(interaction, userForm(text, text === '' ? undefined : read.why));
      return;
    }
    await answerWith(interaction, () => showUser(interaction, read.id), { tryAgain: `smartmove user ${read.id}` });
  },
};

function userForm(text: string, problem: string | undefined) {
  return formView({
    callbackId: callbackIds.smartmoveUser,
    title,
    submit: 'Show',
    fields: [
      {
        kind: 'text',
        name: field,
        label: 'User',
        hint: 'The user’s id in Smartmove: a UUID.',
        maxLength: 100,
        ...(text === '' ? {} : { initial: text }),
      },
    ],
    ...(problem === undefined ? {} : { problem }),
  });
}

/** The sent form: answered in its own modal. */
export const userSent: Form = {
  callbackId: callbackIds.smartmoveUser,
  needs,
  async run(submission) {
    const read = readSmartmoveId(textOf(submission.values, field) ?? '');
    if (!read.ok) return { answer: { kind: 'errors', errors: { [field]: read.why } } };
    const view = inView(submission, submission.viewId, title);
    return {
      answer: { kind: 'update', view: waitingView({ title }) },
      after: () =>
        answerWith(
          view,
          async () => {
            const who = await whoIs(submission.kit, submission.who.id);
            mustHold(who, needs);
            return showUser({ ...view, who }, read.id);
          },
          { tryAgain: `smartmove user ${read.id}` },
        ),
    };
  },
};

/** Throws the reader's faults. */
async function showUser({ kit, who }: Interaction, id: string): Promise<Message> {
  const user = await kit.readers.smartmove.users.get({ params: { customerId: id } });
  const show = showFor(kit);
  return smartmoveUserMessage({
    name: userName(user, show),
    id: user.id,
    parts: partsOf(user, show),
    notes: ['Smartmove does not show the customer accounts (customerAccounts): who pays, and with what.', ...picturesOf(user)],
    ...(who.may('smartmove.update') ? { edit: writePointer({ action: 'smartmove.update', user: user.id }) } : {}),
  });
}

function partsOf(user: SmartmoveUser, show: Show) {
  const values = valuesOf(user);
  const facts = (fields: readonly SmartmoveField[]) =>
    fields.flatMap((one) =>
      values[one] === undefined ? [] : [{ label: factsOf(one).label, value: wordOf(one, values[one], show) }],
    );
  const group = (name: FieldGroup) => facts(fieldsOfGroup(name));
  const main = fieldsOfGroup('main').filter((one) => one !== 'firstName' && one !== 'lastName');
  const subscription = (label: string, at: string | undefined) =>
    at === undefined ? [] : [{ label, value: show.text(formatDay(at)) }];
  return [
    {
      heading: 'User',
      facts: [
        { label: 'E-mail', value: show.email(user.email) },
        ...facts(main.filter((one) => !one.startsWith('contact'))),
        ...subscription('Product since', user.productSubscriptionStart),
        ...subscription('Product until', user.productSubscriptionEnd),
      ],
    },
    { heading: 'Contact address', facts: facts(main.filter((one) => one.startsWith('contact'))) },
    { heading: 'Billing address', facts: group('billing') },
    {
      heading: 'Driving licence',
      facts: [
        ...(user.driversLicense?.licenseType === undefined
          ? []
          : [{ label: 'Classes', value: show.text(user.driversLicense.licenseType) }]),
        ...group('licence'),
      ],
    },
    { heading: 'Identity document', facts: group('identity') },
  ];
}

function picturesOf({ driversLicense, identificationDocument }: SmartmoveUser): string[] {
  const count = (driversLicense?.blobs?.length ?? 0) + (identificationDocument?.blobs?.length ?? 0);
  return count === 0
    ? []
    : [`${counted(count, 'picture')} of documents: look at them in Smartmove, they do not come into Slack.`];
}
