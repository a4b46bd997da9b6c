import { aroundOf } from '../actions/shared/around.ts';
import type { ApprovalDeps } from './deps.ts';

/**
 * The colleagues whose own customer, or an account that it is in, a request is about: they can neither ask nor decide it. Where the
 * members of an account are not known, nobody whose customer is known decides about it.
 */
export async function concernedStaff(
  deps: Pick<ApprovalDeps, 'policy' | 'readers'>,
  about: readonly string[],
): Promise<string[]> {
  const staff = Object.entries(deps.policy.staff).filter(([, customers]) => customers.length > 0);
  if (staff.length === 0) return [];
  const accounts = about.flatMap((subject) => (subject.startsWith('account:') ? [Number(subject.slice('account:'.length))] : []));
  const members = await Promise.all(accounts.map((id) => aroundOf(deps.readers, { kind: 'account', id })));
  if (members.includes(null)) return staff.map(([person]) => person);
  const concerned = new Set([...about, ...members.flatMap((list) => list ?? [])]);
  return staff.filter(([, customers]) => customers.some((id) => concerned.has(`customer:${id}`))).map(([person]) => person);
}

/** Why nobody asks for their own. */
export const ownCustomer =
  'This is about your own customer account, or a business account that it is in. Ask a colleague to do it.';
