import type { GuideStep } from '../workspace/page-protocol.ts';
import type { Act } from './state.ts';

/** How many steps are behind somebody who now does this. A line may be typed in any order; everything else belongs to its step. */
export function stepsFollowed(steps: readonly GuideStep[], followed: number, act: Act): number {
  const step = steps.findLastIndex(
    ({ followedBy }, index) => (index === followed || (index > followed && act.act === 'send')) && follows(followedBy, act),
  );
  return Math.max(followed, step + 1);
}

function follows(by: GuideStep['followedBy'], act: Act): boolean {
  if ('sent' in by) return act.act === 'send' && new RegExp(by.sent, 'i').test(act.text);
  if (act.act !== by.act) return false;
  return by.pressed === undefined || ('action' in act && new RegExp(by.pressed).test(String(act.action.action_id)));
}
