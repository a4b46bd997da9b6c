import { readSmartmoveId } from '../../actions/smartmove/shared/id.ts';
import {
  type FieldGroup,
  factsOf,
  fieldsOfGroup,
  type SmartmoveField,
  userName,
  valuesOf,
  wordOf,
} from '../../actions/smartmove/shared/user.ts';
import type { SmartmoveUser } from '../../api/smartmove/index.ts';
import { speak } from '../../lib/language/speak.ts';
import type { Redactor } from '../../lib/mask.ts';
import { formatDay } from '../../lib/when.ts';
import { writePointer } from '../../views/pointer.ts';
import { type SmartmoveUserProps, smartmoveUserMessage } from '../../views/smartmove/user.ts';
import type { Interaction } from '../context.ts';
import { defineRead } from '../engine/read.ts';
import { redactorFor } from '../subjects/look-up.ts';
import { typedText } from '../subjects/typed-text.ts';
import { mustBeConfigured } from './configured.ts';

/** `/smartmove user <id>`: what Smartmove has of somebody. */
export const smartmoveUser = defineRead({
  command: 'smartmove',
  verb: 'user',
  description: 'A Smartmove user: status, product, addresses, documents',
  needs: 'read.smartmove',
  title: 'Smartmove user',
  about: typedText<string>({
    usage: '<id>',
    field: { name: 'user', label: 'User', hint: 'The user’s id in Smartmove: a UUID.', maxLength: 100 },
    read(text) {
      const id = readSmartmoveId(text);
      return id.ok ? { ok: true, about: id.id } : id;
    },
    mustWork: mustBeConfigured,
  }),
  fetch: readUser,
  view: smartmoveUserMessage,
});

/** Throws the reader's faults. */
async function readUser({ app, who }: Interaction, id: string): Promise<SmartmoveUserProps> {
  const [user, lately] = await Promise.all([
    app.readers.smartmove.users.get({ params: { customerId: id } }),
    app.approvals.lately({ subjects: [`smartmove:${id.toLowerCase()}`], except: who.id }),
  ]);
  const redactor = redactorFor(app);
  return {
    name: userName(user, redactor),
    id: user.id,
    lately,
    parts: partsOf(user, redactor),
    notes: [
      speak('Smartmove does not show the customer accounts (customerAccounts): who pays, and with what.'),
      ...picturesOf(user),
    ],
    edit: who.may('smartmove.update') ? writePointer({ action: 'smartmove.update', user: user.id }) : undefined,
  };
}

function partsOf(user: SmartmoveUser, redactor: Redactor) {
  const values = valuesOf(user);
  const facts = (fields: readonly SmartmoveField[]) =>
    fields.flatMap((one) =>
      values[one] === undefined ? [] : [{ label: factsOf(one).label, value: wordOf(one, values[one], redactor) }],
    );
  const group = (name: FieldGroup) => facts(fieldsOfGroup(name));
  const main = fieldsOfGroup('main').filter((one) => one !== 'firstName' && one !== 'lastName');
  const subscription = (label: string, at: string | undefined) =>
    at === undefined ? [] : [{ label, value: redactor.text(formatDay(at)) }];
  return [
    {
      heading: speak('User'),
      facts: [
        { label: 'E-mail', value: redactor.email(user.email) },
        ...facts(main.filter((one) => !one.startsWith('contact'))),
        ...subscription(speak('Product since'), user.productSubscriptionStart),
        ...subscription(speak('Product until'), user.productSubscriptionEnd),
      ],
    },
    { heading: speak('Contact address'), facts: facts(main.filter((one) => one.startsWith('contact'))) },
    { heading: speak('Billing address'), facts: group('billing') },
    {
      heading: speak('Driving licence'),
      facts: [
        ...(user.driversLicense?.licenseType === undefined
          ? []
          : [{ label: speak('Classes'), value: redactor.text(user.driversLicense.licenseType) }]),
        ...group('licence'),
      ],
    },
    { heading: speak('Identity document'), facts: group('identity') },
  ];
}

function picturesOf({ driversLicense, identificationDocument }: SmartmoveUser): string[] {
  const count = (driversLicense?.blobs?.length ?? 0) + (identificationDocument?.blobs?.length ?? 0);
  return count === 0
    ? []
    : [
        speak(
          '{count, plural, one {# picture} other {# pictures}} of documents: look at them in Smartmove, they do not come into Slack.',
          { count },
        ),
      ];
}
