/** Trigger ids: what lets the app open a modal, for three seconds and once. docs.slack.dev/interactivity/handling-user-interaction */

import type { Clock } from './environment.ts';
import { Refused } from './refused.ts';

const triggerLifeMs = 3000;

/** Who did something, and in which view, if it was in a modal. */
export type Trigger = { person: string; view?: string };

export type Triggers = {
  /** A fresh trigger id for what this person just did. */
  issue(trigger: Trigger): string;
  /** Uses it up. @throws Refused trigger_expired, trigger_exchanged, invalid_trigger_id */
  exchange(id: string): Trigger;
};

export function createTriggers({ clock, nextId }: { clock: Clock; nextId(prefix: string): string }): Triggers {
  const issued = new Map<string, Trigger & { atMs: number; used: boolean }>();
  return {
    issue: (trigger) => {
      const id = `${clock.now().getTime()}.${nextId('')}.${nextId('').toLowerCase()}`;
      issued.set(id, { ...trigger, atMs: clock.now().getTime(), used: false });
      if (issued.size > 5000) issued.delete(issued.keys().next().value ?? '');
      return id;
    },
    exchange: (id) => {
      const trigger = issued.get(id);
      if (trigger === undefined) throw new Refused('invalid_trigger_id');
      if (trigger.used) throw new Refused('trigger_exchanged');
      if (clock.now().getTime() - trigger.atMs > triggerLifeMs) throw new Refused('trigger_expired');
      trigger.used = true;
      return trigger;
    },
  };
}
