import type { KnownBlock } from '@slack/types';

/**
 * Slack refuses a message of about 13,200 characters in all, naming nothing, even where each block is legal. It does not say what it
 * counts, so the blocks are measured as they are sent, with some room left.
 */
export const MESSAGE_CHARACTERS = 12_500;
export const MESSAGE_BLOCKS = 50;
export const VIEW_BLOCKS = 100;

export function sizeOf(blocks: readonly KnownBlock[]): number {
  return JSON.stringify(blocks).length;
}

/**
 * Takes groups of blocks whole, in order, as long as blocks and characters last, and says how many it had to leave out.
 * `reserve` is what the caller still adds (`blocks` and `characters` of head and foot).
 */
export function takeGroups(
  groups: readonly (readonly KnownBlock[])[],
  budget: { blocks: number; characters: number },
): { blocks: KnownBlock[]; taken: number; leftOut: number } {
  const blocks: KnownBlock[] = [];
  let characters = 0;
  let taken = 0;
  for (const group of groups) {
    const size = sizeOf(group);
    if (blocks.length + group.length > budget.blocks || characters + size > budget.characters) break;
    blocks.push(...group);
    characters += size;
    taken += 1;
  }
  return { blocks, taken, leftOut: groups.length - taken };
}

/** How much is told: everything, what matters, or the bare minimum. */
export const details = ['full', 'brief', 'bare'] as const;
export type Detail = (typeof details)[number];

/** Draws in full and, where that is too large for one message, again with less; no part of it is cut in the middle. */
export function firstThatFits(draw: (detail: Detail) => KnownBlock[], characters = MESSAGE_CHARACTERS): KnownBlock[] {
  for (const detail of details) {
    const blocks = draw(detail);
    if (sizeOf(blocks) <= characters || detail === 'bare') return blocks;
  }
  return [];
}
