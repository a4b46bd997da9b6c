import { setTimeout as sleep } from 'node:timers/promises';
import { type Environment, outside } from '../outside/app.ts';
import { fill } from '../outside/customers.ts';
import type { Message } from '../outside/fakes/slack/words.ts';
import { askLead, says, someone } from '../outside/flows.ts';
import { hands } from '../outside/hands.ts';
import { anna, everybody, lea, userGroups } from '../outside/people.ts';
import { approvalsChannel, opsChannel } from '../outside/policy.ts';
import { inMessage } from '../outside/spots.ts';
import type { Stage } from '../outside/stage.ts';
import { socketSide } from './socket.ts';

export type Desk = Awaited<ReturnType<typeof openDesk>>;
type Item = { customer: number; card: Message; acked: number };

const over = /Done|Outcome unknown|Failed|Facts changed|Expired/;
const giveUpMs = 180_000;

/** The real app in a process of its own, with people who go on working whatever happens. */
export async function openDesk(environment: Environment, { bySocket = false } = {}) {
  const here = await outside({ environment });
  const socket = bySocket ? await socketSide({ slack: here.slack.base, app: here.slack.state.app }) : undefined;
  if (socket !== undefined) {
    here.slack.state.app = socket.url;
    Object.assign(here.environment, {
      SLACK_TRANSPORT: 'socket',
      SLACK_APP_TOKEN: 'xapp-chaos',
      SLACK_API_URL: `${socket.url}/api/`,
    });
  }
  for (const person of everybody) here.slack.people.set(person.id, person);
  for (const [id, members] of Object.entries(userGroups)) here.slack.groups.set(id, [...members]);
  for (const [id, name] of [
    [approvalsChannel, 'approvals'],
    [opsChannel, 'ops'],
    ['C0SUPPORT', 'support'],
  ] as const)
    here.slack.channels.set(id, name);
  fill(here.operations.world);
  let app = await here.start();
  // safe: the flows of the tests from outside use these members alone
  const stage = {
    ...here,
    app,
    as: (user: string) => hands(here.slack, user),
    channel: (id: string) => here.slack.messages.filter((one) => one.channel === id),
    clean: () => undefined,
  } as Stage;
  const agent = stage.as(anna);
  const lead = stage.as(lea);
  const ask = async (): Promise<Item> => {
    const customer = someone(stage).id;
    return { customer, card: await askLead(stage, agent, customer), acked: 0 };
  };
  const press = async (item: Item) => {
    const ack = await lead.press(inMessage(item.card), 'Approve').catch(() => undefined);
    if (ack?.status === 200) item.acked += 1;
  };
  const shown = (item: Item) => says(item.card);
  /** Whether all have ended; anyone who sees that one still waits, since Slack did not say in time who pressed, presses again. */
  const areOver = async (items: readonly Item[]): Promise<boolean> => {
    const open = items.filter((item) => !over.test(shown(item)));
    for (const item of open) if (/Waiting for approval/.test(shown(item))) await press(item);
    if (open.length > 0) await sleep(250);
    return open.length === 0;
  };
  const vouchers = (item: Item) => here.operations.world.vouchers.get(`customers/${item.customer}`)?.length ?? 0;

  return {
    here,
    socket,
    async kill() {
      await app.kill('SIGKILL');
    },
    async start() {
      app = await here.start();
    },
    isAlive: () => app.child.exitCode === null && app.child.signalCode === null,
    /** Cards that wait before anything goes wrong. */
    async prepare(count: number): Promise<Item[]> {
      const items: Item[] = [];
      for (let number = 0; number < count; number += 1) items.push(await ask());
      return items;
    },
    press,
    vouchers,
    areOver,
    /** Until it is ready, a whole new request comes to its end, and every card that was pressed has come to its own. */
    async allRight(items: readonly Item[]): Promise<number> {
      const began = performance.now();
      const late = () => performance.now() - began > giveUpMs;
      while (!late() && (await here.get('/readyz').catch(() => undefined))?.status !== 200) await sleep(50);
      while (!late() && !(await areOver(items)));
      const fresh = await ask().catch(() => undefined);
      if (fresh !== undefined) await press(fresh);
      while (!late() && (fresh === undefined || !/Done/.test(shown(fresh))))
        await (fresh === undefined ? sleep(50) : areOver([fresh]));
      return (performance.now() - began) / 1_000;
    },
    /** What came of it: by the word on the card, and what contradicts the back office. */
    tally(items: readonly Item[]) {
      const words = items.map((item) => over.exec(shown(item))?.[0] ?? 'open');
      const wrong = items.filter((item) => {
        const given = vouchers(item);
        if (given > 1) return true;
        return /Done/.test(shown(item)) ? given !== 1 : !/Outcome unknown/.test(shown(item)) && given !== 0;
      });
      return { words, wrong: wrong.length, open: words.filter((word) => word === 'open').length };
    },
    async stop() {
      await here.stop();
      socket?.close();
    },
  };
}
