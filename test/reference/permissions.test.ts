import { describe, expect, it } from 'vitest';
import { cardFeature } from '../../src/commands/card/index.ts';
import { customerFeature } from '../../src/commands/customer/index.ts';
import { lookupCommand } from '../../src/commands/customer/lookup.ts';
import { createActionForm } from '../../src/commands/engine/form.ts';
import { formCommand } from '../../src/commands/engine/start.ts';
import { mustHold, whoIs } from '../../src/commands/rights.ts';
import { callbackIds } from '../../src/views/ids.ts';
import { lastOf, openCommandHarness, staff } from '../support/command-harness.ts';
import { policyOf } from '../support/policy.ts';
import { readBlocks } from '../views/read.ts';

const text = `
version: 1
currency: EUR
branch: 1
roles:
  agent: { users: [U0AGENT1] }
  reader: { users: [U0READER] }
grants:
  agent: [read.*, customer.*, card.*, voucher.apply]
  reader: [read.customer]
permissions: { card.assign: IDENTITY_CARD_WRITE, card.unassign: IDENTITY_CARD_WRITE, customer.update: USER_WRITE }
`;
const policy = policyOf(text);

const open = () => openCommandHarness({ app: { policy } });
const asked = (calls: readonly string[]) => calls.filter((call) => call.includes('/roles/assignments/exists'));
const verb = (name: string) => {
  const found = [...(cardFeature.verbs ?? []), ...(customerFeature.verbs ?? [])].find((one) => one.form.action === name);
  if (found === undefined) throw new Error(`no verb for ${name}`);
  return found;
};

describe('a permission that the policy names', () => {
  it('is asked for in the policy’s branch before anything is offered, once for all who need it at once', async () => {
    const harness = await open();
    await Promise.all([whoIs(harness.app, staff.agent), whoIs(harness.app, staff.agent)]);
    expect(asked(harness.calls()).sort()).toEqual([
      'GET /roles/assignments/exists?permission=IDENTITY_CARD_WRITE&branchId=1',
      'GET /roles/assignments/exists?permission=USER_WRITE&branchId=1',
    ]);
  });

  it('is asked for again after two minutes', async () => {
    const harness = await open();
    await whoIs(harness.app, staff.agent);
    harness.clock.forward(119_000);
    await whoIs(harness.app, staff.agent);
    expect(asked(harness.calls())).toHaveLength(2);
    harness.clock.forward(2_000);
    await whoIs(harness.app, staff.agent);
    expect(asked(harness.calls())).toHaveLength(4);
  });

  it('costs nothing for somebody whose grants do not offer the action', async () => {
    const harness = await open();
    await whoIs(harness.app, staff.reader);
    expect(harness.calls()).toEqual([]);
  });
});

describe('an action that the app’s user upstream lacks', () => {
  async function lacking() {
    const harness = await open();
    harness.backOffice.world.permissions.delete('IDENTITY_CARD_WRITE');
    return harness;
  }

  it('is in no menu, and the others stay', async () => {
    const harness = await lacking();
    const interaction = await harness.command();
    await lookupCommand.run(interaction, ['1010']);
    const drawn = JSON.stringify(lastOf(interaction).blocks);
    expect(drawn).not.toContain('card.assign');
    expect(drawn).toContain('voucher.apply');
    expect(drawn).toContain('customer.update');
  });

  it('has a form that says why, and whom to ask', async () => {
    const harness = await lacking();
    const interaction = await harness.command();
    const command = formCommand(verb('card.assign'));
    mustHold(interaction.who, command.needs);
    await command.run(interaction, ['HM-10002', '1010']);
    expect(harness.drawn.now().callback_id).toBe(callbackIds.problem);
    expect(readBlocks(harness.drawn.now().blocks)).toMatch(/lacks the permission IDENTITY_CARD_WRITE.*Ask your admin/);
  });

  it('asks nobody when the form was open before', async () => {
    const harness = await lacking();
    await whoIs(harness.app, staff.agent);
    const { form } = verb('card.assign');
    const chosen = (value: string) => ({ lookup: { type: 'external_select', selected_option: { value } } });
    const sent = harness.submission(
      { card: chosen('3002'), customer: chosen('1010'), reason: { reason: { type: 'plain_text_input', value: 'Asked for it' } } },
      JSON.stringify({ origin: 'o', branch: 1 }),
    );
    const { answer } = await createActionForm({ [form.action]: form }).run({ ...sent, callbackId: `action:${form.action}` });
    expect(JSON.stringify(answer)).toContain('lacks the permission IDENTITY_CARD_WRITE');
  });

  it('without the grant it is the grant that is missing', async () => {
    const harness = await lacking();
    const who = await whoIs(harness.app, staff.reader);
    expect(() => mustHold(who, 'card.assign')).toThrow(
      expect.objectContaining({ say: expect.stringMatching(/permission to assign a card/) }),
    );
  });
});

describe('when nobody says what it may', () => {
  it('the action is offered, and a while later it is asked again', async () => {
    const harness = await open();
    harness.backOffice.setFaults([{ upstream: 'operations', kind: 'fail', on: 'reads' }]);
    expect((await whoIs(harness.app, staff.agent)).may('card.assign')).toBe(true);
    harness.backOffice.setFaults([]);
    harness.backOffice.world.permissions.delete('IDENTITY_CARD_WRITE');
    expect((await whoIs(harness.app, staff.agent)).may('card.assign')).toBe(true);
    harness.clock.forward(15_000);
    expect((await whoIs(harness.app, staff.agent)).may('card.assign')).toBe(false);
  });

  it('nobody waits for a back office that is silent', async () => {
    const harness = await open();
    const hold = harness.backOffice.hold(({ path }) => path.startsWith('/roles/'), 'before');
    const who = whoIs(harness.app, staff.agent);
    await hold.arrived(2);
    harness.clock.forward(700);
    expect((await who).may('card.assign')).toBe(true);
    hold.release();
  });
});
