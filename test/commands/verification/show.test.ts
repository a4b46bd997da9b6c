import { describe, expect, it } from 'vitest';
import { verificationShow } from '../../../src/commands/verification/show.ts';
import { deskPeople, lastOf, openDesk } from '../../support/kit.ts';
import { buttonsOf, readBlocks } from '../../views/read.ts';

type Desk = Awaited<ReturnType<typeof openDesk>>;

async function show(id: string, prepare?: (desk: Desk) => void) {
  const desk = await openDesk();
  prepare?.(desk);
  const interaction = await desk.command();
  await verificationShow.command.run(interaction, [id]);
  const message = lastOf(interaction);
  return { desk, message, text: readBlocks(message.blocks), buttons: buttonsOf(message.blocks) };
}

describe('/verification show', () => {
  it('says where it stands, the reason, the provider as it came, and the next step', async () => {
    const { text } = await show('1003');
    expect(text).toContain('Verification of Sofia Marino (customer 1003)');
    expect(text).toMatch(/Driving licence: rejected.* → look at the reason, then the customer uploads it anew/);
    expect(text).toMatch(/Driving licence \(by ONFIDO, begun .*\): rejected\n/);
    expect(text).toContain('reason: The document could not be read');
  });

  it('keeps pictures out of Slack and says where they are', async () => {
    const { desk, message, text, buttons } = await show('1003');
    expect(text).toMatch(/pictures are not shown in Slack: look at them with Open in back office/);
    expect(buttons).toEqual(['Open customer', 'Open in back office']);
    expect(JSON.stringify(message)).toContain('https://back.example/customers/1003');
    for (const { attempts } of desk.office.world.verifications.values())
      for (const { media } of attempts) for (const { fileUuid } of media) expect(JSON.stringify(message)).not.toContain(fileUuid);
    expect(desk.calls().filter((call) => call.includes('/media/'))).toEqual([]);
  });

  it('shows a state and a type that nobody knows as they came', async () => {
    const { text } = await show('1003', ({ office }) => {
      office.world.verifications.set('v-odd', {
        id: 'v-odd',
        guserId: 1003,
        type: 'FACE_MATCH',
        provider: 'ACME <b>',
        state: 'AWAITING_COURIER',
        createdAt: '2026-11-20T10:00:00Z',
        attempts: [],
      });
    });
    expect(text).toContain('Face match (by ACME <b>, begun 20 Nov 2026): Awaiting courier');
    expect(text).toContain('No attempts.');
  });

  it('reads the attempts one by one where the list came without them', async () => {
    const desk = await openDesk();
    const { list, ...others } = desk.kit.readers.operations.verifications;
    const operations = {
      ...desk.kit.readers.operations,
      verifications: {
        ...others,
        list: ({ query }: Parameters<typeof list>[0]) => list({ query: { ...query, includeDetails: false } }),
      },
    };
    desk.kit.readers = { ...desk.kit.readers, operations };
    const interaction = await desk.command();
    await verificationShow.command.run(interaction, ['1003']);
    expect(readBlocks(lastOf(interaction).blocks)).toContain('reason: The document could not be read');
    expect(desk.calls().some((call) => /^GET \/verification\/[\w-]+$/.test(call))).toBe(true);
  });

  it('says in words what the back office does not let it see, while the states stand', async () => {
    const { text } = await show('1003', ({ office }) => office.world.permissions.delete('VERIFICATION_READ'));
    expect(text).toContain('Driving licence: rejected');
    expect(text).toContain('The checks could not be loaded.');
  });

  it('of somebody without any check says so', async () => {
    const { text } = await show('1003', ({ office }) => {
      for (const [id, one] of office.world.verifications) if (one.guserId === 1003) office.world.verifications.delete(id);
    });
    expect(text).toContain('No check has been begun.');
    expect(text).not.toContain('not shown in Slack');
  });

  it('without words asks for the customer alone, and needs its grant when the form is sent', async () => {
    const desk = await openDesk();
    await verificationShow.command.run(await desk.command(), []);
    expect(readBlocks(desk.drawn.now().blocks)).not.toContain('Business account');
    expect(await verificationShow.sent.run(desk.submission({}))).toMatchObject({
      answer: { kind: 'errors', errors: { customer: 'Choose the customer.' } },
    });
    const chosen = { customer: { customer: { type: 'external_select', selected_option: { value: '1003' } } } };
    const { after } = await verificationShow.sent.run(desk.submission(chosen, '', deskPeople.reader));
    await after?.();
    expect(readBlocks(desk.drawn.now('V-sent').blocks)).toContain('read.verification');
    expect(desk.calls()).toEqual([]);
  });
});
