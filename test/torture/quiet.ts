import { setTimeout as pause } from 'node:timers/promises';
import type { Scene, Told } from './hands.ts';
import { allFinal, dumbStrays, finalWord, strays } from './judge.ts';
import { type Card, cardsOf, writesOf } from './outside.ts';
import { pressStray, settleTruly } from './people.ts';
import type { Series } from './series.ts';

/** A card that nobody redraws for this long, while the others are final, is one that the app does not know. */
const strayAfterMs = 700;
/** Still not redrawn after having been pressed: it will not be. */
const patienceMs = 20_000;

export type Hush = {
  /** Nonces of requests that were seen as Outcome unknown. */
  sawUnknown: Set<string>;
  /** Cards that were posted but not noted before a kill, and were pressed by somebody. */
  pressedStrays: Set<string>;
  letGo(): void;
};

/** Waits until every request has its final word on every card: settles what is unknown, lets time end what nobody decided. */
export async function quiet(scene: Scene, series: Series, told: readonly Told[], hush: Hush): Promise<void> {
  const { outside } = series;
  let decidedSinceMs = Date.now();
  let movedMs = 0;
  let settledMs = 0;
  for (;;) {
    const all = told.map((one) => ({ one, cards: cardsOf(outside, one.story.nonce) }));
    // What has no button cannot be pressed, and so is not waited for.
    const settled = (cards: Card[]) => allFinal(cards.filter((card) => !dumbStrays(cards).includes(card)));
    const open = all.filter(({ one, cards }) => !settled(cards) && (one.asked === 'acked' || cards.length > 0));
    if (open.length === 0 || scene.over()) return;
    const undecided = open.filter(({ cards }) => finalWord(cards) === undefined);
    if (undecided.length > 0) decidedSinceMs = Date.now();
    if (Date.now() - decidedSinceMs > patienceMs) return;
    if (Date.now() - decidedSinceMs > strayAfterMs) {
      for (const { one, cards } of open)
        for (const card of strays(cards)) {
          const key = `${card.channel} ${card.ts}`;
          if (hush.pressedStrays.has(key)) continue;
          if (await pressStray(scene, one.story, card)) hush.pressedStrays.add(key);
        }
    }
    for (const { one, cards } of undecided) {
      if (!cards.some(({ word }) => word === 'Outcome unknown')) continue;
      hush.sawUnknown.add(one.story.nonce);
      hush.letGo();
      if (Date.now() - settledMs < 500) continue;
      await pause(60); // a write that was just let go arrives
      await scene.up();
      await settleTruly(scene, one.story, writesOf(outside, one.story.nonce).applied > 0);
      settledMs = Date.now();
    }
    const waiting = undecided.filter(({ cards }) => cards.some(({ word }) => word === 'Waiting for approval'));
    if (waiting.length > 0 && waiting.length === undecided.length && Date.now() - movedMs > 1_500) {
      // Nobody decides these: their time runs out.
      await scene.up();
      await scene.forward(4 * 3_600_000 + 60_000);
      movedMs = Date.now();
    }
    await pause(30);
  }
}
