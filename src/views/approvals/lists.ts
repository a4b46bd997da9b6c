import type { KnownBlock } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { actions, button, context, header } from '../common/blocks.ts';
import { drawWhatFits, sizeOf } from '../common/fit.ts';
import type { Reading } from '../common/plain.ts';
import { richLines, say } from '../common/rich.ts';
import { actionIds, uniqueId } from '../ids.ts';
import { requestEntry } from '../request/card.ts';
import type { RequestView } from '../request/view.ts';

/** What waits for one person, what they asked for and is open, and what of it is over. */
export type QueueProps = Reading & {
  /** May this person decide anything at all? If not, the part about deciding is left out while it is empty. */
  canDecide: boolean;
  /** The oldest deadline first: of all that wait, those that come after `from`. */
  toDecide: readonly RequestView[];
  toDecideTotal: number;
  from: number;
  open: readonly RequestView[];
  openTotal: number;
  ended: readonly RequestView[];
};

type Budget = { blocks: number; characters: number };

/** What waits for this person, page by page; empty if they decide nothing. */
export function waitingBlocks(props: QueueProps, budget: Budget): KnownBlock[] {
  const { toDecide, toDecideTotal: total, from } = props;
  if (!props.canDecide && toDecide.length === 0) return [];
  if (toDecide.length === 0)
    return [header(speak('Waiting for you')), richLines([say(speak('Nothing is waiting for your decision.'))])];
  const { blocks, taken } = drawWhatFits(toDecide, (request) => requestEntry(request, { ...props, audience: 'approver' }), {
    blocks: budget.blocks - 4,
    characters: budget.characters - 800,
  });
  const next = from + taken;
  const turns = [
    ...(from > 0 ? [turn(speak('Previous'), Math.max(0, from - Math.max(taken, 1)))] : []),
    ...(next < total ? [turn(speak('Next'), next)] : []),
  ];
  const place =
    turns.length === 0
      ? []
      : [context(speak('Showing {from}–{next} of {total}, the nearest deadline first', { from: from + 1, next, total }))];
  const together =
    total < 2 ? [] : actions([button({ text: speak('Decide several'), actionId: actionIds.decideSeveral, value: 'several' })]);
  return [header(speak('Waiting for you ({total})', { total })), ...together, ...blocks, ...place, ...actions(turns)];
}

function turn(text: string, from: number) {
  return button({
    text,
    actionId: uniqueId(actionIds.turnQueue, text),
    value: String(from),
    label: speak('{text} requests', { text }),
  });
}

/** What this person asked for: what is open and what is over, apart. */
export function ownBlocks(props: QueueProps, budget: Budget): KnownBlock[] {
  const reading = { ...props, audience: 'asker' as const };
  if (props.open.length === 0 && props.ended.length === 0)
    return [header(speak('Your requests')), richLines([say(speak('No recent requests.'))])];
  const parts = [
    { title: speak('Your requests ({openTotal})', { openTotal: props.openTotal }), requests: props.open, total: props.openTotal },
    { title: speak('Finished in the last 7 days'), requests: props.ended, total: props.ended.length },
  ];
  const drawn: KnownBlock[] = [];
  for (const { title, requests, total } of parts) {
    if (requests.length === 0) continue;
    const { blocks, taken } = drawWhatFits(requests, (request) => requestEntry(request, reading), {
      blocks: budget.blocks - drawn.length - 2,
      characters: budget.characters - sizeOf(drawn) - 500,
    });
    if (taken > 0)
      drawn.push(header(title), ...blocks, ...(taken < total ? [context(speak('{total} more', { total: total - taken }))] : []));
  }
  return drawn;
}

/** Both within a budget; deciding comes first, since somebody waits for it. */
export function queueBlocks(props: QueueProps, budget: Budget): KnownBlock[] {
  const waiting = waitingBlocks(props, {
    blocks: Math.floor(budget.blocks * 0.7),
    characters: Math.floor(budget.characters * 0.7),
  });
  const left = { blocks: budget.blocks - waiting.length, characters: budget.characters - sizeOf(waiting) };
  return [...waiting, ...ownBlocks(props, left)];
}
