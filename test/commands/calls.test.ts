import { beforeAll, describe, expect, it } from 'vitest';
import { otherSamples } from '../../scripts/workflows/others.ts';
import { workflowsPage } from '../../scripts/workflows/page.ts';
import {
  type RecordedAction,
  type RecordedCommand,
  type RecordedOther,
  recordActions,
  recordCommands,
  recordOthers,
} from '../../scripts/workflows/record.ts';
import { actionSamples, commandSamples } from '../../scripts/workflows/samples.ts';
import { actions } from '../../src/actions/registry.ts';
import { createRegistry } from '../../src/commands/registry.ts';
import { read } from '../docs/support.ts';

// What reached the sandbox's back office when each command was typed and each action carried out, once for all that follows.
let commands: RecordedCommand[];
let others: RecordedOther[];
let changes: RecordedAction[];
beforeAll(async () => {
  [commands, others, changes] = await Promise.all([
    recordCommands(commandSamples),
    recordOthers(otherSamples),
    recordActions(actionSamples),
  ]);
}, 120_000);

describe('upstream calls', () => {
  it('of each command are as many as are written down', () => {
    const written = commands.map(({ command, words, calls }) => ({ typed: [command, ...words].join(' '), calls }));
    expect(commands.map(({ command, words, made }) => ({ typed: [command, ...words].join(' '), calls: made.length }))).toEqual(
      written,
    );
  });

  it('are the same for a page of the dashboard as for the id, in every command that takes one', async () => {
    const paged = commandSamples.flatMap((sample) => {
      const words = sample.words.map((word) => word.replace(/^(10\d\d)$/, 'customer:$1').replace(/^(70\d\d)$/, 'account:$1'));
      return words.join() === sample.words.join() ? [] : [{ ...sample, words }];
    });
    expect(paged.length).toBeGreaterThan(25);
    const typed = (words: readonly string[]) => words.map((word) => word.replace(/^(customer|account):/, '')).join(' ');
    const plain = new Map(commands.map(({ command, words, made }) => [`${command} ${words.join(' ')}`, made]));
    const recorded = await recordCommands(paged);
    expect(recorded.map(({ command, words, made }) => [command, typed(words), made])).toEqual(
      recorded.map(({ command, words }) => [command, typed(words), plain.get(`${command} ${typed(words)}`)]),
    );
  });

  it('of what needs no command are as many as are written down', () => {
    const written = others.map(({ what, calls }) => ({ what, calls }));
    expect(others.map(({ what, made }) => ({ what, calls: made.length }))).toEqual(written);
  });

  it('of each action are as many as are written down: before, as the write, as proof', () => {
    const written = changes.map(({ action, calls }) => ({ action, calls }));
    const made = changes.map(({ action, before, write, proof }) => ({
      action,
      calls: [before.length, write.length, proof.length],
    }));
    expect(made).toEqual(written);
  });

  it('of a command change nothing, and an action writes exactly once; one that opens an envelope writes nothing', () => {
    const isWrite = (call: string) => !call.startsWith('GET ');
    expect(commands.filter(({ made }) => made.some(isWrite)).map(({ command }) => command)).toEqual([]);
    expect(changes.filter(({ before, proof }) => [...before, ...proof].some(isWrite)).map(({ action }) => action)).toEqual([]);
    const writes = (action: string) =>
      Object.entries(actions).find(([name]) => name === action)?.[1].opens === undefined ? 1 : 0;
    expect(
      changes.filter(({ action, write }) => write.filter(isWrite).length !== writes(action)).map(({ action }) => action),
    ).toEqual([]);
  });
});

describe('scripts/workflows/samples.ts', () => {
  it('has every command that can be typed, and no other', () => {
    const typed = createRegistry().commands.map(({ command, verb }) => `/${command} ${verb}`.trim());
    expect([...new Set(commandSamples.map(({ command }) => command))].sort()).toEqual([...typed].sort());
  });

  it('has every action', () => {
    expect([...new Set(actionSamples.map(({ action }) => action))].sort()).toEqual(Object.keys(actions).sort());
  });

  it('opens the form of every action with some command', () => {
    const opened = new Set(commands.flatMap((command) => command.opened));
    expect(Object.keys(actions).filter((action) => !opened.has(action))).toEqual([]);
  });
});

it('docs/workflows.md says what was called; else: node bin/run.js scripts/workflows.ts', () => {
  expect(read('docs/workflows.md')).toBe(workflowsPage({ commands, others, actions: changes }, actions));
});
