import type { Command } from '../src/commands/context.ts';
import type { Verbs } from './workspace/index.ts';

/** What the page's composer completes, taken from the app's own commands, so that it offers exactly what works. */
export function verbsOf(commands: readonly Pick<Command, 'command' | 'verb' | 'usage' | 'description'>[]): Verbs {
  const verbs: Record<string, { verb: string; hint: string; description: string }[]> = {};
  for (const { command, verb, usage, description } of commands) {
    if (verb === '') continue;
    verbs[`/${command}`] ??= [];
    verbs[`/${command}`]?.push({ verb, hint: usage, description });
  }
  return verbs;
}
