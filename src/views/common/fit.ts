import type { KnownBlock } from '@slack/types';

/**
 * Slack refuses a message of about 13,200 characters in all, naming nothing, even if each block is legal. It does not say what it
 * counts, so the blocks are measured as they are sent, with some room left.
 */
export const MESSAGE_CHARACTERS = 12_500;
export const MESSAGE_BLOCKS = 50;
export const VIEW_BLOCKS = 100;

export function sizeOf(blocks: readonly KnownBlock[]): number {
  return JSON.stringify(blocks).length;
}

/**
 * Draws items one after the other, whole, as long as blocks and characters last, and says how many it had to leave out. The caller
 * keeps back what its own head and foot take.
 */
export function drawWhatFits<T>(
  items: readonly T[],
  draw: (item: T, index: number) => readonly KnownBlock[],
  budget: { blocks: number; characters: number },
): { blocks: KnownBlock[]; taken: number; leftOut: number } {
  const blocks: KnownBlock[] = [];
  let characters = 0;
  let taken = 0;
  for (const [index, item] of items.entries()) {
    const drawn = draw(item, index);
    characters += sizeOf(drawn);
    if (blocks.length + drawn.length > budget.blocks || characters > budget.characters) break;
    blocks.push(...drawn);
    taken += 1;
  }
  return { blocks, taken, leftOut: items.length - taken };
}

/** How much is told: everything, what matters, or the bare minimum. */
export const details = ['full', 'brief', 'bare'] as const;
export type Detail = (typeof details)[number];

/** Draws in full and, if that is too large for one message, again with less; no part of it is cut in the middle. */
export function firstThatFits(draw: (detail: Detail) => KnownBlock[], characters = MESSAGE_CHARACTERS): KnownBlock[] {
  for (const detail of details) {
    const blocks = draw(detail);
    if (sizeOf(blocks) <= characters || detail === 'bare') return blocks;
  }
  return [];
}
