import type { KnownBlock } from '@slack/types';
import { counted } from '../../lib/text.ts';
import { context, header } from '../common/blocks.ts';
import { drawWhatFits, sizeOf } from '../common/fit.ts';
import type { Reading } from '../common/plain.ts';
import { richLines, say } from '../common/rich.ts';
import { requestEntry } from '../request/card.ts';
import type { RequestView } from '../request/view.ts';

/** What waits for one person and what they asked for; the totals say how many there are in all. */
export type QueueProps = Reading & {
  /** May this person decide anything at all? If not, the part about deciding is left out while it is empty. */
  canDecide: boolean;
  toDecide: readonly RequestView[];
  toDecideTotal: number;
  asked: readonly RequestView[];
  askedTotal: number;
};

/** Both lists within a budget; deciding comes first, since somebody waits for it. */
export function queueBlocks(props: QueueProps, budget: { blocks: number; characters: number }): KnownBlock[] {
  const showDecide = props.canDecide || props.toDecide.length > 0;
  const half = { blocks: Math.floor(budget.blocks * 0.6), characters: Math.floor(budget.characters * 0.6) };
  const decide = showDecide
    ? list(
        'Waiting for you',
        'Nothing waits for your decision.',
        props.toDecide,
        props.toDecideTotal,
        { ...props, audience: 'approver' },
        half,
      )
    : [];
  const left = { blocks: budget.blocks - decide.length, characters: budget.characters - sizeOf(decide) };
  const asked = list(
    'You asked for',
    'You have not asked for anything lately. What needs a lead shows up here until it is done.',
    props.asked,
    props.askedTotal,
    { ...props, audience: 'asker' },
    left,
  );
  return [...decide, ...asked];
}

function list(
  title: string,
  empty: string,
  requests: readonly RequestView[],
  total: number,
  reading: Parameters<typeof requestEntry>[1],
  budget: { blocks: number; characters: number },
): KnownBlock[] {
  const head = header(total > 0 ? `${title} (${total})` : title);
  if (requests.length === 0) return [head, richLines([say(empty)])];
  const { blocks, taken } = drawWhatFits(requests, (request) => requestEntry(request, reading), {
    blocks: budget.blocks - 2,
    characters: budget.characters - 500,
  });
  const more = Math.max(total, requests.length) - taken;
  return [
    head,
    ...blocks,
    ...(more <= 0 ? [] : [context(`${counted(more, 'more', 'more')}. They move up here as these are settled.`)]),
  ];
}
