import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/commands/context.ts';
import { createQuickButton, createTryAgainButton } from '../../../src/commands/home/quick.ts';
import { createRegistry } from '../../../src/commands/registry.ts';
import { createHelpButton, helpMessageFor } from '../../../src/commands/wheelhouse/help.ts';
import { lastOf, openCommandHarness, staff } from '../../support/command-harness.ts';
import { readBlocks } from '../../views/read.ts';

const all: readonly Command[] = createRegistry().commands;
const commandNamed = (command: string, verb: string) => {
  const found = all.find((one) => one.command === command && one.verb === verb);
  if (found === undefined) throw new Error(`no ${command} ${verb}`);
  return found;
};

describe('help', () => {
  it('says what this person may type, and nothing else', async () => {
    const harness = await openCommandHarness();
    const reader = await harness.command(staff.reader);
    await commandNamed('wheelhouse', 'help').run(reader, []);
    const text = readBlocks(lastOf(reader).blocks);
    expect(text).toContain('/customer lookup');
    expect(text).toContain('/eligibility <customer> [branch] [category]');
    expect(text).not.toContain('status');
    const lead = await harness.command(staff.lead);
    await commandNamed('wheelhouse', 'help').run(lead, []);
    expect(readBlocks(lastOf(lead).blocks)).toContain('/wheelhouse status');
  });

  it('of one command is about that one', async () => {
    const harness = await openCommandHarness();
    const { who } = await harness.command();
    const text = readBlocks(helpMessageFor(who, all, '/customer').blocks);
    expect(text).toContain('/customer lookup');
    expect(text).not.toContain('/eligibility');
  });

  it('opens from the Home in a modal', async () => {
    const harness = await openCommandHarness();
    await createHelpButton(() => all).run(await harness.press('help', { kind: 'home' }));
    expect(readBlocks(harness.drawn.now().blocks)).toContain('/customer lookup');
  });
});

describe('status', () => {
  it('says how each part is doing, and why the back office is not', async () => {
    const harness = await openCommandHarness();
    const before = await harness.command(staff.lead);
    await commandNamed('wheelhouse', 'status').run(before, []);
    expect(readBlocks(lastOf(before).blocks)).toMatch(/Back office not known[\s\S]*Smartmove not set up/);
    harness.backOffice.setFaults([{ upstream: 'operations', kind: 'fail', on: 'all' }]);
    await commandNamed('customer', 'lookup').run(before, ['1010']);
    const after = await harness.command(staff.lead);
    await commandNamed('wheelhouse', 'status').run(after, []);
    expect(readBlocks(lastOf(after).blocks)).toContain('Back office does not answer: the last call was answered with an error');
  });

  it.each([
    ['open', true, 'Socket to Slack works: open since 10:00, 3 reconnects'],
    ['replacing', true, 'being replaced, as Slack asked, since 10:00'],
    ['lost', false, 'lost since 10:00'],
    ['switched-off', false, 'switched off in the app’s settings since 10:00'],
  ] as const)(
    'says that the socket to Slack is %s, since when, and what its last trouble was',
    async (state, isConnected, words) => {
      const at = new Date('2026-11-21T09:00:00Z');
      const lastTrouble = { at, kind: 'network' as const, say: 'the connection failed (ECONNRESET)' };
      const socket = () => ({ state, since: at, reconnects: 3, failedTries: 0, isAnnouncedGap: false, isConnected, lastTrouble });
      const { app } = await openCommandHarness();
      const harness = await openCommandHarness({ app: { health: { ...app.health, socket } } });
      const interaction = await harness.command(staff.lead);
      await commandNamed('wheelhouse', 'status').run(interaction, []);
      const text = readBlocks(lastOf(interaction).blocks);
      expect(text).toContain(words);
      expect(text).toContain('ECONNRESET');
    },
  );

  it('shows the policy’s warnings and a database that is away', async () => {
    const health = {
      slack: () => ({ accepted: false, trouble: 'the token was not accepted' }),
      socket: () => undefined,
      database: () => Promise.reject(new Error('gone')),
      upstream: () => ({ state: 'ok' as const }),
    };
    const harness = await openCommandHarness({ app: { health, policyWarnings: () => ['Nobody holds the role lead.'] } });
    const interaction = await harness.command(staff.lead);
    await commandNamed('wheelhouse', 'status').run(interaction, []);
    const text = readBlocks(lastOf(interaction).blocks);
    expect(text).toContain('Nobody holds the role lead.');
    expect(text).toContain('Database does not answer');
    expect(text).toContain('the token was not accepted');
  });
});

describe('buttons that type a command', () => {
  const quick = createQuickButton(() => all);
  const again = createTryAgainButton(() => all);

  it('the Home’s open the same form as the command', async () => {
    const harness = await openCommandHarness();
    await quick.run(await harness.press('customer lookup', { kind: 'home' }));
    expect(harness.drawn.now().callback_id).toBe('customer.lookup.form');
    await quick.run(await harness.press('eligibility', { kind: 'home' }));
    expect(harness.drawn.now().callback_id).toBe('eligibility.form');
  });

  it('Try again answers in the place of what went wrong', async () => {
    const harness = await openCommandHarness();
    const press = await harness.press('customer lookup 1010');
    await again.run(press);
    expect(press.said).toMatchObject([{ replace: true }]);
    expect(readBlocks(lastOf(press).blocks)).toContain('Lena Novak');
    const inModal = await harness.press('customer lookup 1010', {
      kind: 'modal',
      viewId: 'V5',
      hash: '',
      metadata: '',
      callbackId: 'problem',
    });
    await again.run(inModal);
    expect(readBlocks(harness.drawn.now('V5').blocks)).toContain('Lena Novak');
  });

  it('Try again looks at the rights that somebody has now', async () => {
    const harness = await openCommandHarness();
    const press = await harness.press('wheelhouse status', undefined, staff.reader);
    await expect(again.run(press)).rejects.toMatchObject({ code: 'not_allowed' });
  });

  it.each(['', '-', 'customer', 'customer fly 1', 'constructor', '<!channel>'])(
    '%s is no command, and is refused in words',
    async (value) => {
      const harness = await openCommandHarness();
      await expect(again.run(await harness.press(value))).rejects.toMatchObject({ code: 'bad_input' });
      await expect(quick.run(await harness.press(value))).rejects.toMatchObject({ code: 'bad_input' });
    },
  );
});
