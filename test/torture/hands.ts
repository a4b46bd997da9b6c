import { setTimeout as pause } from 'node:timers/promises';
import type { Acted, PersonDriver } from '../../sandbox/workspace/index.ts';
import { cardsOf, type Outside } from './outside.ts';
import type { Story } from './plan.ts';

export type Pressed = {
  person: string;
  verdict: 'approve' | 'reject' | 'cancel' | 'accept' | 'decline';
  acked: boolean;
  /** When the answer came, by the rig's clock; 0 before. */
  atMs: number;
};

/** What a story's people did, as they know it themselves. */
export type Told = {
  story: Story;
  asked: 'no' | 'sent' | 'acked';
  /** Forms that were sent, each once or more. */
  forms: number;
  pressed: Pressed[];
};

export type Scene = {
  outside: Outside;
  /** Resolves when a process takes deliveries. */
  up(): Promise<void>;
  forward(ms: number): Promise<void>;
  /** True when the run has gone on long enough: nobody tries again. */
  over(): boolean;
  /** One at a time for each person, whose modals are a stack. */
  alone<T>(person: string, what: () => Promise<T>): Promise<T>;
};

export const tries = 6;
/** Generous, for a busy machine: somebody who gives up and asks again has asked twice, which is no fault of the app. */
export const answeredWithinMs = 20_000;
const lookMs = 25;

export async function until<T>(scene: Scene, look: () => T | undefined, mostMs: number): Promise<T | undefined> {
  const endMs = Date.now() + mostMs;
  while (Date.now() < endMs && !scene.over()) {
    const found = look();
    if (found !== undefined) return found;
    await pause(lookMs);
  }
  return look();
}

export const modalHas = (me: PersonDriver, words: string) => {
  const modal = me.modal();
  return modal !== undefined && JSON.stringify(modal.view).includes(words) ? modal : undefined;
};

/** A press that may find nothing to press: undefined then. */
export async function trying(act: () => Promise<Acted>): Promise<Acted | undefined> {
  try {
    return await act();
  } catch {
    return undefined;
  }
}

export function cardWith(scene: Scene, nonce: string, button: string, channel?: string) {
  return cardsOf(scene.outside, nonce).find(
    (card) => card.buttons.includes(button) && (channel === undefined || card.channel === channel),
  );
}
