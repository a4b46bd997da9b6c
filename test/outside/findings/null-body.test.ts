import { afterEach, beforeEach, expect, test } from 'vitest';
import { after } from '../fakes/server.ts';
import { type Stage, stage } from '../stage.ts';

let here: Stage;
beforeEach(async () => {
  here = await stage();
}, 180_000);
afterEach(() => here.stop());

test.each([
  ['application/json', 'null'],
  ['application/x-www-form-urlencoded', 'payload=null'],
])(
  'a signed delivery of nothing (%s %s) is refused, and the process lives',
  async (type, raw) => {
    const ack = await here.slack.deliver('nothing', type, raw).catch(() => undefined);
    await after(500);
    expect(here.running()).toBe(true);
    expect(ack?.status).toBeLessThan(500);
  },
  180_000,
);
