import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { until } from './fakes/server.ts';
import type { Message } from './fakes/slack/words.ts';
import { askersCopy, askLead, becomes, giveVoucher, says, someone, told, writesTo } from './flows.ts';
import * as people from './people.ts';
import { inMessage } from './spots.ts';
import { type Stage, stage } from './stage.ts';

let here: Stage;
beforeEach(async () => {
  here = await stage();
}, 180_000);
afterEach(() => here.stop());

const given = (id: number) => writesTo(here, `/customers/${id}/apply-vouchers`);
const really = (id: number) => here.operations.world.vouchers.get(`customers/${id}`)?.length ?? 0;

/** Until it has ended, whenever the kill came: given once, and Done; or marked as sent and killed before it went out, which nobody can tell. */
async function endsTruly({ id, card }: { id: number; card: Message }): Promise<void> {
  await becomes(card, 'Done|Outcome unknown', 90_000);
  const times = says(card).includes('Outcome unknown') ? 0 : 1;
  expect({ sent: given(id).length, given: really(id) }).toEqual({ sent: times, given: times });
}

describe('killed without a word, and started again on the same folder', () => {
  test('right after the ack of an approval: carried out once, or its outcome is unknown', async () => {
    const one = someone(here);
    const two = someone(here);
    const card = await askLead(here, here.as(people.anna), one.id);
    const waiting = await askLead(here, here.as(people.anna), two.id);
    const ack = await here.as(people.lea).press(inMessage(card), 'Approve');
    const dead = here.app?.kill('SIGKILL');
    expect(ack.status).toBe(200);
    await dead;
    await here.start();
    // Where Slack did not say in time who pressed, as on a busy machine, nothing was recorded: she presses again.
    if (here.output().includes('a press was not counted')) await here.as(people.lea).press(inMessage(card), 'Approve');
    await endsTruly({ id: one.id, card });
    expect(says(waiting)).toContain('Waiting for approval');
    await here.as(people.leo).press(inMessage(waiting), 'Approve');
    await becomes(waiting, 'Done', 90_000);
    expect(given(two.id)).toHaveLength(1);
    expect(told(here, one.id, /Done/).length).toBeLessThanOrEqual(1);
    here.clean();
  }, 300_000);

  test('while the write is on its way and it happens: Done by looking, never sent again', async () => {
    const one = someone(here);
    const card = await askLead(here, here.as(people.anna), one.id);
    here.operations.misbehave(({ method, path }) => method === 'POST' && path.includes(`/${one.id}/`), { kind: 'lost-timeout' });
    await here.as(people.lea).press(inMessage(card), 'Approve');
    await until('the write', () => given(one.id).length === 1);
    await here.app?.kill('SIGKILL');
    here.operations.behave();
    await here.start();
    await becomes(card, 'Done|Outcome unknown', 90_000);
    expect(says(card)).toContain('Done');
    expect(given(one.id)).toHaveLength(1);
    here.clean();
  }, 300_000);

  test('while the write is on its way and it never happens: Outcome unknown, never sent again', async () => {
    const one = someone(here);
    const card = await askLead(here, here.as(people.anna), one.id);
    here.operations.misbehave(({ method, path }) => method === 'POST' && path.includes(`/${one.id}/`), { kind: 'timeout' });
    await here.as(people.lea).press(inMessage(card), 'Approve');
    await until('the write', () => given(one.id).length === 1);
    await here.app?.kill('SIGKILL');
    here.operations.behave();
    await here.start();
    await becomes(card, 'Done|Outcome unknown|Failed', 90_000);
    expect(says(card)).toContain('Outcome unknown');
    expect(given(one.id)).toHaveLength(1);
    here.clean();
  }, 300_000);

  test('between Done upstream and Done on the card: the copies are redrawn, nothing runs again', async () => {
    const one = someone(here);
    here.slack.state.misbehave = (method) => (method === 'chat.update' ? { status: 503 } : undefined);
    const card = await askLead(here, here.as(people.anna), one.id);
    await here.as(people.lea).press(inMessage(card), 'Approve');
    await until('written', () => really(one.id) === 1);
    await here.app?.kill('SIGKILL');
    here.slack.state.misbehave = undefined;
    await here.start();
    await becomes(card, 'Done', 90_000);
    await becomes(await askersCopy(here, here.as(people.anna), one.id), 'Done', 90_000);
    expect(given(one.id)).toHaveLength(1);
    here.clean();
  }, 300_000);

  test('killed at many moments while several are approved: each at most once, none forgotten', async () => {
    const anna = here.as(people.anna);
    const all: { id: number; card: Message }[] = [];
    for (const { id } of [someone(here), someone(here), someone(here)]) all.push({ id, card: await askLead(here, anna, id) });
    for (const { card } of all) await here.as(people.lea).press(inMessage(card), 'Approve');
    await until('the first write', () => all.some(({ id }) => given(id).length > 0));
    await here.app?.kill('SIGKILL');
    await here.start();
    for (const one of all) await endsTruly(one);
    await giveVoucher(here, anna, all[0]?.id ?? 0, 'CARE20');
    here.clean();
  }, 300_000);
});
