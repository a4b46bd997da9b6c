import type { KnownBlock } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { oneLine } from '../../lib/text.ts';
import { actions, button } from '../common/blocks.ts';
import { bold, richLines } from '../common/rich.ts';
import { actionIds, uniqueId } from '../ids.ts';

/** A customer whom somebody has looked up lately; `value` opens the profile. */
export type RecentFacts = { id: number; name: string; value: string };

const most = 5;

/** Leads back to them; no block if there are none. To one person. */
export function recentBlocks(recent: readonly RecentFacts[]): KnownBlock[] {
  if (recent.length === 0) return [];
  return [
    richLines([bold(speak('Recent customers'))]),
    ...actions(
      recent.slice(0, most).map(({ id, name, value }) =>
        button({
          text: `${oneLine(name)} · ${id}`,
          actionId: uniqueId(actionIds.openCustomer, `recent.${id}`),
          value,
          label: speak('Open {name}', { name: oneLine(name) }),
        }),
      ),
    ),
  ];
}
