import type { AnyAction } from '../../src/actions/define.ts';
import { markdownTable } from '../markdown-table.ts';
import { guide } from './guide.ts';
import type { RecordedAction, RecordedCommand, RecordedOther } from './record.ts';

export type Recorded = {
  commands: readonly RecordedCommand[];
  others: readonly RecordedOther[];
  actions: readonly RecordedAction[];
};

const intro = `# From the guide to the call

This page is made by \`node bin/run.js scripts/workflows.ts\` and a test fails when it is behind. Nothing in it but the list of tasks and the samples is
written by hand: each command was typed and each action carried out against the sandbox's back office, by somebody who may do everything and with
nothing remembered from before, and what is listed here is what reached it. Permissions that a policy names cost a call each every two minutes on top.

A change is asked for by its form, which reads what it needs for its preview; what is read before is read once when it is asked and once again just
before it is written. The gate is what holds if no rule of the policy says otherwise.`;

/** The page docs/workflows.md. */
export function workflowsPage({ commands, others, actions }: Recorded, registry: Readonly<Record<string, AnyAction>>): string {
  const sections = guide.map(({ section, tasks }) => {
    const rows = tasks.map(([what, call]) => [what, `\`${call}\``, ...workflowOf(call, { commands, others, actions }, registry)]);
    return `### ${section}\n\n${markdownTable([['task', 'call', 'command', 'action', 'gate'], ...rows])}`;
  });
  return `${[
    intro,
    '## Workflows',
    ...sections,
    '## Calls of each command',
    'Until the answer is there, or the form with its preview.',
    markdownTable([
      ['typed', 'calls', 'which'],
      ...commands.map((one) => [typed(one), String(one.made.length), counted(one.made)]),
    ]),
    '## Calls without a command',
    markdownTable([['what', 'calls', 'which'], ...others.map((one) => [one.what, String(one.made.length), counted(one.made)])]),
    '## Calls of each action',
    markdownTable([
      ['action', 'read before', 'written', 'read as proof'],
      ...actions.map((one) => [nameOf(one, actions), counted(one.before), counted(one.write), counted(one.proof)]),
    ]),
  ].join('\n\n')}\n`;
}

/** Command, action and gate of one call: a write belongs to the actions that make it, a read to the commands that do. */
function workflowOf(
  call: string,
  { commands, others, actions }: Recorded,
  registry: Readonly<Record<string, AnyAction>>,
): string[] {
  const writing = unique(actions.filter(({ write }) => write.includes(call)).map(({ action }) => action));
  if (!call.startsWith('GET ')) {
    const opening = commands.filter(({ opened }) => opened.some((action) => writing.includes(action)));
    return [
      unique(opening.map(({ command }) => `\`${command}\``)).join(', ') || 'none',
      writing.map((action) => `\`${action}\``).join(', ') || 'none',
      unique(writing.map((action) => gateOf(registry[action]))).join(', '),
    ];
  }
  const making = commands.filter(({ made }) => made.includes(call));
  const isForm = ({ opened }: RecordedCommand) => opened.length > 0;
  // What shows it comes before the forms that only check with it.
  const names = [...making.filter((one) => !isForm(one)), ...making.filter(isForm)].map(({ command }) => `\`${command}\``);
  const besides = others.filter(({ made }) => made.includes(call)).map(({ what }) => `_${what}_`);
  const checking = actions.filter(({ before, proof }) => [...before, ...proof].includes(call)).map(({ action }) => action);
  return [some(unique([...names, ...besides])), checking.length === 0 ? '' : `checks of ${unique(checking).length}`, 'none'];
}

const mostNamed = 4;

function some(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed);
  const rest = names.length - shown.length;
  if (shown.length === 0) return 'none';
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

function gateOf(action: AnyAction | undefined): string {
  if (action === undefined) return '';
  const harmless = action.risk === 'routine' || action.risk === 'sensitive';
  const gate = harmless ? 'runs when confirmed' : 'one lead';
  return `${action.risk}${action.riskOf === undefined ? '' : ' or more'}: ${gate}`;
}

function typed({ command, words }: RecordedCommand): string {
  return `\`${[command, ...words.map((word) => (word.includes(' ') ? `"${word}"` : word))].join(' ')}\``;
}

/** With its input where one action has several rows. */
function nameOf({ action, input }: RecordedAction, all: readonly RecordedAction[]): string {
  const isAlone = all.filter((one) => one.action === action).length === 1;
  return isAlone ? `\`${action}\`` : `\`${action}\` ${`\`${JSON.stringify(input)}\``}`;
}

function counted(calls: readonly string[]): string {
  return unique(calls)
    .map((call) => {
      const times = calls.filter((one) => one === call).length;
      return times === 1 ? `\`${call}\`` : `\`${call}\` ×${times}`;
    })
    .join(', ');
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
