/** Carrying messages and Homes over to the next start, so that the app finds the copies that it had posted. */
import { z } from 'zod';
import { valuesOf } from './blocks.ts';
import { checkMessage, checkView, refusals } from './limits/index.ts';
import { messagesOf, type State } from './state.ts';
import { things } from './thing.ts';

const Thing = z.record(z.string(), z.unknown());
const Message = z.object({
  channel: z.string(),
  ts: z.string().regex(/^\d+\.\d{6}$/),
  from: z.string(),
  text: z.string(),
  blocks: z.array(Thing),
  onlyFor: z.string().optional(),
  editedTs: z.string().optional(),
  threadTs: z.string().optional(),
  metadata: Thing.optional(),
  reactions: z.array(z.object({ name: z.string(), people: z.array(z.string()) })).optional(),
  file: z.object({ id: z.string(), name: z.string(), length: z.number() }).optional(),
  unfurls: z.array(z.object({ url: z.string(), blocks: z.array(Thing) })).optional(),
});
const Execution = z.object({
  id: z.string(),
  step: z.string(),
  startedBy: z.string(),
  inputs: z.record(z.string(), z.string()),
  state: z.enum(['running', 'completed', 'failed']),
  outputs: z.record(z.string(), z.string()).optional(),
  error: z.string().optional(),
});
export const Snapshot = z.object({
  version: z.literal(1),
  messages: z.array(Message),
  homes: z.array(z.object({ owner: z.string(), view: Thing })),
  looked: z.array(z.tuple([z.string(), z.string()])),
  executions: z.array(Execution).default([]),
});
export type Snapshot = z.output<typeof Snapshot>;

/** At most this many messages of a channel are carried over. */
const messagesKept = 500;
const executionsKept = 50;

export function takeSnapshot(state: State): Snapshot {
  return structuredClone({
    version: 1 as const,
    messages: [...state.messages.values()].flatMap((all) => all.slice(-messagesKept)),
    homes: [...state.homes.values()].map(({ owner, view }) => ({ owner, view })),
    looked: [...state.looked],
    executions: [...state.executions.values()].slice(-executionsKept),
  });
}

/** Takes over what can be read; a snapshot of another shape is as good as none. */
export function restoreSnapshot(state: State, saved: unknown): void {
  const parsed = Snapshot.safeParse(saved);
  if (!parsed.success) return;
  for (const message of parsed.data.messages) {
    const drawable = message.blocks.length === 0 || refusals(checkMessage(message)).length === 0;
    if (drawable) messagesOf(state, message.channel).push(message);
    state.notBefore(message.ts);
  }
  for (const { owner, view } of parsed.data.homes) {
    if (!state.people.has(owner) || refusals(checkView(view)).length > 0) continue;
    const id = state.nextId('V');
    const values = valuesOf(things(view.blocks));
    state.homes.set(owner, {
      id,
      hash: state.nextHash(),
      owner,
      view,
      values,
      errors: {},
      busy: false,
      rootId: id,
      previousId: null,
    });
  }
  for (const execution of parsed.data.executions) state.executions.set(execution.id, execution);
  for (const [key, ts] of parsed.data.looked) state.looked.set(key, ts);
}
