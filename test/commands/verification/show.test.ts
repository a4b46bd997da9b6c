import { describe, expect, it } from 'vitest';
import { verificationShow } from '../../../src/commands/verification/show.ts';
import { lastOf, openCommandHarness, staff } from '../../support/command-harness.ts';
import { buttonsOf, readBlocks } from '../../views/read.ts';

type Harness = Awaited<ReturnType<typeof openCommandHarness>>;

async function show(id: string, prepare?: (harness: Harness) => void) {
  const harness = await openCommandHarness();
  prepare?.(harness);
  const interaction = await harness.command();
  await verificationShow.command.run(interaction, [id]);
  const message = lastOf(interaction);
  return { harness, message, text: readBlocks(message.blocks), buttons: buttonsOf(message.blocks) };
}

describe('/verification show', () => {
  it('says where it is, the reason, the provider as it came, and the next step', async () => {
    const { text } = await show('1003');
    expect(text).toContain('Verification of Sofia Marino (customer 1003)');
    expect(text).toMatch(/Driving licence: rejected.* → see why/);
    expect(text).toMatch(/Driving licence \(by ONFIDO, begun .*\): rejected\n/);
    expect(text).toContain('reason: The document could not be read');
  });

  it('keeps pictures out of Slack and says where they are', async () => {
    const { harness, message, text, buttons } = await show('1003');
    expect(text).toMatch(/pictures are not shown in Slack: look at them with Open in back office/);
    expect(buttons).toEqual(['Open customer', 'Open in back office']);
    expect(JSON.stringify(message)).toContain('https://back.example/customers/1003');
    for (const { attempts } of harness.backOffice.world.verifications.values())
      for (const { media } of attempts) for (const { fileUuid } of media) expect(JSON.stringify(message)).not.toContain(fileUuid);
    expect(harness.calls().filter((call) => call.includes('/media/'))).toEqual([]);
  });

  it('shows a state and a type that nobody knows as they came', async () => {
    const { text } = await show('1003', ({ backOffice }) => {
      backOffice.world.verifications.set('v-odd', {
        id: 'v-odd',
        guserId: 1003,
        type: 'FACE_MATCH',
        provider: 'ACME <b>',
        state: 'AWAITING_COURIER',
        createdAt: '2026-11-20T10:00:00Z',
        attempts: [],
      });
    });
    expect(text).toContain('Face match (by ACME <b>, begun 20 Nov 2026): AWAITING_COURIER');
    expect(text).toContain('No attempts.');
  });

  it('reads the attempts one by one if the list came without them', async () => {
    const harness = await openCommandHarness();
    const { list, ...others } = harness.app.readers.operations.verifications;
    const operations = {
      ...harness.app.readers.operations,
      verifications: {
        ...others,
        list: ({ query }: Parameters<typeof list>[0]) => list({ query: { ...query, includeDetails: false } }),
      },
    };
    harness.app.readers = { ...harness.app.readers, operations };
    const interaction = await harness.command();
    await verificationShow.command.run(interaction, ['1003']);
    expect(readBlocks(lastOf(interaction).blocks)).toContain('reason: The document could not be read');
    expect(harness.calls().some((call) => /^GET \/verification\/[\w-]+$/.test(call))).toBe(true);
  });

  it('says in words what the back office does not let it see, while the states are shown', async () => {
    const { text } = await show('1003', ({ backOffice }) => backOffice.world.permissions.delete('VERIFICATION_READ'));
    expect(text).toContain('Driving licence: rejected');
    expect(text).toContain('The checks could not be loaded.');
  });

  it('of somebody without any check says so', async () => {
    const { text } = await show('1003', ({ backOffice }) => {
      for (const [id, one] of backOffice.world.verifications) if (one.guserId === 1003) backOffice.world.verifications.delete(id);
    });
    expect(text).toContain('No check has been begun.');
    expect(text).not.toContain('not shown in Slack');
  });

  it('without words asks for the customer alone, and needs its grant when the form is sent', async () => {
    const harness = await openCommandHarness();
    await verificationShow.command.run(await harness.command(), []);
    expect(readBlocks(harness.drawn.now().blocks)).not.toContain('Business account');
    expect(await verificationShow.submission.run(harness.submission({}))).toMatchObject({
      answer: { kind: 'errors', errors: { customer: 'Choose the customer.' } },
    });
    const chosen = { customer: { customer: { type: 'external_select', selected_option: { value: '1003' } } } };
    const { after } = await verificationShow.submission.run(harness.submission(chosen, '', staff.reader));
    await after?.();
    expect(readBlocks(harness.drawn.now('V-sent').blocks)).toContain('look at verification');
    expect(harness.calls()).toEqual([]);
  });
});
