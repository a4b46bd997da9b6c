import type { Db } from '../db/schema.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Clock } from '../lib/clock.ts';
import { cut } from '../lib/text.ts';
import { isStep, type StepName } from './steps.ts';
import { insertStep, lockStep, type StepInputs, setEnd, stepOf } from './store.ts';

/** What Slack delivers when a workflow comes to one of our steps; `inputs` are whatever its author wrote. */
export type StepBegun = { execution: string; step: string; team: string | undefined; inputs: Readonly<Record<string, unknown>> };

/** A step that waits for this person. */
export type WaitingStep = { step: StepName; inputs: StepInputs };

/** Steps of workflows: kept from their event to their end, whatever is restarted in between. */
export type WorkflowSteps = {
  /** Puts it on the disk; an execution that was delivered before is left as it is. */
  begin(begun: StepBegun): Promise<void>;
  /** The step, if it is this person's and still waits. */
  waiting(press: { execution: string; person: string }): Promise<WaitingStep | undefined>;
  /** The person has chosen the customer. False if the step has ended meanwhile, or is somebody else's. */
  giveCustomer(given: { execution: string; person: string; customer: number; initials: string }): Promise<boolean>;
};

export const stepWaitsMs = 24 * 3_600_000;
const longestInput = 200;
const longestReason = 1_000;

export function createWorkflowSteps(deps: { db: Db; jobs: Pick<Jobs, 'schedule' | 'kick'>; clock: Clock }): WorkflowSteps {
  const { db, jobs, clock } = deps;
  return {
    async begin({ execution, step, team, inputs }) {
      // An id that isn't Slack's can't be answered to, and a step that is not ours isn't ours to end.
      if (!isStep(step) || !/^[A-Za-z0-9_-]{1,64}$/.test(execution)) return;
      const at = clock.now();
      await db.transaction().execute(async (tx) => {
        const isNew = await insertStep(tx, {
          ...{ execution, step, team, at },
          person: cut(textOf(inputs.person), 30),
          inputs: {
            customer: cut(textOf(inputs.customer), longestInput),
            voucher: cut(textOf(inputs.voucher), longestInput),
            reason: cut(textOf(inputs.reason), longestReason),
          },
          endsAt: new Date(at.getTime() + stepWaitsMs),
        });
        if (isNew) await jobs.schedule(tx, 'workflow-step', execution);
      });
      jobs.kick();
    },
    async waiting({ execution, person }) {
      const step = await stepOf(db, execution);
      if (step?.inputs === undefined || step.person !== person || step.end !== undefined || step.endsAt <= clock.now())
        return undefined;
      return { step: step.step, inputs: step.inputs };
    },
    async giveCustomer({ execution, person, customer, initials }) {
      const isGiven = await db.transaction().execute(async (tx) => {
        const step = await lockStep(tx, execution);
        const waits = step?.inputs !== undefined && step.end === undefined && step.endsAt > clock.now();
        if (!waits || step.person !== person || step.step !== 'wheelhouse_customer') return false;
        await setEnd(tx, execution, { outputs: { customer_id: String(customer), initials } });
        await jobs.schedule(tx, 'workflow-step', execution);
        return true;
      });
      jobs.kick();
      return isGiven;
    },
  };
}

/** A NUL would be refused by the database. */
function textOf(input: unknown): string {
  const text = typeof input === 'string' ? input : typeof input === 'number' ? String(input) : '';
  return text.replaceAll('\0', '').trim();
}
