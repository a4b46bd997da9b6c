import type { Plain } from '../actions/define.ts';
import { asFault, type Fault } from '../errors.ts';
import { showToOne } from '../lib/mask.ts';
import { assess, gateOf } from './assess.ts';
import { actionNamed, type Core } from './core.ts';
import { availableFor, mustBeOfOthers, possibleApprovers, undecidable } from './intake.ts';

/** What would happen if this were asked now: the preview, and whether it runs at once or whom it would ask. */
export type Foresight =
  | { kind: 'refused'; fault: Fault }
  | {
      kind: 'ready';
      plain: Plain;
      gate:
        | { kind: 'at-once'; rule: string | null }
        | { kind: 'asks'; rule: string; role: string; count: number; approvers: string[] }
        | { kind: 'nobody'; why: string }
        | { kind: 'not-known'; say: string };
    };

/** Looks ahead for a form; reads only, and never throws. */
export async function foresee(core: Core, asked: { action: string; input: unknown; asker: string }): Promise<Foresight> {
  try {
    const action = actionNamed(core, asked.action);
    const input = action.input.parse(asked.input);
    const assessment = await assess(core, action, input);
    // Only a grant that is bounded by branch depends on who asks: the command has looked at the others.
    const isBounded = Object.values(core.policy.grants).some(({ branches }) => branches !== undefined);
    const roles = isBounded ? await core.directory.rolesOf(asked.asker, { freshMs: 60_000, withinMs: 5_000 }) : undefined;
    const barred = await mustBeOfOthers(core, asked.asker, roles, action, assessment);
    const plain = action.preview(assessment.seen, input, showToOne(core.policy.privacy));
    const gate = await gateOf(core, core.db, { action: action.name, asker: asked.asker }, assessment);
    if (gate.kind === 'none') return { kind: 'ready', plain, gate: { kind: 'at-once', rule: gate.rule } };
    try {
      const approvers = await possibleApprovers(core, gate.role, asked.asker, barred);
      const available = await availableFor(core, gate, approvers);
      if (available < gate.count) return { kind: 'ready', plain, gate: { kind: 'nobody', why: undecidable(gate, available) } };
      return {
        kind: 'ready',
        plain,
        gate: { kind: 'asks', rule: gate.rule, role: gate.role, count: gate.count, approvers: approvers.map(({ id }) => id) },
      };
    } catch (error) {
      core.log.warn({ err: { message: asFault(error).message } }, 'who could approve could not be looked up for a form');
      return {
        kind: 'ready',
        plain,
        gate: {
          kind: 'not-known',
          say: `Asks ${gate.count} of the role ${gate.role} first. Slack did not say just now who that is.`,
        },
      };
    }
  } catch (error) {
    const fault = asFault(error);
    if (fault.code === 'internal') core.log.error({ ref: fault.ref, action: asked.action, err: fault }, 'looking ahead failed');
    return { kind: 'refused', fault };
  }
}
