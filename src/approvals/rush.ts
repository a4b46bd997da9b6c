import type { Clock } from '../lib/clock.ts';

/** Whether several people wait for their presses to be recorded: what follows from earlier ones then comes after them. */
export type Rush = {
  /** A press begins to be recorded; to be called back when it is. */
  begin(): () => void;
  isOn(): boolean;
};

/** More presses at the same moment than this are a rush. */
const atOnceAbove = 2;
/** So are more than this within the last second. */
const aSecondAbove = 8;
const secondMs = 1_000;
/** No rush holds up what is to be carried out for longer; then the next may begin. */
const longestMs = 10_000;

export function createRush(clock: Clock): Rush {
  let underWay = 0;
  let begunAtMs: number[] = [];
  let since: number | undefined;

  const hasMany = (nowMs: number) => {
    begunAtMs = begunAtMs.filter((atMs) => atMs > nowMs - secondMs && atMs <= nowMs);
    return underWay > atOnceAbove || begunAtMs.length > aSecondAbove;
  };

  return {
    begin() {
      underWay += 1;
      begunAtMs.push(clock.now().getTime());
      return () => {
        underWay -= 1;
      };
    },
    isOn() {
      const nowMs = clock.now().getTime();
      if (!hasMany(nowMs)) {
        since = undefined;
        return false;
      }
      since ??= nowMs;
      return nowMs - since < longestMs;
    },
  };
}
