/** Starting a workflow that is one of the app's steps. docs.slack.dev/reference/events/function_executed */
import { sendEvent } from '../deliveries.ts';
import type { Site } from '../site.ts';
import { type Acted, refusedByClient } from './acted.ts';

/** The app is told, and hears nothing of who started it. Slack says so again until it is acked; nobody waits here. */
export function startStep(site: Site, person: string, step: string, inputs: Record<string, string>): Acted {
  const known = site.manifest.functions[step];
  if (known === undefined) return refusedByClient('This step is not available.');
  const missing = Object.entries(known.input_parameters).find(([name, { is_required }]) => is_required && !inputs[name]);
  if (missing !== undefined) return refusedByClient(`${missing[1].title} is missing.`);
  const id = site.state.nextId('Fx');
  site.state.executions.set(id, { id, step, startedBy: person, inputs, state: 'running' });
  site.state.changed();
  const parameters = (all: typeof known.input_parameters) => Object.entries(all).map(([name, one]) => ({ ...one, name }));
  void sendEvent(site, {
    type: 'function_executed',
    function: {
      id: `Fn${step.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`,
      callback_id: step,
      title: known.title,
      description: known.description,
      type: 'app',
      input_parameters: parameters(known.input_parameters),
      output_parameters: parameters(known.output_parameters),
      app_id: site.state.world.app.id,
    },
    inputs: Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== '')),
    function_execution_id: id,
    bot_access_token: `xwfp-${id}`,
  });
  return { ok: true, ackMs: 0 };
}
