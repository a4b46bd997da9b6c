import type { operations } from '../../src/api/operations/index.ts';
import { fileOf, findBranch, findCustomer, findGroup } from './find.ts';
import type { BackOfficeState, HandlersOf } from './handlers.ts';
import { badRequest, notFound } from './refusal.ts';
import { accountRequirements, checksOf, type Facts, type Outcome, standing } from './requirement-checks.ts';
import { requirementClasses } from './world/requirement-classes.ts';

type Question = Parameters<HandlersOf<(typeof operations)['requirements']>['start']['handle']>[1]['query'];

/** What the answer rests on, gathered once. */
function factsFor({ world, clock }: BackOfficeState, query: Question): Facts {
  const customer = findCustomer(world, query.userId);
  const branch = findBranch(world, query.branchId);
  const start = instantFrom(query.startTime, 'startTime') ?? clock.now();
  const end = instantFrom(query.endTime, 'endTime') ?? start;
  if (end < start) throw badRequest('endTime lies before startTime.');
  if (query.vehicleCategoryId !== undefined && !world.categories.has(query.vehicleCategoryId))
    throw notFound('U802', 'Vehicle category not found');
  return {
    world,
    clock,
    customer,
    file: fileOf(world, customer.id),
    branch,
    group: query.userGroupId === undefined ? undefined : findGroup(world, query.userGroupId),
    membership: world.memberships.get(customer.id),
    wanted: query.vehicleCategoryId === undefined ? undefined : requirementClasses[branch.id]?.[query.vehicleCategoryId],
    categoryIsOffered:
      query.vehicleCategoryId === undefined || requirementClasses[branch.id]?.[query.vehicleCategoryId] !== undefined,
    startDay: start.toISOString().slice(0, 10),
    endDay: end.toISOString().slice(0, 10),
  };
}

function instantFrom(text: string | undefined, field: string): Date | undefined {
  if (text === undefined) return undefined;
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) throw badRequest(`${field} is not an ISO 8601 instant.`);
  return instant;
}

/** Whether this customer may start, there, with that, then, for whom: everything that was asked for, fulfilled or not. */
export const requirementHandlers: HandlersOf<(typeof operations)['requirements']> = {
  start: {
    needs: 'USER_READ',
    handle(office, { query }) {
      const facts = factsFor(office, query);
      const requirements: Outcome[] = [...standing(facts), ...accountRequirements(facts)];
      // An account may vouch for its people: then only what holds for everybody is looked at.
      if (facts.wanted && facts.group?.checkRentalRequirements !== false) requirements.push(...checksOf(facts, facts.wanted));
      return { fulfilled: requirements.every(({ fulfilled }) => fulfilled), requirements };
    },
  },
};
