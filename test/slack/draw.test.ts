import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { expect, it, onTestFinished } from 'vitest';
import { draw } from '../../src/slack/draw.ts';
import { createOutbound } from '../../src/slack/outbound.ts';
import { remind } from '../../src/slack/remind.ts';
import { fileDatabase } from '../support/file-database.ts';
import { askFor, openGate, stateOf } from '../support/gate.ts';
import { silentLog } from '../support/log.ts';
import { people } from '../support/people.ts';

const file = fileDatabase({ emptied: true });

type Posted = { channel: string; ts: string; text: string };

/** As much of Slack as a card needs: a list of messages that are posted and changed. */
function slack() {
  const messages: Posted[] = [];
  const said = (message: { text?: string; blocks?: unknown }) => `${message.text} ${JSON.stringify(message.blocks)}`;
  const chat = {
    postMessage: async (message: { channel: string; text?: string; blocks?: unknown }) => {
      const ts = String(messages.length + 1);
      messages.push({ channel: message.channel, ts, text: said(message) });
      return { ok: true, channel: message.channel, ts };
    },
    update: async (message: { channel: string; ts: string; text?: string; blocks?: unknown }) => {
      const known = messages.find(({ channel, ts }) => channel === message.channel && ts === message.ts);
      if (known !== undefined) known.text = said(message);
      return { ok: true };
    },
  };
  const conversations = { info: async () => ({ ok: true, channel: { is_ext_shared: false } }) };
  return { messages, client: { chat, conversations } as unknown as WebClient }; // safe: drawing a card uses these and no other
}

function depsOf(gate: ReturnType<typeof openGate>, client: WebClient) {
  const { clock, directory } = gate;
  const outbound = createOutbound({
    clients: { client, background: client },
    directory,
    policy: gate.deps.policy,
    clock,
    log: silentLog,
    identity: { known: () => ({ teamId: 'T1', enterpriseId: undefined, botId: undefined, botUserId: undefined }) },
    onOthers: async () => {},
  });
  return {
    ...outbound.jobs,
    postedMessages: gate.approvals.postedMessages,
    directory,
    clock,
    log: silentLog,
    policy: gate.deps.policy,
    labelOf: () => 'Give money',
  };
}

/** A request that waits, and its card. */
async function drawn() {
  const gate = openGate(file.database);
  onTestFinished(() => gate.stop());
  const { messages, client } = slack();
  const deps = depsOf(gate, client);
  const id = await askFor(gate, 50, { customer: 1 });
  await stateOf(gate, id, 'pending');
  await draw(deps, id);
  return { gate, messages, client, deps, id };
}

it('a card that was posted and then lost is not left alone with a word that is not true any more', async () => {
  let dies = true;
  const gate = openGate(file.database, {
    probe: (step) => {
      if (step === 'draw:after-post' && dies) throw new Error('the process is gone');
    },
  });
  onTestFinished(() => gate.stop());
  const { messages, client } = slack();
  const { postedMessages } = gate.approvals;
  const deps = depsOf(gate, client);
  const id = await askFor(gate, 50, { customer: 1 });
  await stateOf(gate, id, 'pending');

  await draw(deps, id).catch(() => undefined);
  expect(messages.filter(({ channel }) => channel === 'C0APPROVALS')).toHaveLength(1);
  await gate.approvals.cancel({ id, person: people.agent });
  await stateOf(gate, id, 'cancelled');
  dies = false;
  await draw(deps, id);
  await draw(deps, id);

  const cards = messages.filter(({ channel }) => channel === 'C0APPROVALS');
  expect(cards).toHaveLength(2);
  expect(cards[1]?.text).toContain('Cancelled');
  expect((await postedMessages.placesOf(id)).announced).toEqual([]);
});

it.each(['edit_window_closed', 'cant_update_message', 'message_limit_exceeded'])(
  'a card that Slack leaves as it is (%s) has what became of the request beside it, once, and also if that has to wait',
  async (word) => {
    const { gate, messages, client, deps, id } = await drawn();
    const inChannel = () => messages.filter(({ channel }) => channel === 'C0APPROVALS').map(({ text }) => text);
    expect(inChannel()).toHaveLength(1);
    const refusal = (error: string) => async () =>
      Promise.reject(new WebAPIPlatformError({ ok: false, error, response_metadata: {} }));
    const closed = { ...client, chat: { ...client.chat, update: refusal(word) } } as unknown as WebClient; // safe: as above
    const limited = { ...closed, chat: { ...closed.chat, postMessage: refusal('ratelimited') } } as unknown as WebClient; // safe: as above
    await gate.approvals.decide({ id, person: people.lead, verdict: 'reject', reason: 'too much' });
    await stateOf(gate, id, 'rejected');

    expect(await draw({ ...deps, client: limited }, id)).toEqual({ againInMs: expect.any(Number) });
    expect(inChannel()).toHaveLength(1);
    gate.clock.forward(60_000);
    await draw({ ...deps, client: closed }, id);
    await draw({ ...deps, client: closed }, id);
    expect(inChannel()).toHaveLength(2);
    expect(inChannel()[1]).toContain('Rejected');
    expect(messages.filter(({ channel }) => channel === people.agent).at(-1)?.text).toContain('Rejected');
    expect((await gate.approvals.postedMessages.placesOf(id)).announced).toEqual([]);
  },
);

it('a place that takes neither the change of a card nor another message is left alone, and nobody else gets it', async () => {
  const { gate, messages, client, deps, id } = await drawn();
  await gate.approvals.cancel({ id, person: people.agent });
  await stateOf(gate, id, 'cancelled');
  const before = messages.length;
  const archived = async ({ channel }: { channel: string }) =>
    channel === 'C0APPROVALS'
      ? Promise.reject(new WebAPIPlatformError({ ok: false, error: 'is_archived', response_metadata: {} }))
      : { ok: true, channel, ts: '9' };
  const there = { ...client, chat: { ...client.chat, update: archived, postMessage: archived } } as unknown as WebClient; // safe: as above
  await draw({ ...deps, client: there }, id);
  expect(await draw({ ...deps, client: there }, id)).toBe('done');
  expect(messages).toHaveLength(before);
  expect((await gate.approvals.postedMessages.placesOf(id)).announced).toEqual([]);
});

it('anyone who is held up while it draws does not leave an old word over a newer one', async () => {
  const gate = openGate(file.database);
  onTestFinished(() => gate.stop());
  const { messages, client } = slack();
  const { postedMessages } = gate.approvals;
  const deps = depsOf(gate, client);
  const id = await askFor(gate, 50, { customer: 1 });
  await stateOf(gate, id, 'pending');
  await draw(deps, id);
  const [card] = await postedMessages.copiesOf(id);
  if (card === undefined) throw new Error('nothing was posted');

  // The held one has read that it waits, and its update reaches Slack only when another has long drawn the end.
  await postedMessages.drawnOver(card, 0);
  let held = false;
  const late = {
    chat: {
      ...client.chat,
      update: async (message: Parameters<WebClient['chat']['update']>[0]) => {
        if (!held) {
          held = true;
          await gate.approvals.cancel({ id, person: people.agent });
          await stateOf(gate, id, 'cancelled');
          await draw(deps, id);
        }
        return client.chat.update(message);
      },
    },
  } as unknown as WebClient; // safe: as above
  await draw({ ...deps, client: late }, id);
  expect(held).toBe(true);
  for (const { text } of messages) {
    expect(text).toContain('Cancelled');
    expect(text).not.toContain('Waiting for approval');
  }
});

it('the message about the end comes after the asker’s card, also where all was over before a card was drawn', async () => {
  const gate = openGate(file.database);
  onTestFinished(() => gate.stop());
  const { messages, client } = slack();
  const deps = depsOf(gate, client);
  const toAsker = () => messages.filter(({ channel }) => channel === people.agent);
  const over = async (customer: number) => {
    const id = await askFor(gate, 50, { customer });
    await stateOf(gate, id, 'pending');
    await gate.approvals.decide({ id, person: people.lead, verdict: 'reject', reason: 'too much' });
    return { id, ref: `${id}:${people.agent}:ended-rejected` };
  };

  const drawn = await over(1);
  expect(await remind(deps, drawn.ref)).toEqual({ againInMs: expect.any(Number) });
  expect(toAsker()).toEqual([]);
  await draw(deps, drawn.id);
  expect(await remind(deps, drawn.ref)).toBe('done');
  expect(toAsker()).toHaveLength(2);

  // A card that cannot be posted keeps nobody from hearing of the end.
  const never = await over(2);
  expect(await remind(deps, never.ref)).toEqual({ againInMs: expect.any(Number) });
  gate.clock.forward(61_000);
  expect(await remind(deps, never.ref)).toBe('done');
  expect(toAsker()).toHaveLength(3);
});

it('the asker has one card of a request: what told them something beside it stays short', async () => {
  const { gate, messages, deps, id } = await drawn();
  await gate.approvals.askBack({ id, person: people.lead, question: 'Which ferry?', origin: 'form-1' });
  const question = (await gate.approvals.postedMessages.load(id))?.questions[0]?.id ?? '';
  await remind(deps, `${id}:${people.agent}:question-${question}`);
  await gate.approvals.answer({ id, person: people.agent, question, answer: 'The last one.' });
  await draw(deps, id);

  const [card, beside, ...more] = messages.filter(({ channel }) => channel === people.agent).map(({ text }) => text);
  expect(more).toEqual([]);
  expect(card).toContain('Waited in the rain');
  expect(beside).toContain('The last one.');
  expect(beside).not.toContain('Waited in the rain');
});
