import type { operations } from '../../../src/api/operations/index.ts';
import { findGroup, findLivingCustomer } from '../find.ts';
import { type HandlersOf, idFrom } from '../handlers.ts';
import { badRequest, conflict, notFound, Refusal } from '../refusal.ts';
import type { Group, Membership, World } from '../world/types.ts';
import { hit } from './contacts.ts';

type MemberRows = Pick<
  (typeof operations)['accounts'],
  'members' | 'member' | 'updateMember' | 'addMember' | 'addMembers' | 'removeMembers' | 'invite'
>;

function answer(world: World, membership: Membership) {
  const customer = world.customers.get(membership.userId);
  return { ...membership, user: customer ? hit(customer) : undefined };
}

function checkCostCenter(group: Group, costCenterId: number | undefined): void {
  if (costCenterId !== undefined && !group.costCenters.some(({ id }) => id === costCenterId))
    throw badRequest('This is not a cost centre of the account.');
}

function add(
  world: World,
  group: Group,
  userId: number,
  given: { role?: string | undefined; costCenterId?: number | undefined } = {},
): Membership {
  findLivingCustomer(world, userId);
  checkCostCenter(group, given.costCenterId);
  const present = world.memberships.get(userId);
  if (present?.userGroupId === group.id) throw conflict('UG103', 'The user is in this business account already');
  if (present) throw conflict('UG104', 'The user is in another business account');
  const membership: Membership = { userId, userGroupId: group.id, role: given.role ?? 'MEMBER', state: 'ACTIVE' };
  const costCenterId = given.costCenterId ?? group.defaultCostCenter?.id;
  if (costCenterId !== undefined) membership.costCenterId = costCenterId;
  world.memberships.set(userId, membership);
  return membership;
}

function remove(world: World, group: Group, userId: number): void {
  const membership = find(world, group, userId);
  if (membership.role === 'OWNER') throw conflict('UG106', 'The owner cannot be removed');
  world.memberships.delete(userId);
}

function find(world: World, group: Group, userId: number): Membership {
  const membership = world.memberships.get(userId);
  if (membership?.userGroupId !== group.id) throw notFound('UG105', 'The user is not in this business account');
  return membership;
}

/** Each by itself: who cannot be done is told, the others are done. */
function eachOf<Id>(ids: readonly Id[], run: (id: Id) => void) {
  const successful: Id[] = [];
  const unsuccessful: { id: Id; errorCode: string; userMessage: string }[] = [];
  for (const id of ids) {
    try {
      run(id);
      successful.push(id);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      unsuccessful.push({ id, errorCode: error.errorCode, userMessage: error.message });
    }
  }
  return { successful, unsuccessful };
}

/** Who is in a business account; part of the group `accounts`. */
export const memberHandlers: HandlersOf<MemberRows> = {
  members: {
    needs: 'USER_GROUP_READ',
    handle({ world }, { params }) {
      const group = findGroup(world, idFrom(params.id));
      return [...world.memberships.values()].filter((one) => one.userGroupId === group.id).map((one) => answer(world, one));
    },
  },
  member: {
    needs: 'USER_GROUP_READ',
    handle: ({ world }, { params }) =>
      answer(world, find(world, findGroup(world, idFrom(params.userGroupId)), idFrom(params.userId))),
  },
  updateMember: {
    needs: 'USER_GROUP_MEMBER_WRITE',
    handle({ world }, { params, body }) {
      const group = findGroup(world, idFrom(params.userGroupId));
      const membership = find(world, group, idFrom(params.userId));
      if (membership.role === 'OWNER') throw conflict('UG106', "The owner's membership cannot be changed");
      checkCostCenter(group, body.costCenterId);
      const { costCenterId, superiorEmail, ...given } = body;
      // A PUT replaces: what is not said is gone.
      const changed: Membership = {
        userId: membership.userId,
        userGroupId: group.id,
        role: given.role,
        state: given.state ?? membership.state,
      };
      if (costCenterId !== undefined) changed.costCenterId = costCenterId;
      if (superiorEmail !== undefined) changed.superiorEmail = superiorEmail;
      world.memberships.set(membership.userId, changed);
      return answer(world, changed);
    },
  },
  addMember: {
    needs: 'USER_GROUP_MEMBER_WRITE',
    handle: ({ world }, { params, body }) =>
      answer(world, add(world, findGroup(world, idFrom(params.userGroupId)), body.userId, body)),
  },
  addMembers: {
    needs: 'USER_GROUP_MEMBER_WRITE',
    handle({ world }, { params, body }) {
      const group = findGroup(world, idFrom(params.userGroupId));
      return eachOf(body.userIds, (id) => add(world, group, id));
    },
  },
  removeMembers: {
    needs: 'USER_GROUP_MEMBER_WRITE',
    handle({ world }, { params, body }) {
      const group = findGroup(world, idFrom(params.userGroupId));
      return eachOf(body.userIds, (id) => remove(world, group, id));
    },
  },
  invite: {
    needs: 'USER_GROUP_MEMBER_WRITE',
    handle({ world }, { params, body }) {
      const group = findGroup(world, idFrom(params.userGroupId));
      return eachOf(body.emails, (email) => {
        if (!/^\S+@\S+\.\S+$/.test(email)) throw badRequest('This is not an e-mail address.');
        if (world.joinRequests.some((one) => one.userGroupId === group.id && one.email === email))
          throw conflict('UG108', 'Invited already');
        world.joinRequests.push({ userGroupId: group.id, email });
      });
    },
  },
};
