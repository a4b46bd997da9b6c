/** Business accounts with their members, business units and terms, as the assumed shapes have them; `undefined` is somebody else's endpoint. */
import { list, type Thing, text, thing } from '../json.ts';
import { type Answer, fail, matches, page, type Upstream, type World } from './world.ts';

const added = (world: World, into: Map<number, Thing>, fields: Thing): Answer => {
  world.nextId += 1;
  const one = { ...fields, id: world.nextId };
  into.set(world.nextId, one);
  return [201, one];
};

export function business(world: World, call: Upstream): Answer | undefined {
  const [root, first, second, third] = call.path.split('/').filter(Boolean).map(decodeURIComponent);
  if (root === 'terms-and-conditions') return kept(world, call, world.terms, first);
  if (root === 'business-units') {
    if (call.method === 'DELETE' && world.usedUnits.has(Number(first))) return fail(409, 'BU409', 'business unit is referenced');
    return kept(world, call, world.units, first);
  }
  if (root !== 'groups') return undefined;
  const { method } = call;
  const body = thing(call.body);
  if (first === undefined) {
    if (method !== 'POST') return undefined;
    if ([...world.groups.values()].some((one) => one.code === body.code)) return fail(409, 'UG409', 'code is taken');
    const owner = thing(world.customers.get(Number(body.ownerId)));
    const { firstName, lastName } = owner;
    return added(world, world.groups, { membersCount: 1, tags: [], ...body, owner: { id: body.ownerId, firstName, lastName } });
  }
  const group = world.groups.get(Number(first));
  if (!group) return fail(404, 'UG1', 'group not found');
  if (second === undefined && method === 'PATCH') return [200, Object.assign(group, body)];
  if (second === undefined && method === 'DELETE') {
    world.groups.delete(Number(first));
    world.members.delete(Number(first));
    return [204];
  }
  if (second === 'tags' && method === 'PUT') {
    group.tags = list(call.body);
    return [200, group.tags];
  }
  return membership(world, call, Number(first), second, third);
}

function kept(world: World, call: Upstream, all: Map<number, Thing>, first: string | undefined): Answer {
  const { method, query } = call;
  const branch = query.get('branchId');
  if (first === undefined)
    return method === 'POST'
      ? added(world, all, thing(call.body))
      : page(
          [...all.values()].filter(
            (one) =>
              (branch === null || text(one.branchId) === branch) &&
              matches(one, ['id', 'name', 'code', 'title'], query.get('searchText') ?? ''),
          ),
          query,
        );
  const one = all.get(Number(first));
  if (!one) return fail(404, 'X404', 'not found');
  if (method === 'PUT') all.set(Number(first), { ...thing(call.body), id: one.id });
  if (method === 'DELETE') all.delete(Number(first));
  return method === 'DELETE' ? [204] : [200, all.get(Number(first))];
}

function membership(
  world: World,
  call: Upstream,
  id: number,
  second: string | undefined,
  third: string | undefined,
): Answer | undefined {
  const { method } = call;
  const body = thing(call.body);
  const members = world.members.get(id) ?? [];
  const keep = (all: Thing[]) => world.members.set(id, all);
  const isElsewhere = (user: number) =>
    [...world.members].some(([account, all]) => account !== id && all.some((one) => one.userId === user));
  const member = (user: number, more: Thing = {}): Thing => {
    const { firstName, lastName, email, phone, blockState } = thing(world.customers.get(user));
    return {
      userId: user,
      userGroupId: id,
      role: 'MEMBER',
      state: 'ACTIVE',
      user: { id: user, firstName, lastName, email, phone, blockState },
      ...more,
    };
  };
  if (second === 'members' && third !== undefined) {
    const one = members.find((each) => text(each.userId) === third);
    if (!one) return fail(404, 'UG404', 'not a member');
    if (method === 'GET') return [200, one];
    if (method !== 'PUT') return undefined;
    const { role, state, costCenterId, superiorEmail } = body;
    if (role === 'OWNER') return fail(400, 'UG400', 'OWNER cannot be assigned');
    const next = member(Number(third), { role, state, costCenterId, superiorEmail });
    keep(members.map((each) => (each === one ? next : each)));
    return [200, next];
  }
  if (method !== 'POST') return undefined;
  if (second === 'add-member') {
    const user = Number(body.userId);
    if (isElsewhere(user)) return fail(409, 'UG409', 'user is a member of another group');
    const one = member(user, body);
    keep([...members, one]);
    return [200, one];
  }
  if (second === 'create-join-requests') return [200, { successful: list(body.emails), unsuccessful: [] }];
  if (second !== 'add-members' && second !== 'remove-members') return undefined;
  const asked = list(body.userIds).map(Number);
  const no = (user: number) => world.refusedMembers.has(user) || (second === 'add-members' && isElsewhere(user));
  const fine = asked.filter((user) => !no(user));
  if (second === 'add-members') keep([...members, ...fine.map((user) => member(user))]);
  else keep(members.filter((one) => !fine.includes(Number(one.userId))));
  return [
    200,
    {
      successful: fine,
      unsuccessful: asked.filter(no).map((user) => ({ id: user, errorCode: 'UG77', userMessage: 'is not eligible' })),
    },
  ];
}
