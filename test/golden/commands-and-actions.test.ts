import { describe, expect, it } from 'vitest';
import { openRecordingHarness } from '../../scripts/workflows/harness.ts';
import { actionSamples, anyEnvelope, commandSamples } from '../../scripts/workflows/samples.ts';
import type { Plain } from '../../src/actions/define.ts';
import { actions } from '../../src/actions/registry.ts';
import { createRegistry } from '../../src/commands/registry.ts';
import { type Clock, systemClock } from '../../src/lib/clock.ts';
import type { Ids } from '../../src/lib/ids.ts';
import { speaking } from '../../src/lib/language/language.ts';
import { redactorForOne } from '../../src/lib/mask.ts';
import { plainBlock } from '../../src/views/common/plain-blocks.ts';
import { readAloud } from './read-aloud.ts';

/*
 * What a lead of the sandbox's world reads when they type each command, with the words of scripts/workflows/samples.ts and without any, and
 * what each action says before and after it. `npx vitest run test/golden -u` writes the files; the diff is what a reviewer reads.
 */

const now = new Date('2026-11-21T13:05:00Z');

/** A clock that stays at one moment, and ids that are counted: every run says the same. */
function still(): { clock: Clock; ids: Ids } {
  let made = 0;
  const count = () => {
    made += 1;
    return String(made).padStart(12, '0');
  };
  return {
    clock: { now: () => now, sleep: systemClock.sleep },
    ids: { reference: () => count().slice(-10), uuid: () => `00000000-0000-4000-8000-${count()}`, random: () => 0.5 },
  };
}

const { commands } = createRegistry();
const byCommand = [...new Set(commands.map(({ command }) => command))];
const byNoun = [...new Set(actionSamples.map(({ action }) => action.split('.')[0] ?? action))];

describe('what people read', () => {
  it.each(byCommand)('when they type /%s is what was reviewed; else: npx vitest run test/golden -u', async (command) => {
    const typed = commands.filter((one) => one.command === command);
    const entries: string[] = [];
    const inGerman: string[] = [];
    const harness = await openRecordingHarness(still());
    try {
      for (const { verb, usage, description, run } of typed) {
        const name = `/${command} ${verb}`.trim();
        entries.push(`######## ${`${name} ${usage}`.trim()}\n${description}`);
        const samples = commandSamples.filter((sample) => sample.command === name).map(({ words }) => words);
        const tries = samples.some((words) => words.length === 0) ? samples : [[], ...samples];
        for (const words of tries) {
          const { interaction, shown } = await harness.interaction();
          await run(interaction, words);
          entries.push(`==== ${[name, ...words].join(' ')}\n${spoken(shown)}`);
          const again = await harness.interaction();
          await speaking('de', () => run(again.interaction, words));
          inGerman.push(`==== ${[name, ...words].join(' ')}\n${spoken(again.shown)}`);
        }
      }
    } finally {
      await harness.close();
    }
    expect(entries.filter((entry) => entry.includes('Something went wrong in Wheelhouse itself'))).toEqual([]);
    await expect(`${entries.join('\n\n')}\n`).toMatchFileSnapshot(`commands/${command}.txt`);
    await expect(`${inGerman.join('\n\n')}\n`).toMatchFileSnapshot(`german/commands/${command}.txt`);
  });

  it.each(byNoun)('of the actions on %s is what was reviewed; else: npx vitest run test/golden -u', async (noun) => {
    const entries: Said[] = [];
    for (const sample of actionSamples) if (sample.action.startsWith(`${noun}.`)) entries.push(await said(sample));
    await expect(`${entries.map(({ english }) => english).join('\n\n')}\n`).toMatchFileSnapshot(`actions/${noun}.txt`);
    await expect(`${entries.map(({ german }) => german).join('\n\n')}\n`).toMatchFileSnapshot(`german/actions/${noun}.txt`);
  });
});

/** What was shown last; a form that a message only points to is shown with it. */
function spoken({ message, modal }: { message?: object; modal?: object }): string {
  return [
    ...(message === undefined ? [] : [readAloud({ message })]),
    ...(modal === undefined ? [] : [readAloud({ modal })]),
  ].join('\n');
}

type Said = { english: string; german: string };

async function said({ action: name, input: sample, isRefused }: (typeof actionSamples)[number]): Promise<Said> {
  const action = Object.values(actions).find((one) => one.name === name);
  if (action === undefined) throw new Error(`There is no action ${name}.`);
  const harness = await openRecordingHarness(still());
  try {
    const redactor = redactorForOne();
    const input = action.input.parse(sample);
    const snapshot = JSON.parse(JSON.stringify(await action.precheck(harness.readers, input, { now, envelopes: anyEnvelope })));
    const inBoth = (draw: () => string): Said => ({ english: draw(), german: speaking('de', draw) });
    const aloud = (plain: Plain) => readAloud({ home: { blocks: [plainBlock(plain)] } });
    const before = inBoth(
      () => `######## ${name}: ${action.label}\n==== before\n${aloud(action.preview(snapshot, input, redactor))}`,
    );
    if (isRefused === true) return before;
    const result = await action.execute(harness.writers, input, { requestId: '7F3KQ2M9XA', reason: 'ticket 4711' }, snapshot);
    const after = inBoth(() => `==== after\n${aloud(action.render(snapshot, input, redactor, result))}`);
    return { english: `${before.english}\n${after.english}`, german: `${before.german}\n${after.german}` };
  } finally {
    await harness.close();
  }
}
