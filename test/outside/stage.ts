/** One deployment with its people and customers, and the checks that hold whatever a test does. */
import { expect } from 'vitest';
import { type Environment, outside } from './app.ts';
import { fill } from './customers.ts';
import { hands } from './hands.ts';
import { everybody, userGroups } from './people.ts';
import { approvalsChannel, opsChannel } from './policy.ts';

/** What Slack waits for an ack: each has to be there by then, however busy the machine. */
export const slackWaitsMs = 3000;
/** Within which most are: what else a machine does meets some of them. */
const usualMs = 1000;

export type Stage = Awaited<ReturnType<typeof stage>>;

export async function stage(options: { policy?: string; environment?: Environment; start?: boolean } = {}) {
  const here = await outside(options);
  for (const person of everybody) here.slack.people.set(person.id, person);
  for (const [id, members] of Object.entries(userGroups)) here.slack.groups.set(id, [...members]);
  for (const [id, name] of [
    [approvalsChannel, 'approvals'],
    [opsChannel, 'ops'],
    ['C0SUPPORT', 'support'],
  ] as const)
    here.slack.channels.set(id, name);
  fill(here.operations.world);
  const app =
    options.start === false
      ? undefined
      : await here.start().catch(async (error) => {
          await here.stop();
          throw error;
        });
  const allMs: number[] = [];
  return {
    ...here,
    app,
    as: (user: string) => hands(here.slack, user),
    channel: (id: string) => here.slack.messages.filter((one) => one.channel === id),
    /** Nothing that Slack would refuse was sent, every ack came in Slack's time, and half of all so far within a second. */
    clean() {
      const acks = here.slack.acks.splice(0);
      const faults = here.slack.faults.splice(0);
      expect(faults).toEqual([]);
      expect(acks.filter((ack) => ack.ms >= slackWaitsMs).map((ack) => `${ack.what}: ${Math.round(ack.ms)} ms`)).toEqual([]);
      for (const { what, ms } of acks) if (!what.startsWith('options')) allMs.push(ms);
      // Of a few the slowest would count.
      if (allMs.length > 10) expect(allMs.sort((one, other) => one - other)[Math.floor(allMs.length / 2)]).toBeLessThan(usualMs);
      expect(acks.filter((ack) => ack.status >= 500).map((ack) => `${ack.what}: ${ack.status}`)).toEqual([]);
    },
  };
}
