/** An agent and two leads on a stage of the importing test's own: everything behaves again after each test, and was clean. */
import { afterAll, afterEach, beforeAll } from 'vitest';
import { writesTo } from './flows.ts';
import type { Hands } from './hands.ts';
import * as people from './people.ts';
import { buttons, labelOf } from './reading.ts';
import { type Stage, stage } from './stage.ts';

export let here: Stage;
export let anna: Hands;
export let lea: Hands;
export let leo: Hands;
beforeAll(async () => {
  here = await stage();
  anna = here.as(people.anna);
  lea = here.as(people.lea);
  leo = here.as(people.leo);
}, 180_000);
afterEach(() => {
  here.slack.state.misbehave = undefined;
  here.operations.behave();
  here.slack.groups.set('S0LEADS', [...(people.userGroups.S0LEADS ?? [])]);
  here.clean();
});
afterAll(() => here.stop());

/** Vouchers that were sent for a customer. */
export const given = (id: number) => writesTo(here, `/customers/${id}/apply-vouchers`);
/** What stands on the buttons. */
export const labels = (blocks: unknown) => buttons(blocks).map(labelOf);
