import type { App } from '@slack/bolt';
import { z } from 'zod';
import { steps } from '../../workflow-steps/steps.ts';
import type { AppContext } from '../app-context.ts';

/** docs.slack.dev/reference/events/function_executed; of the token that comes along nothing is read. */
const Executed = z.object({
  function_execution_id: z.string(),
  inputs: z.record(z.string(), z.unknown()).catch({}),
});

/** A workflow has come to one of our steps: it is on the disk before Slack gets its ack, since Slack says it once and then waits. */
export function addWorkflowStepListeners(bolt: App, app: AppContext): void {
  for (const step of Object.keys(steps))
    bolt.function(step, { autoAcknowledge: false }, async ({ event, body, ack }) => {
      const executed = Executed.safeParse(event);
      if (executed.success) {
        const { function_execution_id: execution, inputs } = executed.data;
        await app.workflowSteps.begin({ execution, step, team: body.team_id, inputs });
      }
      await ack();
    });
}
