/** Steps of the app that a workflow can have, and what became of those that were started, as the page shows them. */
import type { PageExecution, PageStep } from './page-protocol.ts';
import type { Site } from './site.ts';

const shown = 20;

export function stepsOf({ manifest }: Site): PageStep[] {
  return Object.entries(manifest.functions).map(([id, { title, description, input_parameters: inputs }]) => ({
    id,
    title,
    description,
    inputs: Object.entries(inputs).map(([name, input]) => ({
      name,
      title: input.title,
      hint: input.description,
      kind: input.type === 'slack#/types/user_id' ? 'person' : 'text',
      isRequired: input.is_required,
    })),
  }));
}

export function executionsOf({ manifest, state }: Site): PageExecution[] {
  return [...state.executions.values()]
    .slice(-shown)
    .reverse()
    .map(({ id, step, state: now, outputs = {}, error }) => {
      const known = manifest.functions[step];
      return {
        id,
        title: known?.title ?? step,
        state: now,
        outputs: Object.entries(outputs).map(([name, value]) => ({
          title: known?.output_parameters[name]?.title ?? name,
          value,
        })),
        error,
      };
    });
}
