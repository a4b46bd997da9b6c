const mark = 'workflow-step:';

/** What a form's origin is if a step of a workflow has opened it: it asks once, however often it is opened and sent. */
export function originOfStep(execution: string): string {
  return `${mark}${execution}`;
}

/** The execution of the step that a request was asked for from, by the request's origin; a trigger's hash has no colon. */
export function stepIn(origin: string): string | undefined {
  const at = origin.indexOf(`:${mark}`);
  return at < 0 ? undefined : origin.slice(at + 1 + mark.length);
}
