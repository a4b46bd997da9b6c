/** Ways through the app that several tests begin with. */
import { addCustomer, type Upstream } from './fakes/operations/world.ts';
import { patienceMs, until } from './fakes/server.ts';
import type { Message, View } from './fakes/slack/words.ts';
import type { Hands } from './hands.ts';
import { approvalsChannel, opsChannel } from './policy.ts';
import { words } from './reading.ts';
import type { Stage } from './stage.ts';

export type Someone = { id: number; firstName: string; lastName: string; email: string; phone: string };

/** A customer whom no other test has touched: amounts given to one do not count for another. */
export function someone(here: Stage, more: Record<string, unknown> = {}): Someone {
  const { world } = here.operations;
  world.nextId += 1;
  const id = world.nextId;
  const one = {
    id,
    firstName: `Vorname${id}`,
    lastName: `Nachname${id}`,
    email: `person${id}@kundenpost.example`,
    phone: `+49160${id}123`,
    ...more,
  };
  addCustomer(world, one);
  world.requirements.set(id, [{ type: 'TERMS', fulfilled: true }]);
  return one;
}
export function aCard(here: Stage, more: Record<string, unknown> = {}) {
  const { world } = here.operations;
  world.nextId += 1;
  const card = {
    id: world.nextId,
    cardNumber: `KARTE-${world.nextId}`,
    rfidUid: `AB${world.nextId}`,
    rfidType: 'MIFARE',
    state: 'NEW',
    branchId: 1,
    ...more,
  };
  world.cards.set(card.id, card);
  return card;
}

export const says = (message: Message) => words(message.blocks);
export const about = (here: Stage, channel: string, id: number | string) =>
  here.channel(channel).filter((one) => `${says(one)} ${one.text}`.includes(String(id)));
export const writesTo = (here: Stage, part: string): Upstream[] =>
  here.operations.writes().filter((one) => one.path.includes(part));

/** Sends a form as often as it comes back with what will change: nothing is done that was not shown. */
export async function sendSeen(agent: Hands, form: View): Promise<void> {
  for (let sent = 0; form.open && sent < 3; sent += 1) {
    const { errors } = await agent.submit(form);
    if (Object.keys(errors).length > 0) throw new Error(`not taken: ${JSON.stringify(errors)}`);
    await agent.answered(form);
    if (agent.inputs(form).length === 0) return;
  }
}

/** Fills and sends the voucher's form. */
export async function giveVoucher(_: Stage, agent: Hands, id: number, template: string, reason = 'Sorry for the trouble') {
  const form = await agent.form(`/voucher apply ${id} ${template}`, /Runs at once|Asks/);
  await agent.fill(form, { Reason: reason });
  return agent.submit(form);
}

/** Asks for what a lead must decide; comes back with the card in the channel when it can be pressed. */
export async function askLead(here: Stage, agent: Hands, id: number, template = 'CARE50', reason?: string): Promise<Message> {
  await giveVoucher(here, agent, id, template, reason);
  return until(`the card about ${id}`, () =>
    about(here, approvalsChannel, id).find((one) => /Waiting for approval/.test(says(one))),
  );
}

/** Until a message carries the word of a state. */
export const becomes = (message: Message, word: string | RegExp, withinMs = patienceMs) =>
  until(`${word} on: ${says(message)}`, () => new RegExp(word).test(says(message)), withinMs).catch(() => {
    throw new Error(`the card never said ${word}: ${says(message)}`);
  });

export const askersCopy = (here: Stage, agent: Hands, id: number | string) =>
  until(`the asker's copy about ${id}`, () => about(here, here.slack.dm(agent.user), id).at(-1));
export const told = (here: Stage, id: number | string, word: RegExp) =>
  about(here, opsChannel, id).filter((one) => word.test(says(one)));
