import { describe, expectTypeOf, it } from 'vitest';
import type { Card, CustomerDetails, CustomerHit, OperationsClient, OperationsReader } from '../../src/api/operations/index.ts';
import type { SmartmoveClient, SmartmoveReader, SmartmoveUser } from '../../src/api/smartmove/index.ts';
import type { Bytes, Page } from '../../src/api/table.ts';

type Member<Group, Name extends string> = Name extends keyof Group ? true : false;

describe('what the types of a table promise (checked by the compiler)', () => {
  it('a reader lacks every row that writes or reveals a secret, and a client has them', () => {
    expectTypeOf<Member<OperationsReader['customers'], 'get'>>().toEqualTypeOf<true>();
    expectTypeOf<Member<OperationsReader['customers'], 'sessions'>>().toEqualTypeOf<true>();
    expectTypeOf<Member<OperationsReader['customers'], 'delete'>>().toEqualTypeOf<false>();
    expectTypeOf<Member<OperationsReader['customers'], 'refreshTokens'>>().toEqualTypeOf<false>();
    expectTypeOf<Member<OperationsReader['verifications'], 'media'>>().toEqualTypeOf<false>();
    expectTypeOf<Member<OperationsClient['customers'], 'refreshTokens'>>().toEqualTypeOf<true>();
    expectTypeOf<keyof SmartmoveReader['users']>().toEqualTypeOf<'get'>();
  });

  it('a list gives a page, a single read its object, a file bytes, an action without answer nothing', () => {
    expectTypeOf<ReturnType<OperationsReader['customers']['searchSimple']>>().resolves.toEqualTypeOf<Page<CustomerHit>>();
    expectTypeOf<ReturnType<OperationsReader['customers']['details']>>().resolves.toEqualTypeOf<CustomerDetails>();
    expectTypeOf<ReturnType<OperationsClient['cards']['createBatch']>>().resolves.toEqualTypeOf<Card[]>();
    expectTypeOf<ReturnType<OperationsClient['verifications']['media']>>().resolves.toEqualTypeOf<Bytes>();
    expectTypeOf<ReturnType<OperationsClient['customers']['delete']>>().resolves.toEqualTypeOf<undefined>();
    expectTypeOf<ReturnType<SmartmoveClient['users']['get']>>().resolves.toEqualTypeOf<SmartmoveUser>();
  });

  it('path parameters are required by name, except those that the configuration fills', () => {
    expectTypeOf<Parameters<OperationsReader['accounts']['member']>[0]['params']>().toEqualTypeOf<
      Record<'userGroupId' | 'userId', string | number>
    >();
    expectTypeOf<Parameters<SmartmoveReader['users']['get']>[0]['params']>().toEqualTypeOf<
      Record<'customerId', string | number>
    >();
    expectTypeOf<Parameters<SmartmoveClient['users']['create']>[0]>().toHaveProperty('body');
    // @ts-expect-error the branch is required
    const query: Parameters<OperationsReader['customers']['search']>[0]['query'] = { searchText: 'x' };
    expectTypeOf(query).not.toBeAny();
    expectTypeOf<{ query: { type: string } }>().toExtend<Parameters<OperationsReader['vouchers']['templates']>[0]>();
    expectTypeOf<Record<never, never>>().toExtend<Parameters<OperationsReader['branches']['list']>[0]>();
  });

  it('known values complete, unknown ones are still allowed', () => {
    expectTypeOf<'ASSIGNED'>().toExtend<NonNullable<Card['state']>>();
    expectTypeOf<string>().toExtend<NonNullable<Card['state']>>();
    expectTypeOf<CustomerHit['id']>().toEqualTypeOf<number>();
  });
});
