import type { AnyAction, ExecuteContext } from '../actions/define.ts';
import { limited } from '../actions/limited.ts';
import { asFault, type Fault, type FaultCode } from '../errors.ts';
import { type ApprovalDeps, reach } from './deps.ts';
import type { TimeLeft } from './expire.ts';
import type { RequestEvent } from './machine.ts';
import type { Difference, RequestRecord } from './request.ts';
import { verify } from './verify.ts';

/** How it ended: the event for the machine and what people are told. */
export type Ending = {
  event: Extract<RequestEvent, 'facts-changed' | 'succeed' | 'fail' | 'lose'>;
  explanation?: string;
  differences?: Difference[];
  result?: unknown;
  snapshot?: unknown;
  /** Something else than this app has changed what it rests on: the owners are told. */
  isChangedOutside?: boolean;
};

/** Its process stood still for so long that another may have taken it over, and it did not go out after that. */
export const interrupted: Ending = {
  event: 'fail',
  explanation: 'This was interrupted just before it was sent. Nothing was changed. Ask again.',
};

/** A write, and what it rests on. */
type Write = { record: RequestRecord; input: unknown; snapshot: unknown; context: ExecuteContext };

/**
 * Writes once and reads back. The mark that it is sent is on the disk, but the write may still have to sign in, or to wait for a
 * connection or for a back office that is busy: once its time is over it does not go out any more, and `not-sent` says so.
 */
export async function send(deps: ApprovalDeps, action: AnyAction, write: Write, left: TimeLeft): Promise<Ending | 'not-sent'> {
  const { record, input, snapshot, context } = write;
  let mayHaveChanged = false;
  const writers = limited(deps.writers, {
    leftMs: left.leftMs,
    wrote: () => {
      mayHaveChanged = true;
    },
  });
  let result: unknown;
  try {
    result = await action.execute(writers, input, context, snapshot);
  } catch (error) {
    const fault = asFault(error);
    await reach(deps, 'execute:after-answer', record.id);
    deps.log.warn(
      { ref: fault.ref, request: record.id, action: action.name, code: fault.code, err: fault },
      'a write was not answered with yes',
    );
    return afterFault(deps, action, write, fault, mayHaveChanged);
  }
  await reach(deps, 'execute:after-answer', record.id);
  const proof = await verify(deps, action, input, snapshot, context, { kind: 'answered', result });
  if (proof === 'done') return { event: 'succeed', result, snapshot };
  return {
    event: 'lose',
    snapshot,
    explanation: 'The back office accepted it, but reading it back doesn’t show it.',
  };
}

/** Faults after which the back office has certainly not done it. */
const certainlyNot: ReadonlySet<FaultCode> = new Set([
  'bad_input',
  'refused',
  'not_allowed',
  'not_found',
  'not_configured',
  'upstream_unreachable',
  'upstream_refused',
  'upstream_busy',
  'upstream_sign_in',
]);

async function afterFault(
  deps: ApprovalDeps,
  action: AnyAction,
  { input, snapshot, context }: Write,
  fault: Fault,
  mayHaveChanged: boolean,
): Promise<Ending | 'not-sent'> {
  if (fault.code === 'too_late' && !mayHaveChanged) return 'not-sent';
  if (certainlyNot.has(fault.code)) return { event: 'fail', explanation: fault.say, snapshot };
  return fromProof(await verify(deps, action, input, snapshot, context, { kind: 'lost' }), snapshot);
}

/** After a crash behind the mark: nothing is written again, and only the proof is read. */
export async function recover(
  deps: ApprovalDeps,
  action: AnyAction,
  { record, input, snapshot, context }: Write,
): Promise<Ending> {
  await reach(deps, 'recover:before-proof', record.id);
  return fromProof(await verify(deps, action, input, snapshot, context, { kind: 'lost' }), snapshot);
}

function fromProof(proof: 'done' | 'cannot-tell', snapshot: unknown): Ending {
  if (proof === 'done') return { event: 'succeed', snapshot };
  return {
    event: 'lose',
    snapshot,
    explanation: 'The back office didn’t answer, and the change doesn’t show there. It may or may not have happened.',
  };
}
