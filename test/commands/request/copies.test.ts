import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppContext } from '../../../src/commands/app-context.ts';
import type { Press } from '../../../src/commands/context.ts';
import { keepCopy } from '../../../src/commands/request/copies.ts';
import { fileDatabase } from '../../support/file-database.ts';
import { askFor, type Gate, openGate, stateOf } from '../../support/gate.ts';
import { silentLog } from '../../support/log.ts';
import { people } from '../../support/people.ts';

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
    app: { approvals: gate.approvals } as Pick<AppContext, 'approvals'>,
    log: silentLog,
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
});
