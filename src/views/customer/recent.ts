import type { KnownBlock } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { oneLine } from '../../lib/text.ts';
import { actions, button } from '../common/blocks.ts';
import { pagesLine } from '../common/pages.ts';
import { bold, richLines } from '../common/rich.ts';
import { actionIds, uniqueId } from '../ids.ts';

/** A customer whom somebody has looked up lately; `value` opens the profile. */
export type RecentFacts = { id: number; name: string; value: string; page?: string | undefined };

const most = 5;

/** Leads back to them; no block if there are none. To one person. */
export function recentBlocks(recent: readonly RecentFacts[]): KnownBlock[] {
  if (recent.length === 0) return [];
  const pages = recent
    .slice(0, most)
    .flatMap(({ id, page }) => (page === undefined ? [] : [{ kind: 'customer' as const, id, url: page }]));
  return [
    richLines([bold(speak('Recent customers'))], pagesLine({ pages })),
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
