import type { Thing } from './thing.ts';

/**
 * How a Web API method or a response_url is made to go wrong. `error`: answers `{ok: false}` with it; `status`: that HTTP status; `retryAfter`: 429 with
 * that many seconds; `hang`: never answers; `delayMs`: does it, late; `after`: with `hang` or `status`, the call takes effect before.
 */
export type Fault = {
  times?: number;
  error?: string;
  status?: number;
  hang?: boolean;
  delayMs?: number;
  retryAfter?: number;
  after?: boolean;
  /** Only calls whose arguments fit. */
  when?(args: Thing): boolean;
};

export type Misbehaviour = {
  /** Makes this method (or, with `*`, every method) go wrong, `times` often or until `clear`. */
  add(method: string, fault: Fault): void;
  /** The fault that this call meets, used up once. */
  meet(method: string, args: Thing): Fault | undefined;
  clear(): void;
};

export function createMisbehaviour(): Misbehaviour {
  const planned: { method: string; fault: Fault; left: number }[] = [];
  return {
    add: (method, fault) => {
      planned.push({ method, fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    meet: (method, args) => {
      const plan = planned.find(
        (entry) => entry.left > 0 && (entry.method === method || entry.method === '*') && entry.fault.when?.(args) !== false,
      );
      if (plan === undefined) return undefined;
      plan.left -= 1;
      return plan.fault;
    },
    clear: () => {
      planned.length = 0;
    },
  };
}
