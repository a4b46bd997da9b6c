import type { operations } from '../../../src/api/operations/index.ts';
import { branchScope, findBranch, findTerms, findUnit } from '../find.ts';
import { type HandlersOf, idFrom, newestFirst } from '../handlers.ts';
import { badRequest, conflict } from '../refusal.ts';
import { matcher } from '../search-text.ts';
import { withChanges } from '../world/person.ts';
import { requirementClasses } from '../world/requirement-classes.ts';
import type { BusinessUnit, Terms, World } from '../world/types.ts';

type Operations = typeof operations;

export const branchHandlers: HandlersOf<Operations['branches']> = {
  list: { needs: 'BRANCH_READ', handle: ({ world }) => [...world.branches.values()] },
};

export const categoryHandlers: HandlersOf<Operations['categories']> = {
  list: {
    needs: 'BRANCH_READ',
    handle({ world }, { query }) {
      const all = [...world.categories.values()];
      if (query.branchId === undefined) return all;
      const offered = requirementClasses[findBranch(world, query.branchId).id] ?? {};
      return all.filter((category) => category.id in offered || !category.bookable);
    },
  },
};

export const termsHandlers: HandlersOf<Operations['terms']> = {
  list: {
    needs: 'TERMS_READ',
    handle({ world }, { query }) {
      if (query.branchId !== undefined) findBranch(world, query.branchId);
      return newestFirst(world.terms.values(), (terms) => query.branchId === undefined || terms.branchId === query.branchId);
    },
  },
  get: { needs: 'TERMS_READ', handle: ({ world }, { params }) => findTerms(world, idFrom(params.id)) },
  create: {
    needs: 'TERMS_WRITE',
    status: 201,
    handle({ world, clock }, { body }) {
      findBranch(world, body.branchId);
      const terms = termsFrom(world.nextId(), clock.now().toISOString(), body);
      world.terms.set(terms.id, terms);
      return terms;
    },
  },
  update: {
    needs: 'TERMS_WRITE',
    handle({ world }, { params, body }) {
      const terms = findTerms(world, idFrom(params.id));
      findBranch(world, body.branchId);
      // The same record: nobody is asked to accept it again.
      const changed = termsFrom(terms.id, terms.createdAt, body);
      world.terms.set(terms.id, changed);
      return changed;
    },
  },
  delete: {
    needs: 'TERMS_WRITE',
    handle({ world }, { params }) {
      world.terms.delete(findTerms(world, idFrom(params.id)).id);
    },
  },
};

/** Terms out of a body that replaces everything. */
function termsFrom(
  id: number,
  createdAt: string,
  body: { [K in keyof Omit<Terms, 'id' | 'createdAt'>]: Terms[K] | undefined },
): Terms {
  return withChanges<Terms>({ id, createdAt, branchId: 0, termsAndConditionsText: '', termsAndConditionsUrl: '' }, body);
}

const isReferenced = (world: World, unitId: number) =>
  [...world.groups.values()].some((group) => group.defaultBusinessUnit?.id === unitId);

export const unitHandlers: HandlersOf<Operations['units']> = {
  list: {
    needs: 'BUSINESS_UNIT_READ',
    handle({ world }, { query }) {
      const scope = query.branchId === undefined ? undefined : branchScope(world, query.branchId, true);
      return newestFirst(
        world.businessUnits.values(),
        (unit) => scope === undefined || (unit.branchId !== undefined && scope.has(unit.branchId)),
      );
    },
  },
  get: { needs: 'BUSINESS_UNIT_READ', handle: ({ world }, { params }) => findUnit(world, idFrom(params.id)) },
  create: {
    needs: 'BUSINESS_UNIT_WRITE',
    status: 201,
    handle({ world }, { body }) {
      if (!/^[A-Z]{3}$/.test(body.currency)) throw badRequest('The currency is not an ISO 4217 code.');
      // Branches point at it; it points at none.
      const unit: BusinessUnit = { id: world.nextId(), ...body };
      world.businessUnits.set(unit.id, unit);
      return unit;
    },
  },
  update: {
    needs: 'BUSINESS_UNIT_WRITE',
    handle({ world }, { params, body }) {
      const unit = findUnit(world, idFrom(params.id));
      // Currency and tax are for good, whatever is sent.
      const changed: BusinessUnit = { ...unit, name: body.name, timezone: body.timezone ?? unit.timezone };
      world.businessUnits.set(unit.id, changed);
      return changed;
    },
  },
  delete: {
    needs: 'BUSINESS_UNIT_WRITE',
    handle({ world }, { params }) {
      const unit = findUnit(world, idFrom(params.id));
      if (isReferenced(world, unit.id)) throw conflict('B102', 'The business unit is referenced');
      world.businessUnits.delete(unit.id);
    },
  },
};

export const permissionHandlers: HandlersOf<Operations['permissions']> = {
  exists: { needs: 'token', handle: ({ world }, { query }) => ({ exists: world.permissions.has(query.permission) }) },
};

export const settingHandlers: HandlersOf<Operations['settings']> = {
  read: {
    needs: 'SETTINGS_READ',
    handle({ world }, { query }) {
      const { branchId } = query;
      return world.settings
        .filter(
          (one) =>
            query.keys.includes(one.key) &&
            (branchId === undefined || one.branchIds.includes(branchId) || one.branchIds.includes(0)),
        )
        .map(({ key, value, branchIds }) => ({ key, value, branchIds }));
    },
  },
  discover: {
    needs: 'SETTINGS_READ',
    handle({ world }, { query }) {
      const found = matcher(query.searchText);
      const keys = new Map(world.settings.map(({ key, scope, description }) => [key, { key, scope, description }]));
      return [...keys.values()].filter((one) => found([one.key, one.description]));
    },
  },
};
