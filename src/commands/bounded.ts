import type { Readers } from '../actions/define.ts';
import { customerBranch } from '../actions/vocabulary/seen.ts';
import { readBranchTree } from '../approvals/branch-tree.ts';
import { type BranchTree, isWithin } from '../approvals/policy/branches.ts';
import { branchesFor } from '../approvals/policy/grants.ts';
import { Fault } from '../errors.ts';
import { context, type Message } from '../views/common/blocks.ts';
import type { Replies, Who } from './context.ts';
import type { Kit } from './kit.ts';

type Call = (args: { params?: Record<string, unknown>; query?: Record<string, unknown> }, options?: object) => Promise<unknown>;
type Group = Record<string, Call>;
type Page = { items: readonly unknown[]; totalElements?: number };
type Placed = { id: number; branchId?: number; homeBillableBranchId?: number };

/** Of hits that do not say their branch, so many are looked at one by one. */
const mostLookedAt = 25;

/**
 * The kit for somebody whose grant is bounded by branch: what belongs elsewhere, or nobody knows where, is neither listed nor counted, and
 * is not found. With a grant that is not bounded it is the kit itself. `rolesOf` is asked when the first thing is read.
 */
export function boundedKit(kit: Kit, needs: string | undefined, rolesOf: () => Promise<readonly string[]>): Kit {
  const isBounded = Object.values(kit.policy.grants).some(({ branches }) => branches !== undefined);
  if (!isBounded) return kit;
  let bounds: Promise<'everywhere' | ((branch: number | undefined) => boolean)> | undefined;
  const boundsNow = () => {
    bounds ??= boundsOf(kit, needs, rolesOf);
    return bounds;
  };
  const operations = kit.readers.operations as unknown as Record<string, Group>; // safe: every group is a record of calls
  const bounded = Object.fromEntries(
    Object.entries(operations).map(([group, calls]) => [
      group,
      Object.fromEntries(
        Object.entries(calls).map(([name, call]) => [
          name,
          async (args: Parameters<Call>[0], options?: object) => {
            const isOurs = await boundsNow();
            return isOurs === 'everywhere' ? call(args, options) : bound(operations, isOurs, `${group}.${name}`, args, options);
          },
        ]),
      ),
    ]),
  );
  const readers = { ...kit.readers, operations: bounded } as unknown as Readers; // safe: the same calls as before
  const { secrets } = kit;
  const ownedBy = async (id: number | string) => {
    await readers.operations.customers.get({ params: { id: Number(id) } });
  };
  return {
    ...kit,
    readers,
    secrets: {
      ...secrets,
      refreshTokens: async (args, options) => {
        await ownedBy(args.params.id);
        return secrets.refreshTokens(args, options);
      },
    },
  };
}

async function boundsOf(kit: Kit, needs: string | undefined, rolesOf: () => Promise<readonly string[]>) {
  const branches = branchesFor(kit.policy, await rolesOf(), needs ?? 'read.customer');
  if (branches === 'everywhere') return branches;
  const tree: BranchTree = await readBranchTree({ policy: kit.policy, readers: kit.readers, log: kit.log });
  return (branch: number | undefined) => isWithin(tree, branch, branches);
}

/** One call as somebody may see it. */
async function bound(
  operations: Record<string, Group>,
  isOurs: (branch: number | undefined) => boolean,
  name: string,
  args: Parameters<Call>[0],
  options?: object,
): Promise<unknown> {
  const [group = '', call = ''] = name.split('.');
  const ask = (which: string, how: Parameters<Call>[0]) => {
    const [one = '', two = ''] = which.split('.');
    const found = operations[one]?.[two];
    if (found === undefined) throw new Error(`no call is named ${which}`);
    return found(how);
  };
  const answer = async () => operations[group]?.[call]?.(args, options);
  const isCustomerOurs = async (id: unknown) => {
    const found = (await ask('customers.get', { params: { id } })) as Placed; // safe: what the call's row gives
    return isOurs(customerBranch(found));
  };
  const isAccountOurs = async (id: unknown) => {
    const found = (await ask('accounts.get', { params: { userGroupId: id } })) as Placed; // safe: as above
    return isOurs(found.branchId);
  };
  const listed = async (keep: (item: Placed) => boolean | Promise<boolean>): Promise<Page> => {
    const { items } = (await answer()) as Page; // safe: a list's row gives a page
    const looked = items.slice(0, mostLookedAt) as Placed[]; // safe: everything that is listed has an id
    const kept = await Promise.all(looked.map(async (item) => ((await keep(item)) ? [item] : [])));
    return { items: kept.flat() };
  };
  const filtered = async (branchOf: (item: Placed) => number | undefined): Promise<Page> => {
    const { items } = (await answer()) as Page; // safe: a list's row gives a page
    return { items: (items as Placed[]).filter((item) => isOurs(branchOf(item))) }; // safe: as above
  };
  const own = async (isTheirs: Promise<boolean>, what: string) => {
    if (!(await isTheirs)) throw elsewhere(what);
    return answer();
  };
  const { params = {}, query = {} } = args ?? {};
  switch (name) {
    case 'customers.search':
      return filtered(customerBranch);
    case 'customers.searchSimple':
      return listed(({ id }) => isCustomerOurs(id));
    case 'accounts.search':
      return filtered(({ branchId }) => branchId);
    case 'cards.search':
      return filtered(({ branchId }) => branchId);
    case 'accounts.members': {
      if (!(await isAccountOurs(params.id))) throw elsewhere('business account');
      return listed((item) => isCustomerOurs((item as unknown as { userId: number }).userId)); // safe: a membership names its customer
    }
    case 'cards.get': {
      const card = (await answer()) as Placed; // safe: what the call's row gives
      if (!isOurs(card.branchId)) throw elsewhere('card');
      return card;
    }
    case 'vouchers.ofAccount':
      return own(isAccountOurs(params.groupId), 'business account');
    case 'vouchers.ofCustomer':
      return own(isCustomerOurs(params.userId), 'customer');
    case 'ratings.list':
      return own(either(isCustomerOurs(params.accountId), isAccountOurs(params.accountId)), 'customer or business account');
  }
  if (group === 'customers') return own(isCustomerOurs(params.id ?? params.userId), 'customer');
  if (group === 'accounts') return own(isAccountOurs(params.userGroupId ?? params.id), 'business account');
  const about = query.userId ?? query.guserId;
  return about === undefined ? answer() : own(isCustomerOurs(about), 'customer');
}

/** Ratings take the id of either; one that is ours is enough. */
async function either(one: Promise<boolean>, other: Promise<boolean>): Promise<boolean> {
  const [first, second] = await Promise.allSettled([one, other]);
  return (first.status === 'fulfilled' && first.value) || (second.status === 'fulfilled' && second.value);
}

function elsewhere(what: string): Fault {
  return new Fault('not_found', `There is no ${what} with this number in your branches. Others may exist elsewhere.`);
}

/** Tells who sees their own branches alone that this is so. */
export function boundedReplies<R extends Pick<Replies, 'reply'>>(
  kit: Kit,
  replies: R,
  who: Pick<Who, 'roles'>,
  needs: string | undefined,
): R {
  if (needs === undefined || !peopleReads.includes(needs)) return replies;
  if (branchesFor(kit.policy, who.roles, needs) === 'everywhere') return replies;
  const note = 'You see your own branches. Others may exist elsewhere.';
  return {
    ...replies,
    reply: (message: Message, options?: { replace?: boolean }) =>
      replies.reply({ text: `${message.text}\n${note}`, blocks: [...message.blocks, context(note)] }, options),
  };
}

const peopleReads: readonly string[] = ['read.customer', 'read.account', 'read.card'];
