import type { Problem } from './limits/index.ts';
import type { Thing } from './thing.ts';

/** Slack says no: `code` is the `error` of the answer, `more` whatever else the answer holds. */
export class Refused extends Error {
  readonly code: string;
  readonly more: Thing;

  constructor(code: string, more: Thing = {}) {
    super(code);
    this.name = 'Refused';
    this.code = code;
    this.more = more;
  }
}

/** The refusal for blocks or views that break a limit, with Slack's way of saying where. */
export function refusedFor(problems: readonly Problem[], code: string): Refused {
  const messages = problems.map((problem) => `[ERROR] ${problem.say} [json-pointer:${problem.pointer}]`);
  return new Refused(code, { errors: messages, response_metadata: { messages } });
}
