import { z } from 'zod';
import { closedKind } from '../given.ts';
import { isFinal, stateTold, takesIn } from '../machine.ts';

/** What the entry says with which an envelope, or a draw, began to wait or to run. */
const Opens = z.object({ facts: z.object({ opens: z.object({ template: z.number(), most: z.number() }) }) });
const Drawn = z.object({
  facts: z.object({
    envelope: z.string(),
    target: z.string(),
    template: z.object({ id: z.number() }),
  }),
  sealed: z.object({ envelope: z.string() }).loose(),
});

type Envelope = { template: number; most: number; isOpen: boolean; sent: Map<string, string> };
type Draw = { envelope: string; target: string; template: number; isSealed: boolean };

type Told = { id: string; kind: string; data: unknown };

/**
 * What the journal tells of envelopes: nothing was sent from one that was not open, more than it holds, twice to one customer, or of
 * another template. Its end is by the app's clock, and the journal's times are the database's: that one is not judged here.
 */
export function envelopeMeaning(): { lacks(told: Told): string | undefined } {
  const envelopes = new Map<string, Envelope>();
  const draws = new Map<string, Draw>();

  function hear({ id, kind, data }: Told): void {
    const envelope = envelopes.get(id);
    if (takesIn(kind)) admit(id, data);
    if (envelope !== undefined && kind === 'request.done') envelope.isOpen = true;
    if (envelope !== undefined && kind === closedKind) envelope.isOpen = false;
    const state = stateTold(kind);
    // What certainly sent nothing leaves its place to the next.
    if (state !== undefined && state !== 'done' && isFinal(state)) envelopes.get(draws.get(id)?.envelope ?? '')?.sent.delete(id);
  }

  function admit(id: string, data: unknown): void {
    const opens = Opens.safeParse(data).data?.facts.opens;
    if (opens !== undefined) envelopes.set(id, { ...opens, isOpen: false, sent: new Map() });
    const drawn = Drawn.safeParse(data).data;
    if (drawn === undefined) return;
    const { envelope, target, template } = drawn.facts;
    draws.set(id, { envelope, target, template: template.id, isSealed: drawn.sealed.envelope === envelope });
  }

  function whatSentLacks(id: string, draw: Draw): string | undefined {
    const { envelope: of, target, template, isSealed } = draw;
    const envelope = envelopes.get(of);
    const says = `it says that ${id} was sent from envelope ${of}`;
    if (!isSealed) return `${says}, and its seal names another`;
    if (envelope?.isOpen !== true) return `${says}, which was not open`;
    if (envelope.template !== template) return `${says}, which is of another template`;
    if (envelope.sent.size >= envelope.most) return `${says}, which holds ${envelope.most}, and as many were sent before`;
    if ([...envelope.sent.values()].includes(target)) return `${says}, from which the same customer had one before`;
    envelope.sent.set(id, target);
    return undefined;
  }

  return {
    lacks(told) {
      hear(told);
      const draw = told.kind === 'request.sent' ? draws.get(told.id) : undefined;
      return draw && whatSentLacks(told.id, draw);
    },
  };
}
