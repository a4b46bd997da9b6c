import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppContext } from '../../../src/commands/app-context.ts';
import { openRequestButton } from '../../../src/commands/approvals/details.ts';
import type { Press } from '../../../src/commands/context.ts';
import { keepCopy } from '../../../src/commands/request/copies.ts';
import { requestView } from '../../../src/slack/request-view.ts';
import { callbackIds } from '../../../src/views/ids.ts';
import { reminderMessage } from '../../../src/views/request/reminder.ts';
import { openCommandHarness } from '../../support/command-harness.ts';
import { fileDatabase } from '../../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../../support/gate.ts';
import { silentLog } from '../../support/log.ts';
import { people } from '../../support/people.ts';
import { buttonObjects } from '../../views/read.ts';

const files = fileDatabase();
let gate: Gate;
beforeAll(async () => {
  gate = openGate(files.database);
});
afterAll(async () => {
  await gate.stop();
});

const pressIn = async (channel: string, person: string, id: string) => {
  const press = {
    app: { approvals: gate.approvals, clock: gate.clock, log: silentLog } as Pick<AppContext, 'approvals' | 'clock' | 'log'>,
    who: { id: person },
    value: id,
    place: { kind: 'message', channel, ts: '1.1', ephemeral: false },
  } as Press; // safe: it looks at nothing else
  await keepCopy(press);
  return (await gate.approvals.postedMessages.copiesOf(id)).map(({ kind, person: whose }) => ({ kind, person: whose }));
};

describe('a press on a message that nobody knows of', () => {
  it('never makes it the card of somebody who may neither decide nor asked', async () => {
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    expect(await pressIn('D0OTHER', people.other, id)).toEqual([]);
    expect(await pressIn('D0GUEST', people.guest, id)).toEqual([]);
    gate.directory.silent = true;
    expect(await pressIn('D0LEAD', people.lead, id)).toEqual([]);
    gate.directory.silent = false;
  });

  it('keeps the card of who asked, of who may decide, and of a channel, for what each may see', async () => {
    const id = await askFor(gate, 50);
    await stateOf(gate, id, 'pending');
    expect(await pressIn('D0AGENT', people.agent, id)).toEqual([{ kind: 'asker', person: people.agent }]);
    const next = await askFor(gate, 50, { customer: 2 });
    await stateOf(gate, next, 'pending');
    expect(await pressIn('D0LEAD', people.lead, next)).toEqual([{ kind: 'approver', person: people.lead }]);
    const third = await askFor(gate, 50, { customer: 3 });
    await stateOf(gate, third, 'pending');
    expect(await pressIn('C0APPROVALS', people.other, third)).toEqual([{ kind: 'channel', person: undefined }]);
  });

  it('leaves a message as it is that only leads to the card', async () => {
    const id = await askFor(gate, 50, { customer: 4 });
    await stateOf(gate, id, 'pending');
    const harness = await openCommandHarness({
      app: { approvals: gate.approvals, policy: gate.deps.policy, directory: gate.directory },
    });
    const record = await gate.approvals.postedMessages.load(id);
    const view = record && requestView(record, { label: 'Give money', audience: 'approver', policy: gate.deps.policy });
    if (view === undefined) throw new Error('no view');
    const [details] = buttonObjects(reminderMessage(view).blocks);
    const press = await harness.press(details?.value ?? '', undefined, people.lead);
    await openRequestButton.run({ ...press, place: { kind: 'message', channel: 'D0LEAD', ts: '1.1', ephemeral: false } });
    expect(harness.drawn.now().callback_id).toBe(callbackIds.request);
    expect(await gate.approvals.postedMessages.copiesOf(id)).toEqual([]);
  });
});
