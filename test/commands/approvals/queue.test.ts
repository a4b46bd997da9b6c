import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkView, refusals } from '../../../sandbox/workspace/limits/index.ts';
import { openRequestButton } from '../../../src/commands/approvals/details.ts';
import { approvalsCommands } from '../../../src/commands/approvals/queue.ts';
import { drawHome, quickCommands, refreshHomeButton } from '../../../src/commands/home/home.ts';
import { freshDatabase } from '../../support/database.ts';
import { askFor, type Gate, openGate, people, stateOf } from '../../support/gate.ts';
import { type Desk, lastOf, openDesk } from '../../support/kit.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

let store: Awaited<ReturnType<typeof freshDatabase>>;
let gate: Gate;
let pending: string;

beforeAll(async () => {
  store = await freshDatabase();
  gate = openGate(store.database);
  pending = await askFor(gate, 50);
  await stateOf(gate, pending, 'pending');
});
afterAll(async () => {
  await gate.stop();
  await store.remove();
});

/** A desk with the gate's people, policy and requests. */
async function gatedDesk(): Promise<Desk> {
  const { policy, directory, actions } = gate.core;
  return openDesk({ kit: { approvals: gate.approvals, policy, directory, actions, clock: gate.clock } });
}

const [approvals] = approvalsCommands;

async function queueOf(person: string) {
  const interaction = await (await gatedDesk()).command(person);
  await approvals?.run(interaction, []);
  return lastOf(interaction);
}

describe('/approvals', () => {
  it('shows a lead what waits for them, with its buttons', async () => {
    const { blocks, text } = await queueOf(people.lead);
    expect(text).toContain('1 request waits for you');
    expect(readBlocks(blocks)).toContain('Waiting for approval');
    expect(buttonObjects(blocks).map(({ text: label }) => label)).toEqual(['Approve', 'Reject', 'Details']);
    expect(buttonObjects(blocks).every(({ value }) => value === pending)).toBe(true);
  });

  it('shows the asker what they asked for, to take back and not to approve', async () => {
    const { blocks } = await queueOf(people.agent);
    expect(readBlocks(blocks)).toContain('You asked for');
    expect(buttonObjects(blocks).map(({ text: label }) => label)).toEqual(['Cancel request', 'Details']);
  });

  it('leaves out deciding for somebody who never could', async () => {
    const { blocks } = await queueOf(people.other);
    expect(readBlocks(blocks)).not.toContain('Waiting for you');
    expect(buttonObjects(blocks)).toEqual([]);
  });
});

describe('Details', () => {
  it('opens the card for who may decide it, with names', async () => {
    const desk = await gatedDesk();
    await openRequestButton.run(await desk.press(pending, { kind: 'home' }, people.lead));
    const view = desk.drawn.now();
    expect(readBlocks(view.blocks)).toContain('Anna Nowak');
    expect(buttonObjects(view.blocks).map(({ text }) => text)).toEqual(['Approve', 'Reject']);
  });

  it('opens it for the asker, as a copy that is kept up to date', async () => {
    const desk = await gatedDesk();
    await openRequestButton.run(await desk.press(pending, { kind: 'home' }, people.agent));
    expect(buttonObjects(desk.drawn.now().blocks).map(({ text }) => text)).toEqual(['Cancel request']);
    const copies = await gate.approvals.gallery.copiesOf(pending);
    expect(copies).toContainEqual(expect.objectContaining({ kind: 'modal', ts: desk.drawn.opened[0]?.viewId }));
  });

  it('is shown to nobody else, and a request that is not there is said', async () => {
    const desk = await gatedDesk();
    await expect(openRequestButton.run(await desk.press(pending, { kind: 'home' }, people.other))).rejects.toMatchObject({
      code: 'not_allowed',
    });
    for (const value of ['', 'NOSUCH', `${'x'.repeat(3000)}`, "'; DROP TABLE requests; --"]) {
      await expect(openRequestButton.run(await desk.press(value, { kind: 'home' }, people.lead))).rejects.toMatchObject({
        code: 'not_found',
      });
    }
    expect(desk.drawn.opened).toEqual([]);
  });
});

describe('the Home', () => {
  it('has what waits, and a button for each command that this person may use', async () => {
    const desk = await gatedDesk();
    const agent = await drawHome(desk.kit, people.agent);
    expect(refusals(checkView(agent))).toEqual([]);
    const values = buttonObjects(agent.blocks).map(({ value }) => value);
    expect(values).toEqual(expect.arrayContaining(quickCommands.map(({ command }) => command)));
    const { grants, ...policy } = desk.kit.policy;
    const limited = { ...desk.kit, policy: { ...policy, grants: { ...grants, agent: { may: ['read.customer'] } } } };
    const fewer = buttonObjects((await drawHome(limited, people.agent)).blocks).map(({ value }) => value);
    expect(fewer).toContain('customer lookup');
    expect(fewer).not.toContain('card assign');
  });

  it('tells a guest in words why there is nothing', async () => {
    const desk = await gatedDesk();
    const home = await drawHome(desk.kit, people.guest);
    expect(readBlocks(home.blocks)).toContain('Guests cannot use Wheelhouse.');
    expect(readBlocks(home.blocks)).not.toContain('Waiting for approval');
    expect(refusals(checkView(home))).toEqual([]);
  });

  it('says when the back office is down', async () => {
    const desk = await gatedDesk();
    desk.office.setFaults([{ upstream: 'operations', kind: 'fail', on: 'all' }]);
    await desk.kit.readers.operations.customers.get({ params: { id: 1 } }).catch(() => undefined);
    expect(readBlocks((await drawHome(desk.kit, people.agent)).blocks)).toContain('The back office did not answer');
  });

  it('is not drawn wrongly when Slack does not say who somebody is', async () => {
    const desk = await gatedDesk();
    gate.directory.silent = true;
    try {
      await expect(drawHome(desk.kit, people.agent)).rejects.toMatchObject({ code: 'slack_unavailable' });
    } finally {
      gate.directory.silent = false;
    }
  });

  it('Refresh draws it again', async () => {
    const desk = await gatedDesk();
    await refreshHomeButton.run(await desk.press('home', { kind: 'home' }, people.lead));
    expect(desk.drawn.homes).toMatchObject([{ person: people.lead }]);
  });
});
