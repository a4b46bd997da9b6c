import { z } from 'zod';
import { Refused } from '../refused.ts';
import type { Site } from '../site.ts';
import type { StoredExecution } from '../state.ts';
import { id, method } from './method.ts';

/** docs.slack.dev/reference/methods/functions.completeSuccess#errors */
function running(site: Site, execution: string): StoredExecution {
  const found = site.state.executions.get(execution);
  if (found === undefined) throw new Refused('function_execution_not_found');
  if (found.state !== 'running') throw new Refused('execution_not_in_running_state');
  return found;
}

export const functionMethods = {
  'functions.completeSuccess': method({
    tier: 3,
    args: z.looseObject({ function_execution_id: id, outputs: z.record(z.string(), z.string()) }),
    run: (site, args) => {
      const execution = running(site, args.function_execution_id);
      const declared = site.manifest.functions[execution.step]?.output_parameters ?? {};
      const isMissing = Object.entries(declared).some(([name, one]) => one.is_required && args.outputs[name] === undefined);
      if (isMissing || Object.keys(args.outputs).some((name) => declared[name] === undefined))
        throw new Refused('parameter_validation_failed');
      site.state.executions.set(execution.id, { ...execution, state: 'completed', outputs: args.outputs });
      site.state.changed();
      return {};
    },
  }),
  'functions.completeError': method({
    tier: 3,
    args: z.looseObject({ function_execution_id: id, error: z.string().min(1) }),
    run: (site, args) => {
      const execution = running(site, args.function_execution_id);
      site.state.executions.set(execution.id, { ...execution, state: 'failed', error: args.error });
      site.state.changed();
      return {};
    },
  }),
};
