import { waitingView } from '../../views/common/waiting.ts';
import { callbackIds } from '../../views/ids.ts';
import { answerWith, inView } from '../answer.ts';
import type { FieldChange, Form, Submission, ViewValues } from '../context.ts';
import { usualBranch } from '../find/branches.ts';
import { chosenOf, dateOf, idOf, timeOf } from '../form/values.ts';
import { mustHold, whoIs } from '../rights.ts';
import { checkEligibility } from './check.ts';
import { eligibilityForm, eligibilityFields as names, eligibilityTitle as title } from './form.ts';
import { instantOf, wallTime } from './time.ts';

/** The sent form: answered in its own modal. */
export const eligibilitySent: Form = {
  callbackId: callbackIds.eligibility,
  needs: 'read.eligibility',
  async run(submission) {
    const errors = errorsOf(submission.values);
    const customer = idOf(submission.values, names.customer);
    if (customer === undefined || Object.keys(errors).length > 0) return { answer: { kind: 'errors', errors } };
    return {
      answer: { kind: 'update', view: waitingView({ title, say: 'Asking the back office…' }) },
      after: () => check(submission, customer),
    };
  },
};

function errorsOf(values: ViewValues): Record<string, string> {
  return {
    ...(idOf(values, names.customer) === undefined ? { [names.customer]: 'Choose a customer.' } : {}),
    ...(dateOf(values, names.date) !== undefined && timeOf(values, names.time) === undefined
      ? { [names.time]: 'Choose a time on that day, too.' }
      : {}),
  };
}

async function check(submission: Submission, customer: number): Promise<void> {
  const { kit, values } = submission;
  const view = inView(submission, submission.viewId, title);
  await answerWith(view, async () => {
    const who = await whoIs(kit, submission.who.id);
    mustHold(who, 'read.eligibility');
    const category = idOf(values, names.category);
    const account = idOf(values, names.account);
    const at = startTime(values, kit.clock.now(), who.timeZone);
    return checkEligibility(
      { ...view, who },
      {
        customer,
        branch: idOf(values, names.branch) ?? (await usualBranch(kit)),
        ...(category === undefined ? {} : { category }),
        ...(at === undefined ? {} : { at }),
        ...(account === undefined ? {} : { account }),
      },
    );
  });
}

/** A time without a day is today's, by the person's calendar. */
function startTime(values: ViewValues, now: Date, timeZone: string): string | undefined {
  const time = timeOf(values, names.time);
  return time === undefined ? undefined : instantOf(dateOf(values, names.date) ?? wallTime(now, timeZone).date, time, timeZone);
}

/** Another branch has other categories; everything else stays as it is filled in. */
export const eligibilityFieldChanged: FieldChange = {
  callbackId: callbackIds.eligibility,
  needs: 'read.eligibility',
  async changed(press, values) {
    if (press.place.kind !== 'modal') return;
    const customer = chosenOf(values, names.customer);
    const account = chosenOf(values, names.account);
    const category = idOf(values, names.category);
    const date = dateOf(values, names.date);
    const time = timeOf(values, names.time);
    const view = await eligibilityForm(
      press.kit,
      press.who.timeZone,
      {
        branch: idOf(values, names.branch) ?? (await usualBranch(press.kit)),
        ...(customer === undefined ? {} : { customer }),
        ...(category === undefined ? {} : { category }),
        ...(date === undefined ? {} : { date }),
        ...(time === undefined ? {} : { time }),
        ...(account === undefined ? {} : { account }),
      },
      'none',
    );
    await press.kit.screen.update(press.place.viewId, view);
  },
};
