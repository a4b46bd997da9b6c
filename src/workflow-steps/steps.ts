/** The steps that Workflow Builder offers, as the manifest declares them and an event names them. */

type Parameter = { type: string; title: string; description: string; is_required: boolean };
type Step = {
  title: string;
  description: string;
  /** The grant that its person needs. */
  needs: string;
  inputs: Readonly<Record<string, Parameter>>;
  outputs: Readonly<Record<string, Parameter>>;
};

const text = (title: string, description: string, isRequired: boolean): Parameter => ({
  type: 'string',
  title,
  description,
  is_required: isRequired,
});

/** Slack does not say who started a workflow: whoever is named here is asked, and acts with their own rights. */
const person: Parameter = {
  type: 'slack#/types/user_id',
  title: 'Person',
  description: 'Who is asked, in a private message. They act with their own rights.',
  is_required: true,
};
const customer = text('Customer', 'A name, an e-mail address, a phone number or an id. The person chooses the customer.', true);

export const steps = {
  wheelhouse_customer: {
    title: 'Look up a customer',
    description: 'Asks a person to look up a customer. Gives the workflow initials and id alone.',
    needs: 'read.customer',
    inputs: { person, customer },
    outputs: {
      customer_id: text('Customer id', 'The id in the back office', true),
      initials: text('Initials', 'Such as L.N.; empty if there is no name', true),
    },
  },
  wheelhouse_voucher: {
    title: 'Ask for a voucher',
    description: 'Asks a person to request a voucher for a customer. Ends when the request ends, with its outcome.',
    needs: 'voucher.apply',
    inputs: {
      person,
      customer,
      voucher: text('Voucher', 'Its name, code or amount, such as 20 EUR', false),
      reason: text('Reason', 'The person can change it before they send the request.', false),
    },
    outputs: {
      outcome: text('Outcome', 'done, rejected, failed, unknown, expired, cancelled or stale', true),
      outcome_text: text('Outcome in words', 'Such as Done or Rejected', true),
      request: text('Request', 'Its reference in Wheelhouse', true),
    },
  },
} as const satisfies Record<string, Step>;

export type StepName = keyof typeof steps;

export function isStep(name: string): name is StepName {
  return Object.hasOwn(steps, name);
}

/** An input or an output has its name inside it, too. */
const parameters = (all: Step['inputs']) =>
  Object.fromEntries(Object.entries(all).map(([name, parameter]) => [name, { name, ...parameter }]));

/** `functions` of the manifest (https://docs.slack.dev/tools/bolt-js/tutorials/custom-steps). */
export function functionsOfManifest() {
  const described = Object.entries(steps).map(([id, { title, description, inputs, outputs }]) => [
    id,
    { title, description, input_parameters: parameters(inputs), output_parameters: parameters(outputs) },
  ]);
  return Object.fromEntries(described) as Readonly<Record<string, object>>; // safe: made of the above
}
