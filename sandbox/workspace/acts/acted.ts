import { type Acked, troubleConnecting } from '../deliveries.ts';
import type { Refused } from '../refused.ts';
import type { Site } from '../site.ts';
import { notify } from '../state.ts';

/**
 * What came of something that a person did. `say` is in Slack's words why it did not work; `ackMs` is 0 when nothing was delivered;
 * `body` is what the app put into its ack.
 */
export type Acted = { ok: boolean; ackMs: number; body?: unknown; say?: string };

export function refusedByClient(say: string): Acted {
  return { ok: false, ackMs: 0, say };
}

/** The result of a click or a form; the person is told when it did not reach the app. */
export function settled(site: Site, person: string, acked: Acked): Acted {
  if (acked.outcome === 'acked') return { ok: true, ackMs: acked.ackMs, body: acked.body };
  notify(site, site.state, person, troubleConnecting);
  return { ok: false, ackMs: acked.ackMs, say: troubleConnecting };
}

/** The app acked, but with something that Slack does not take. */
export function badAck(site: Site, person: string, ackMs: number, refused: Refused, say: string): Acted {
  notify(site, site.state, person, say);
  return { ok: false, ackMs, say, body: { error: refused.code, ...refused.more } };
}
