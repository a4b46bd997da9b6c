import { actions } from '../../src/actions/registry.ts';
import { createRegistry } from '../../src/commands/registry.ts';
import { openRecordingHarness } from './harness.ts';
import type { OtherSample } from './others.ts';
import { type ActionSample, anyEnvelope, type CommandSample } from './samples.ts';

/** `calls` of a command: while it is typed, its form's preview included. */
export type RecordedCommand = CommandSample & { made: readonly string[]; opened: readonly string[] };
export type RecordedAction = ActionSample & { before: readonly string[]; write: readonly string[]; proof: readonly string[] };

export type RecordedOther = OtherSample & { made: readonly string[] };

/** Types each command, for somebody who may do everything, and writes down what reached the back office. */
export async function recordCommands(samples: readonly CommandSample[]): Promise<RecordedCommand[]> {
  const { commands } = createRegistry();
  const harness = await openRecordingHarness();
  try {
    const recorded: RecordedCommand[] = [];
    for (const sample of samples) {
      const found = commands.find(({ command, verb }) => `/${command} ${verb}`.trim() === sample.command);
      if (found === undefined) continue; // written down before it exists, or after it is gone: the page's test says so
      const { interaction, opened } = await harness.interaction();
      const made = await harness.during(() => found.run(interaction, sample.words));
      recorded.push({ ...sample, made, opened: [...opened] });
    }
    return recorded;
  } finally {
    await harness.close();
  }
}

/** Does what needs no command, such as typing into a list, and writes down what reached the back office. */
export async function recordOthers(samples: readonly OtherSample[]): Promise<RecordedOther[]> {
  const harness = await openRecordingHarness();
  try {
    const recorded: RecordedOther[] = [];
    for (const sample of samples) {
      const { interaction } = await harness.interaction();
      recorded.push({ ...sample, made: await harness.during(() => sample.run(interaction)) });
    }
    return recorded;
  } finally {
    await harness.close();
  }
}

/** Carries each action out on a back office of its own, and writes down what reached it, before, as the write, and as proof. */
export async function recordActions(samples: readonly ActionSample[]): Promise<RecordedAction[]> {
  const recorded: RecordedAction[] = [];
  for (const sample of samples) recorded.push(await recordAction(sample));
  return recorded;
}

async function recordAction(sample: ActionSample): Promise<RecordedAction> {
  const action = Object.values(actions).find(({ name }) => name === sample.action);
  if (action === undefined) throw new Error(`There is no action ${sample.action}.`);
  const harness = await openRecordingHarness();
  try {
    const context = { requestId: '7F3KQ2M9XA', reason: 'ticket 4711' };
    const input = action.input.parse(sample.input);
    let snapshot: unknown;
    const before = await harness.during(async () => {
      snapshot = JSON.parse(
        JSON.stringify(await action.precheck(harness.readers, input, { now: new Date(), envelopes: anyEnvelope })),
      );
    });
    let result: unknown;
    const write = await harness.during(async () => {
      const answered = action.execute(harness.writers, input, context, snapshot);
      result = await (sample.isRefused ? answered.catch(() => undefined) : answered);
    });
    let proved: string | undefined;
    const proof = await harness.during(async () => {
      if (!sample.isRefused) proved = await action.verify?.(harness.readers, input, snapshot, context, result);
    });
    if (!sample.isRefused && action.verify !== undefined && proved !== 'done')
      throw new Error(`${sample.action} was not proved: ${proved}`);
    return { ...sample, before, write, proof };
  } catch (error) {
    throw new Error(
      `${sample.action} ${JSON.stringify(sample.input)}: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  } finally {
    await harness.close();
  }
}
