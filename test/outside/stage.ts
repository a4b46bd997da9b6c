/** One deployment with its people and customers, and the checks that hold whatever a test does. */
import { cpus, loadavg } from 'node:os';
import { expect } from 'vitest';
import { type Environment, outside } from './app.ts';
import { fill } from './customers.ts';
import { hands } from './hands.ts';
import { everybody, userGroups } from './people.ts';
import { approvalsChannel, opsChannel } from './policy.ts';

/** A second; Slack's own three for options, and on a machine that is busy with other things. */
const mostMs = ({ what }: { what: string }) =>
  what.startsWith('options') || (loadavg()[0] ?? 0) > 3 * cpus().length ? 3000 : 1000;

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
  return {
    ...here,
    app,
    as: (user: string) => hands(here.slack, user),
    channel: (id: string) => here.slack.messages.filter((one) => one.channel === id),
    /** Nothing that Slack would refuse was sent, every ack came within a second (options within Slack's three). */
    clean() {
      const acks = here.slack.acks.splice(0);
      const faults = here.slack.faults.splice(0);
      expect(faults).toEqual([]);
      expect(acks.filter((ack) => ack.ms >= mostMs(ack)).map((ack) => `${ack.what}: ${Math.round(ack.ms)} ms`)).toEqual([]);
      expect(acks.filter((ack) => ack.status >= 500).map((ack) => `${ack.what}: ${ack.status}`)).toEqual([]);
    },
  };
}
