import type { Preview } from '../../approvals/preview.ts';
import { markOf } from '../../lib/mark.ts';
import type { FormRead } from './action-form.ts';

/** What a form was drawn with: a mark of the input, whether somebody has to approve it, and whether it needs a ticket. */
export type Effect = { mark: string; asks: boolean; ticketed: boolean };

/** What a form with this preview shows; undefined while it shows nothing. */
export function effectOf(read: FormRead, preview: Preview | 'waiting' | undefined): Effect | undefined {
  if (!read.ok || preview === undefined || preview === 'waiting' || preview.kind !== 'ready') return undefined;
  return { mark: effectMark(read), asks: preview.gate.kind !== 'at-once', ticketed: preview.needsTicket };
}

/** By which it is told whether what is sent is what was shown. */
export function effectMark({ input, typed = input }: Extract<FormRead, { ok: true }>): string {
  return markOf(JSON.stringify(typed), 22);
}

/** Far above what a desk has open at once; the oldest goes first. */
const most = 1_000;

/**
 * What this replica has drawn, or is drawing, into each open form after a field changed. Slack sends a form with the view as it was when
 * the button was pressed, so somebody who is quick sends one that does not yet say what was drawn a moment ago.
 */
export class DrawnEffects {
  readonly #drawing = new Map<string, Promise<Effect | undefined>>();

  /** Notes that a form is being drawn; gives `drawing` back. */
  note(viewId: string, drawing: Promise<Effect | undefined>): Promise<Effect | undefined> {
    this.#drawing.delete(viewId);
    this.#drawing.set(viewId, drawing);
    const [oldest] = this.#drawing.keys();
    if (this.#drawing.size > most && oldest !== undefined) this.#drawing.delete(oldest);
    return drawing;
  }

  /** What the form shows once what is being drawn is there; never throws. */
  async of(viewId: string): Promise<Effect | undefined> {
    return this.#drawing.get(viewId)?.catch(() => undefined);
  }
}
