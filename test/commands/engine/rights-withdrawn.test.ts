import type { App, BlockAction } from '@slack/bolt';
import { expect, it } from 'vitest';
import { actions } from '../../../src/actions/registry.ts';
import { writeMetadata } from '../../../src/commands/engine/metadata.ts';
import { addButtonListeners } from '../../../src/commands/listeners/buttons.ts';
import { createRegistry } from '../../../src/commands/registry.ts';
import { neededFor } from '../../../src/commands/rights.ts';
import { callbackIds, fieldId } from '../../../src/views/ids.ts';
import { openCommandHarness, staff } from '../../support/command-harness.ts';
import { policyOf } from '../../support/policy.ts';

const registry = createRegistry();
const forms = Object.keys(actions).filter((action) => registry.commands.some(({ needs }) => needs === action));
const withGrants = (grants: string) =>
  policyOf(
    `version: 1\ncurrency: EUR\nbranch: 1\nroles:\n  agent: { users: [${staff.agent}] }\n  lead: { users: [${staff.lead}] }\ngrants:\n  agent: [${grants}]\n`,
  );

/** What Slack delivers when somebody chooses the customer in an open form. */
function fieldChange(callbackId: string): BlockAction {
  const option = { value: '1010', text: { type: 'plain_text', text: 'Lena Novak' } };
  const field = { type: 'external_select', action_id: 'find:customer', block_id: 'customer', selected_option: option };
  // safe: what the listeners read of it
  return {
    type: 'block_actions',
    user: { id: staff.agent, name: 'agent' },
    team: null,
    trigger_id: `trigger ${callbackId}`,
    actions: [{ ...field, action_id: `${fieldId}:customer` }],
    container: { type: 'view' },
    view: {
      type: 'modal',
      id: 'V1',
      hash: 'h',
      callback_id: callbackId,
      private_metadata: writeMetadata({ origin: 'o', branch: 1 }),
      state: { values: { customer: { [`${fieldId}:customer`]: field }, account: {} } },
    },
  } as unknown as BlockAction;
}

/** Changes a field in every open form; says which of them reached the back office, and which were drawn. */
async function changeAll(grants: string): Promise<{ reached: string[]; drawn: string[] }> {
  const harness = await openCommandHarness({ app: { policy: withGrants(grants) } });
  let handle: ((event: { body: BlockAction; ack: () => Promise<void> }) => Promise<void>) | undefined;
  const app = {
    action: (_: RegExp, handler: NonNullable<typeof handle>) => {
      handle = handler;
    },
  };
  addButtonListeners(app as unknown as App, harness.app, registry); // safe: it registers one listener and nothing else
  const reached: string[] = [];
  const drawn: string[] = [];
  for (const id of [...forms.map((action) => `${callbackIds.action}:${action}`), callbackIds.eligibility]) {
    const [calls, updates] = [harness.calls().length, harness.drawn.updates.length];
    await handle?.({ body: fieldChange(id), ack: async () => undefined });
    if (harness.calls().length > calls) reached.push(id);
    if (harness.drawn.updates.length > updates) drawn.push(id);
  }
  return { reached, drawn };
}

it('a field that changes in an open form takes the grant that its command takes, in every form', () => {
  const change = registry.fieldChanges.find(({ callbackId }) => callbackId === callbackIds.action);
  expect(forms.length).toBeGreaterThan(30);
  for (const action of forms) {
    const command = registry.commands.find(({ needs }) => needs === action);
    expect(neededFor(change?.needs, `${callbackIds.action}:${action}`)).toBe(command?.needs);
  }
  const eligibility = registry.fieldChanges.find(({ callbackId }) => callbackId === callbackIds.eligibility);
  const asked = registry.commands.find(({ command }) => command === 'eligibility');
  expect(eligibility?.needs).toBe(asked?.needs);
  expect(registry.fieldChanges).toHaveLength(2);
});

it('reads nothing and draws nothing once the grant was withdrawn while the form was open, in every form', async () => {
  expect(await changeAll('read.audit')).toEqual({ reached: [], drawn: [] });
});

it('reads and draws for the person who still holds it', { timeout: 60_000 }, async () => {
  const { reached } = await changeAll('"*"');
  expect(reached.length).toBeGreaterThan(5);
});
