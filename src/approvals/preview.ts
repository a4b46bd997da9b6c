import type { Plain } from '../actions/define.ts';
import { onBehalfOf } from '../actions/limited.ts';
import { asFault, type Fault } from '../errors.ts';
import { speak } from '../lib/language/speak.ts';
import { warnSeldom } from '../lib/log-seldom.ts';
import { assess, factsFor } from './assess.ts';
import { absentNow } from './away/now.ts';
import { type ApprovalDeps, actionNamed } from './deps.ts';
import { findDrawable } from './envelopes/drawable.ts';
import { closeGone } from './envelopes/gone.ts';
import { availableFor, mustBeOfOthers, possibleApprovers, undecidable } from './intake.ts';
import { type Lately, lately } from './lately.ts';
import { askedBecause, gateFor } from './policy/gate.ts';
import { needsTicket } from './policy/tickets.ts';
import { previewWords } from './preview-words.ts';

/** What would happen if this were asked now: the preview, and whether it runs at once or whom it would ask. */
export type Preview =
  | { kind: 'refused'; fault: Fault }
  | {
      kind: 'ready';
      /** Whom or what it is about: `customer:1010`. */
      about: readonly string[];
      plain: Plain;
      /** Who else is at it, and what waits for it. */
      lately: Lately;
      gate: PreviewedGate;
      /** The policy asks for a ticket with it. */
      needsTicket: boolean;
    };

type PreviewedGate =
  | { kind: 'at-once'; rule: string | null; envelope?: { name: string; left: number; most: number } | undefined }
  | { kind: 'asks'; rule: string; role: string; count: number; approvers: string[]; because?: string | undefined }
  | { kind: 'nobody'; why: string }
  | { kind: 'not-known'; say: string };

/** Looks ahead for a form; never throws, and reads only, but for an envelope that is closed when its voucher is found to be gone. */
export async function preview(deps: ApprovalDeps, asked: { action: string; input: unknown; asker: string }): Promise<Preview> {
  try {
    const action = actionNamed(deps, asked.action);
    const input = action.input.parse(asked.input);
    // What a form reads is read for who fills it in; the check of what was sent, and all that follows, is not held back.
    const own = deps.policy.dailyBudget.perPerson === null ? deps : { ...deps, readers: onBehalfOf(deps.readers, asked.asker) };
    const assessment = await assess(own, action, input);
    const { about } = assessment;
    const around = lately(deps, about, asked.asker);
    // Only a grant that is bounded by branch depends on who asks: the command has looked at the others.
    const isBounded = Object.values(deps.policy.grants).some(({ branches }) => branches !== undefined);
    const roles = isBounded ? await deps.directory.rolesOf(asked.asker, { freshMs: 60_000, withinMs: 5_000 }) : undefined;
    const barred = await mustBeOfOthers(deps, asked.asker, roles, action, assessment);
    const plain = previewWords(action, assessment.snapshot, input, deps.policy.privacy).one;
    const { drawable } = await findDrawable(deps, assessment);
    const facts = await factsFor(deps, deps.db, { action: action.name, asker: asked.asker }, { ...assessment, drawable });
    const gate = gateFor(deps.policy, facts);
    const ready = async (shown: PreviewedGate): Promise<Preview> => ({
      kind: 'ready',
      about,
      plain,
      lately: await around,
      gate: shown,
      needsTicket: needsTicket(deps.policy, { action: action.name, risk: assessment.risk }),
    });
    if (gate.kind === 'none' && gate.envelope !== undefined && drawable !== undefined)
      return await ready({
        kind: 'at-once',
        rule: null,
        envelope: { name: drawable.name, most: drawable.most, left: gate.left },
      });
    if (gate.kind === 'none') return await ready({ kind: 'at-once', rule: gate.rule });
    const because = askedBecause(deps.policy, facts);
    try {
      const approvers = await possibleApprovers(deps, gate.role, asked.asker, barred);
      const available = await availableFor(deps, gate, approvers);
      if (available < gate.count) return await ready({ kind: 'nobody', why: undecidable(gate, available) });
      const { rule, role, count } = gate;
      const absences = await absentNow(deps);
      const there = approvers.filter(({ id }) => !absences.some(({ person }) => person === id));
      return await ready({ kind: 'asks', rule, role, count, approvers: there.map(({ id }) => id), because });
    } catch (error) {
      const { code, message } = asFault(error);
      warnSeldom(deps, code, { err: { message } }, 'who could approve could not be looked up for a form');
      const say = speak('Asks {count} of the role {role} first. Slack did not say just now who that is.', {
        count: gate.count,
        role: gate.role,
      });
      return await ready({ kind: 'not-known', say });
    }
  } catch (error) {
    const fault = asFault(error);
    await closeGone(deps, fault).catch(() => undefined); // the next draw looks again
    if (fault.code === 'internal') deps.log.error({ ref: fault.ref, action: asked.action, err: fault }, 'looking ahead failed');
    return { kind: 'refused', fault };
  }
}
