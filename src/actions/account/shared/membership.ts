import type { Customer, Membership } from '../../../api/operations/index.ts';
import { Fault } from '../../../errors.ts';
import { speak, spoken } from '../../../lib/language/speak.ts';
import { humanise } from '../../../lib/text.ts';
import { stateWord } from '../../../states/interpret.ts';
import type { Readers } from '../../define.ts';
import type { SeenCustomer } from '../../shared/snapshots.ts';
import { accountName } from './names.ts';

/** The most people that one request adds, removes or invites: what an approver can still look through. */
export const mostPeople = 50;
/** Adding more than this at once is a bulk change. */
export const bulkAbove = 10;

const roleWords: Readonly<Record<string, string>> = spoken({ OWNER: 'owner', ADMIN: 'administrator', MEMBER: 'member' });

/** A role in words, or as it came when nobody knows it. */
export function roleWord(role: string | undefined): string {
  return role === undefined ? speak('unknown') : (roleWords[role] ?? humanise(role).toLowerCase());
}

/** `active`, `inactive`. */
export function membershipStateWord(state: string | undefined): string {
  return stateWord('membership', state);
}

/** Somebody's membership of this account; undefined when they are not in it. Every other fault stays one. */
export async function membershipOf(
  { operations }: Pick<Readers, 'operations'>,
  accountId: number,
  customerId: number,
): Promise<Membership | undefined> {
  try {
    return await operations.accounts.member({ params: { userGroupId: accountId, userId: customerId } });
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return undefined;
    throw error;
  }
}

/** A member as a customer; only the light search's facts are known, and of some nothing but the id. */
export function seenMember({ userId, user }: Pick<Membership, 'userId' | 'user'>): SeenCustomer {
  return {
    id: userId,
    firstName: user?.firstName,
    lastName: user?.lastName,
    blockState: user?.blockState,
  };
}

/** Why somebody cannot be added: in another account, in words that name it; undefined when they are in none. */
export function conflictOf(
  person: string,
  accountId: number,
  theirs: readonly { id: number; name?: string | undefined }[],
): string | undefined {
  const [account] = theirs;
  if (account === undefined) return undefined;
  if (theirs.some(({ id }) => id === accountId)) return speak('{person} is in this business account already.', { person });
  return speak('{person} is in {account} already.', { person, account: accountName(account) });
}

/** The rule behind that conflict, and what to do. */
export const oneAccountOnly = 'A customer can be in one business account only: remove them there first.';

/** The customer of this id; undefined if there is none. */
export async function customerIfThere({ operations }: Pick<Readers, 'operations'>, id: number): Promise<Customer | undefined> {
  try {
    return await operations.customers.get({ params: { id } });
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return undefined;
    throw error;
  }
}
