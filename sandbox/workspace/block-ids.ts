/** The ids that Slack gives to blocks and elements for which the app named none. */
import { createHash } from 'node:crypto';
import { elementsOf, initialValue, isInteractive } from './blocks.ts';
import { type Thing, text, things } from './thing.ts';

/**
 * A copy in which every block has a block_id and every element an action_id, as Slack hands them out. A block that holds an input
 * gets another id each time, so that what was entered is lost as it is in Slack. Any other block has the id of what it says: a press
 * that meets a redraw of the same button is still a press of that button.
 */
export function withIds(blocks: unknown, nextId: (prefix: string) => string): Thing[] {
  const times = new Map<string, number>();
  const idOf = (block: Thing) => {
    if (holdsInput(block)) return nextId('b');
    const said = createHash('sha256').update(JSON.stringify(block)).digest('hex').slice(0, 10);
    const before = times.get(said) ?? 0;
    times.set(said, before + 1);
    return `b${said}${before === 0 ? '' : `-${before}`}`;
  };
  return things(structuredClone(blocks)).map((block) => complete(block, nextId, idOf));
}

function holdsInput(block: Thing): boolean {
  return elementsOf(block).some((element) => initialValue(element) !== undefined) || things(block.child_blocks).some(holdsInput);
}

function complete(block: Thing, nextId: (prefix: string) => string, idOf: (block: Thing) => string): Thing {
  if (text(block.block_id) === undefined) block.block_id = idOf(block);
  for (const element of elementsOf(block)) {
    if (isInteractive(element) && text(element.action_id) === undefined) element.action_id = nextId('a');
  }
  for (const child of things(block.child_blocks)) complete(child, nextId, idOf);
  return block;
}
