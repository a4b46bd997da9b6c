import type { operations } from '../../../src/api/operations/index.ts';
import { findBranch, findCustomer, findGroup, findUnit } from '../find.ts';
import { type HandlersOf, idFrom, newestFirst } from '../handlers.ts';
import { badRequest, conflict } from '../refusal.ts';
import { matcher } from '../search-text.ts';
import { withChanges } from '../world/person.ts';
import type { Group, World } from '../world/types.ts';
import { memberHandlers } from './members.ts';

/** A business account as sent: with its owner's name and the number of active members, which are not stored with it. */
export function groupAnswer(world: World, group: Group) {
  const owner = group.ownerId === undefined ? undefined : world.customers.get(group.ownerId);
  let membersCount = 0;
  for (const membership of world.memberships.values())
    if (membership.userGroupId === group.id && membership.state === 'ACTIVE') membersCount += 1;
  return {
    ...group,
    owner: owner ? { id: owner.id, firstName: owner.firstName, lastName: owner.lastName } : undefined,
    membersCount,
  };
}

function checkCodeFree(world: World, code: string | null | undefined, except?: number): void {
  for (const other of world.groups.values()) {
    if (code != null && other.id !== except && other.code === code)
      throw conflict('UG102', 'A business account with this code exists already');
  }
}

/** The owner must be there and in no other account; becoming one makes them a member. */
function makeOwner(world: World, group: Group, ownerId: number): void {
  findCustomer(world, ownerId);
  const membership = world.memberships.get(ownerId);
  if (membership && membership.userGroupId !== group.id) throw conflict('UG104', 'The user is in another business account');
  const former = group.ownerId === undefined ? undefined : world.memberships.get(group.ownerId);
  if (former && former.userId !== ownerId) former.role = 'ADMIN';
  world.memberships.set(ownerId, { ...membership, userId: ownerId, userGroupId: group.id, role: 'OWNER', state: 'ACTIVE' });
  group.ownerId = ownerId;
}

export const accountHandlers: HandlersOf<(typeof operations)['accounts']> = {
  ...memberHandlers,
  search: {
    needs: 'USER_GROUP_READ',
    handle({ world }, { query }) {
      findBranch(world, query.branchId);
      const found = matcher(query.searchText);
      const name = query.name?.toLowerCase();
      return newestFirst(world.groups.values(), (group) => {
        if (group.branchId !== query.branchId) return false;
        if (name !== undefined && !group.name.toLowerCase().includes(name)) return false;
        if (query.code !== undefined && group.code.toLowerCase() !== query.code.toLowerCase()) return false;
        return found([group.name, group.code, String(group.id)]);
      }).map((group) => groupAnswer(world, group));
    },
  },
  get: {
    needs: 'USER_GROUP_READ',
    handle: ({ world }, { params }) => groupAnswer(world, findGroup(world, idFrom(params.userGroupId))),
  },
  create: {
    needs: 'USER_GROUP_WRITE',
    status: 201,
    handle({ world }, { body }) {
      findBranch(world, body.branchId);
      checkCodeFree(world, body.code);
      const id = world.nextId();
      const group: Group = {
        id,
        name: body.name,
        code: body.code ?? `BA-${id}`,
        billingCycle: body.billingCycle ?? 'MONTHLY',
        blockState: 'NOT_BLOCKED',
        paymentState: 'NONE',
        costCenters: [],
        checkRentalRequirements: body.checkRentalRequirements ?? true,
        settings: settingsOf(body.settings),
        tags: [],
        branchId: body.branchId,
        creditStatus: 'NONE',
      };
      setDefaults(world, group, body);
      if (body.ownerId !== undefined) makeOwner(world, group, body.ownerId);
      world.groups.set(id, group);
      return groupAnswer(world, group);
    },
  },
  update: {
    needs: 'USER_GROUP_WRITE',
    handle({ world }, { params, body }) {
      const group = findGroup(world, idFrom(params.userGroupId));
      if (body.branchId !== undefined) findBranch(world, body.branchId);
      checkCodeFree(world, body.code, group.id);
      const { ownerId, settings, defaultCostCenter, defaultBusinessUnit, ...plain } = body;
      const changed = withChanges(group, plain);
      setDefaults(world, changed, { defaultCostCenter, defaultBusinessUnit });
      if (settings) changed.settings = { ...changed.settings, ...settingsOf(settings, group.settings) };
      if (ownerId !== undefined) makeOwner(world, changed, ownerId);
      world.groups.set(group.id, changed);
      return groupAnswer(world, changed);
    },
  },
  delete: {
    needs: 'USER_GROUP_WRITE',
    handle({ world }, { params }) {
      const group = findGroup(world, idFrom(params.userGroupId));
      for (const membership of world.memberships.values())
        if (membership.userGroupId === group.id) world.memberships.delete(membership.userId);
      world.groups.delete(group.id);
    },
  },
  paymentSources: {
    needs: 'PAYMENT_SOURCE_READ',
    handle: ({ world }, { params }) => world.paymentSources.get(findGroup(world, idFrom(params.id)).id) ?? [],
  },
  billingSummary: {
    needs: 'USER_GROUP_BILLING_READ',
    handle({ world, clock }, { params }) {
      const group = findGroup(world, idFrom(params.id));
      const now = clock.now();
      const start = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
      return {
        currency: world.currency,
        openGross: (group.id % 7) * 128.4,
        billedGross: (group.id % 11) * 412.15,
        periodStart: start.toISOString().slice(0, 10),
        periodEnd: now.toISOString().slice(0, 10),
      };
    },
  },
  putTags: {
    needs: 'USER_GROUP_WRITE',
    handle({ world }, { params, body }) {
      const group = findGroup(world, idFrom(params.id));
      if (body.some((tag) => tag.trim() === '')) throw badRequest('A tag is empty.');
      group.tags = [...new Set(body)];
      return group.tags;
    },
  },
};

/** What is chosen by its id is kept with its name. */
function setDefaults(
  world: World,
  group: Group,
  given: { defaultCostCenter?: { id: number } | null | undefined; defaultBusinessUnit?: { id: number } | null | undefined },
): void {
  if (given.defaultCostCenter === null) delete group.defaultCostCenter;
  else if (given.defaultCostCenter !== undefined) {
    const chosen = group.costCenters.find(({ id }) => id === given.defaultCostCenter?.id);
    if (chosen === undefined) throw badRequest('This is not a cost centre of the account.');
    group.defaultCostCenter = chosen;
  }
  if (given.defaultBusinessUnit === null) delete group.defaultBusinessUnit;
  else if (given.defaultBusinessUnit !== undefined) {
    const { id, name } = findUnit(world, given.defaultBusinessUnit.id);
    group.defaultBusinessUnit = { id, name };
  }
}

function settingsOf(
  given: { requireDrivingLog?: boolean | undefined; shouldIgnoreBCategoryRentalRequirement?: boolean | undefined } | undefined,
  before: Group['settings'] = { requireDrivingLog: false, shouldIgnoreBCategoryRentalRequirement: false },
): Group['settings'] {
  return {
    requireDrivingLog: given?.requireDrivingLog ?? before.requireDrivingLog,
    shouldIgnoreBCategoryRentalRequirement:
      given?.shouldIgnoreBCategoryRentalRequirement ?? before.shouldIgnoreBCategoryRentalRequirement,
  };
}
