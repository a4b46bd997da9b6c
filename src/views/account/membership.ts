import type { Show } from '../../lib/mask.ts';
import { oneLine } from '../../lib/text.ts';
import type { Message } from '../common/blocks.ts';
import { type RowButton, rowsMessage } from '../common/rows.ts';
import { type MemberFacts, memberFacts } from './members.ts';

export type MembershipProps = {
  /** Worded for the reader. */
  account: string;
  member: MemberFacts;
  show: Show;
  /** What can be seen and done from here. */
  buttons: readonly RowButton[];
};

/** One person in one business account. To one person. */
export function membershipMessage({ account, member, show, buttons }: MembershipProps): Message {
  const facts = memberFacts(member, show);
  return rowsMessage({
    heading: `Membership in ${oneLine(account)}`,
    none: '',
    rows: [{ key: String(member.id), title: show.person(member), facts, buttons }],
    notes: member.role === 'OWNER' ? ['The owner’s membership can be read here, but not changed.'] : [],
  });
}
