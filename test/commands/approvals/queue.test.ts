import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { checkView, refusals } from '../../../sandbox/workspace/limits/index.ts';
import { openRequestButton } from '../../../src/commands/approvals/details.ts';
import { approvalsCommands } from '../../../src/commands/approvals/queue.ts';
import { drawHome, quickCommands, refreshHomeButton } from '../../../src/commands/home/home.ts';
import { type CommandHarness, lastOf, openCommandHarness } from '../../support/command-harness.ts';
import { fileDatabase } from '../../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../../support/gate.ts';
import { people } from '../../support/people.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

const store = fileDatabase();
let gate: Gate;
let pending: string;

beforeAll(async () => {
  gate = openGate(store.database);
  pending = await askFor(gate, 50);
  await stateOf(gate, pending, 'pending');
});
afterAll(async () => {
  await gate.stop();
});

/** A harness with the gate's people, policy and requests. */
async function gatedHarness(): Promise<CommandHarness> {
  const { policy, directory, actions } = gate.deps;
  return openCommandHarness({ app: { approvals: gate.approvals, policy, directory, actions, clock: gate.clock } });
}

const [approvals] = approvalsCommands;

async function queueOf(person: string) {
  const interaction = await (await gatedHarness()).command(person);
  await approvals?.run(interaction, []);
  return lastOf(interaction);
}

describe('/approvals', () => {
  it('shows a lead what waits for them, with its buttons', async () => {
    const { blocks, text } = await queueOf(people.lead);
    expect(text).toContain('1 request is waiting for you');
    expect(readBlocks(blocks)).toContain('Waiting for approval');
    expect(buttonObjects(blocks).map(({ text: label }) => label)).toEqual(['Approve', 'Reject', 'Details']);
    expect(buttonObjects(blocks).every(({ value }) => value === pending)).toBe(true);
  });

  it('shows the asker what they asked for, to take back and not to approve', async () => {
    const { blocks } = await queueOf(people.agent);
    expect(readBlocks(blocks)).toContain('Your requests (1)');
    expect(buttonObjects(blocks).map(({ text: label }) => label)).toEqual(['Cancel request', 'Details']);
  });

  it('does not offer a lead a request about their own customer, whose buttons would not work', async () => {
    const { policy } = gate.deps;
    onTestFinished(() => {
      gate.deps.policy = policy;
    });
    gate.deps.policy = { ...policy, staff: { [people.second]: [77] } };
    const own = await askFor(gate, 50, { customer: 77 });
    await stateOf(gate, own, 'pending');
    const offered = async (person: string) => buttonObjects((await queueOf(person)).blocks).map(({ value }) => value);
    expect(await offered(people.lead)).toContain(own);
    expect(await offered(people.second)).not.toContain(own);
    const press = await (await gatedHarness()).press(own, { kind: 'home' }, people.second);
    await expect(openRequestButton.run(press)).rejects.toMatchObject({ code: 'not_allowed' });
    await gate.approvals.cancel({ id: own, person: people.agent });
  });

  it('leaves out deciding for somebody who never could', async () => {
    const { blocks } = await queueOf(people.other);
    expect(readBlocks(blocks)).not.toContain('Waiting for you');
    expect(buttonObjects(blocks)).toEqual([]);
  });
});

describe('Details', () => {
  it('opens the card for who may decide it, with names', async () => {
    const harness = await gatedHarness();
    await openRequestButton.run(await harness.press(pending, { kind: 'home' }, people.lead));
    const view = harness.drawn.now();
    expect(readBlocks(view.blocks)).toContain('Anna Nowak');
    expect(buttonObjects(view.blocks).map(({ text }) => text)).toEqual(['Approve', 'Reject', 'Offer less', 'Ask back']);
  });

  it('opens it for the asker, as a copy that is kept up to date', async () => {
    const harness = await gatedHarness();
    await openRequestButton.run(await harness.press(pending, { kind: 'home' }, people.agent));
    expect(buttonObjects(harness.drawn.now().blocks).map(({ text }) => text)).toEqual(['Cancel request']);
    const copies = await gate.approvals.postedMessages.copiesOf(pending);
    expect(copies).toContainEqual(expect.objectContaining({ kind: 'modal', ts: harness.drawn.opened[0]?.viewId }));
  });

  it('is shown to nobody else, and a request that is not there is reported', async () => {
    const harness = await gatedHarness();
    await expect(openRequestButton.run(await harness.press(pending, { kind: 'home' }, people.other))).rejects.toMatchObject({
      code: 'not_allowed',
    });
    for (const value of ['', 'NOSUCH', `${'x'.repeat(3000)}`, "'; DROP TABLE requests; --"]) {
      await expect(openRequestButton.run(await harness.press(value, { kind: 'home' }, people.lead))).rejects.toMatchObject({
        code: 'not_found',
      });
    }
    expect(harness.drawn.opened).toEqual([]);
  });
});

describe('the Home', () => {
  it('has what waits, and a button for each command that this person may use', async () => {
    const harness = await gatedHarness();
    const agent = await drawHome(harness.app, people.agent);
    expect(refusals(checkView(agent))).toEqual([]);
    const values = buttonObjects(agent.blocks).map(({ value }) => value);
    expect(values).toEqual(expect.arrayContaining(quickCommands.map(({ command }) => command)));
    const { grants, ...policy } = harness.app.policy;
    const limited = { ...harness.app, policy: { ...policy, grants: { ...grants, agent: { may: ['read.customer'] } } } };
    const fewer = buttonObjects((await drawHome(limited, people.agent)).blocks).map(({ value }) => value);
    expect(fewer).toContain('customer lookup');
    expect(fewer).not.toContain('card assign');
  });

  it('tells a guest in words why there is nothing', async () => {
    const harness = await gatedHarness();
    const home = await drawHome(harness.app, people.guest);
    expect(readBlocks(home.blocks)).toContain('Guests cannot use Wheelhouse.');
    expect(readBlocks(home.blocks)).not.toContain('Waiting for approval');
    expect(refusals(checkView(home))).toEqual([]);
  });

  it('says when the back office is down', async () => {
    const harness = await gatedHarness();
    harness.backOffice.setFaults([{ upstream: 'operations', kind: 'fail', on: 'all' }]);
    await harness.app.readers.operations.customers.get({ params: { id: 1 } }).catch(() => undefined);
    expect(readBlocks((await drawHome(harness.app, people.agent)).blocks)).toContain('The back office did not answer');
  });

  it('is not drawn wrongly when Slack does not say who somebody is', async () => {
    const harness = await gatedHarness();
    gate.directory.silent = true;
    try {
      await expect(drawHome(harness.app, people.agent)).rejects.toMatchObject({ code: 'slack_unavailable' });
    } finally {
      gate.directory.silent = false;
    }
  });

  it('Refresh draws it again', async () => {
    const harness = await gatedHarness();
    await refreshHomeButton.run(await harness.press('home', { kind: 'home' }, people.lead));
    expect(harness.drawn.homes).toMatchObject([{ person: people.lead }]);
  });
});
