import type { Readers } from '../actions/define.ts';
import { customerBranch } from '../actions/shared/snapshots.ts';
import { readBranchTree } from '../approvals/branch-tree.ts';
import { type BranchTree, isWithin } from '../approvals/policy/branches.ts';
import { branchesFor, mayStart } from '../approvals/policy/grants.ts';
import { Fault } from '../errors.ts';
import { speak } from '../lib/language/speak.ts';
import { context, type Message } from '../views/common/blocks.ts';
import type { AppContext } from './app-context.ts';
import type { Replies, Who } from './context.ts';

type Call = (args: { params?: Record<string, unknown>; query?: Record<string, unknown> }, options?: object) => Promise<unknown>;
type Group = Record<string, Call>;
type Page = { items: readonly unknown[]; totalElements?: number };
type Placed = { id: number; branchId?: number; homeBillableBranchId?: number };

/** What a command of its own shows, and the grant of that: a profile, a menu and a look-up that is tried again show it, too. */
const ownGrants: Readonly<Record<string, string>> = {
  'customers.paymentSources': 'read.payment',
  'customers.accounts': 'read.account',
  'vouchers.ofCustomer': 'read.voucher',
  'vouchers.ofAccount': 'read.voucher',
  'ratings.list': 'read.rating',
  'verifications.list': 'read.verification',
  'requirements.start': 'read.eligibility',
  'cards.search': 'read.card',
  'cards.get': 'read.card',
  'accounts.search': 'read.account',
  'accounts.get': 'read.account',
  'accounts.members': 'read.account',
  'secrets.refreshTokens': 'read.tokens',
};

type IsOurs = (branch: number | undefined) => boolean;

/** Of hits that do not say their branch, so many are looked at one by one. */
const mostLookedAt = 25;

/**
 * What commands work with, for somebody whose grant is bounded by branch: what belongs elsewhere, or nobody knows where, is neither listed nor counted, and
 * is not found. With a grant that is not bounded it is that itself. `rolesOf` is asked when the first thing is read. What has a grant of
 * its own keeps within the bounds of that, too, if they hold one; a form reads by its action's alone.
 */
export function boundedApp(app: AppContext, needs: string | undefined, rolesOf: () => Promise<readonly string[]>): AppContext {
  const isBounded = Object.values(app.policy.grants).some(({ branches }) => branches !== undefined);
  if (!isBounded) return app;
  let holding: Promise<readonly string[]> | undefined;
  const boundsBy = new Map<string, Promise<'everywhere' | IsOurs>>();
  const boundsNow = async (call: string): Promise<'everywhere' | IsOurs> => {
    holding ??= rolesOf();
    const roles = await holding;
    const bounds = await Promise.all(
      grantsFor(app, needs, roles, ownGrants[call]).map((grant) => {
        const known = boundsBy.get(grant) ?? boundsOf(app, grant, roles);
        boundsBy.set(grant, known);
        return known;
      }),
    );
    const bounded = bounds.filter((one) => one !== 'everywhere');
    return bounded.length === 0 ? 'everywhere' : (branch) => bounded.every((isOurs) => isOurs(branch));
  };
  const operations = app.readers.operations as unknown as Record<string, Group>; // safe: every group is a record of calls
  const bounded = Object.fromEntries(
    Object.entries(operations).map(([group, calls]) => [
      group,
      Object.fromEntries(
        Object.entries(calls).map(([name, call]) => [
          name,
          async (args: Parameters<Call>[0], options?: object) => {
            const isOurs = await boundsNow(`${group}.${name}`);
            return isOurs === 'everywhere' ? call(args, options) : bound(operations, isOurs, `${group}.${name}`, args, options);
          },
        ]),
      ),
    ]),
  );
  const readers = { ...app.readers, operations: bounded } as unknown as Readers; // safe: the same calls as before
  const { secrets } = app;
  const ownedBy = async (id: number | string) => {
    const isOurs = await boundsNow('secrets.refreshTokens');
    if (isOurs !== 'everywhere') await bound(operations, isOurs, 'customers.get', { params: { id: Number(id) } });
  };
  return {
    ...app,
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

function grantsFor(
  { policy }: AppContext,
  needs: string | undefined,
  roles: readonly string[],
  own: string | undefined,
): readonly string[] {
  if (needs !== undefined && !needs.startsWith('read.')) return [needs];
  const grants = [needs, own !== undefined && mayStart(policy, roles, own) ? own : undefined].filter((one) => one !== undefined);
  return grants.length === 0 ? ['read.customer'] : grants;
}

async function boundsOf(app: AppContext, grant: string, roles: readonly string[]): Promise<'everywhere' | IsOurs> {
  const branches = branchesFor(app.policy, roles, grant);
  if (branches === 'everywhere') return branches;
  const tree: BranchTree = await readBranchTree({ policy: app.policy, readers: app.readers, log: app.log });
  return (branch: number | undefined) => isWithin(tree, branch, branches);
}

/** One call as somebody may see it. */
async function bound(
  operations: Record<string, Group>,
  isOurs: IsOurs,
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
      if (!(await isAccountOurs(params.id))) throw elsewhere(speak('business account'));
      return listed((item) => isCustomerOurs((item as unknown as { userId: number }).userId)); // safe: a membership names its customer
    }
    case 'cards.get': {
      const card = (await answer()) as Placed; // safe: what the call's row gives
      if (!isOurs(card.branchId)) throw elsewhere('card');
      return card;
    }
    case 'customers.accounts':
      if (!(await isCustomerOurs(params.id))) throw elsewhere('customer');
      return filtered(({ branchId }) => branchId);
    case 'vouchers.ofAccount':
      return own(isAccountOurs(params.groupId), speak('business account'));
    case 'vouchers.ofCustomer':
      return own(isCustomerOurs(params.userId), 'customer');
    case 'ratings.list':
      return own(
        either(isCustomerOurs(params.accountId), isAccountOurs(params.accountId)),
        speak('customer or business account'),
      );
  }
  if (group === 'customers') return own(isCustomerOurs(params.id ?? params.userId), 'customer');
  if (group === 'accounts') return own(isAccountOurs(params.userGroupId ?? params.id), speak('business account'));
  const about = query.userId ?? query.guserId;
  return about === undefined ? answer() : own(isCustomerOurs(about), 'customer');
}

/** Ratings take the id of either; one that is ours is enough. */
async function either(one: Promise<boolean>, other: Promise<boolean>): Promise<boolean> {
  const [first, second] = await Promise.allSettled([one, other]);
  return (first.status === 'fulfilled' && first.value) || (second.status === 'fulfilled' && second.value);
}

function elsewhere(what: string): Fault {
  return new Fault(
    'not_found',
    speak('There is no {what} with this number in your branches. Others may exist elsewhere.', { what }),
  );
}

/** Tells who sees their own branches alone that this is so. */
export function boundedReplies<R extends Pick<Replies, 'reply'>>(
  app: AppContext,
  replies: R,
  who: Pick<Who, 'roles'>,
  needs: string | undefined,
): R {
  if (needs === undefined || !peopleReads.includes(needs)) return replies;
  if (branchesFor(app.policy, who.roles, needs) === 'everywhere') return replies;
  const note = speak('You see your own branches. Others may exist elsewhere.');
  return {
    ...replies,
    reply: (message: Message, options?: { replace?: boolean }) =>
      replies.reply({ text: `${message.text}\n${note}`, blocks: [...message.blocks, context(note)] }, options),
  };
}

const peopleReads: readonly string[] = ['read.customer', 'read.account', 'read.card'];
