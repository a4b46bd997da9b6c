import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { interactive, valuesOf } from '../../sandbox/workspace/blocks.ts';
import { things } from '../../sandbox/workspace/thing.ts';
import { commandSamples } from '../../scripts/workflows/samples.ts';
import { createRegistry } from '../../src/commands/registry.ts';
import { atPage, sandboxProcess, until } from './sandbox-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-reads-'));
const sandbox = sandboxProcess({ DATA_DIR: join(folder, 'data'), WORKSPACE_PORT: '0' });
afterAll(async () => {
  await sandbox.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const forms = createRegistry().commands.filter(({ needs }) => needs !== undefined && !needs.startsWith('read.'));
const isForm = (line: string) => forms.some(({ command, verb }) => line === `/${command} ${verb}`);
const lines = commandSamples
  .filter(({ command }) => isForm(command))
  .map(({ command, words }) => [command, ...words.map((word) => JSON.stringify(word))].join(' '));

it('typing into any form while the back offices fail to answer reads does not end the sandbox, and no failure goes unheard', {
  timeout: 400_000,
}, async () => {
  const lead = atPage(await sandbox.ready(), 'U0LEABRANDT');
  const fail = (on: boolean) =>
    lead.act({ act: 'set-faults', faults: on ? [{ upstream: 'both', kind: 'fail', on: 'reads' }] : [] });
  const open = (line: string) => lead.act({ act: 'send', channel: 'C0SUPPORT', text: line });
  const closeAll = async () => {
    const modal = (await lead.look()).modals.at(-1);
    if (modal !== undefined) await lead.act({ act: 'modal-close', view: modal.id, all: true });
  };
  expect(lines.length).toBeGreaterThan(25);

  let typedInto = 0;
  for (const line of lines) {
    const form = await lead.does(
      () => open(line),
      async () => {
        const modal = (await lead.look()).modals.at(-1);
        return modal?.view.submit === undefined ? undefined : modal;
      },
      `${line} had its form`,
    );
    await fail(true);
    const blocks = things(form.view.blocks);
    for (const { element, blockId, actionId, block } of interactive(blocks)) {
      if (block.dispatch_action !== true) continue;
      const values = valuesOf(blocks);
      const typed = element.type === 'plain_text_input' ? { value: '7002' } : {};
      const action = { type: element.type, block_id: blockId, action_id: actionId, ...typed };
      await lead.act({ act: 'modal-action', view: form.id, action, values });
      typedInto += 1;
    }
    await closeAll();
    // The form that opens while nothing can be read, too.
    await open(line);
    await closeAll();
    await fail(false);
  }
  expect(typedInto).toBeGreaterThan(lines.length);

  await until(async () => (await lead.look()).calls.every(({ elapsedMs }) => elapsedMs !== undefined), 'all calls were over');
  await closeAll();
  const profile = async () =>
    (await lead.messages('C0SUPPORT')).find((message) => JSON.stringify(message).includes('Lena Novak'));
  await lead.does(() => open('/customer lookup 1010'), profile, 'a profile');
  expect(sandbox.output()).not.toContain('nobody waited for');
});
