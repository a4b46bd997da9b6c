import type { operations } from '../../../src/api/operations/index.ts';
import { checkDay, findAccount, findCustomer } from '../find.ts';
import { type BackOfficeState, type HandlersOf, idFrom, newestFirst } from '../handlers.ts';
import { badRequest, notFound } from '../refusal.ts';
import { withChanges } from '../world/person.ts';
import type { Rating } from '../world/types.ts';

type Operations = typeof operations;

const ratingsOf = ({ world }: BackOfficeState, id: number): Rating[] => world.ratings.get(id) ?? [];

/** Settles the credit status, and the newest rating that still waits with it. */
function settle(
  office: BackOfficeState,
  accountId: string,
  status: 'APPROVED' | 'REJECTED',
  comment: string | undefined,
): undefined {
  const account = findAccount(office.world, idFrom(accountId));
  account.creditStatus = status;
  const waiting = ratingsOf(office, account.id).find((rating) => rating.status === 'PENDING');
  if (waiting) Object.assign(waiting, { status, ...(comment === undefined ? {} : { comment }) });
}

export const ratingHandlers: HandlersOf<Operations['ratings']> = {
  list: {
    needs: 'RATING_READ',
    handle: (office, { params }) =>
      ratingsOf(
        office,
        (office.world.groups.get(idFrom(params.accountId)) ?? findCustomer(office.world, idFrom(params.accountId))).id,
      ),
  },
  create: {
    needs: 'RATING_WRITE',
    status: 201,
    handle(office, { params, body }) {
      const account = findAccount(office.world, idFrom(params.accountId));
      checkDay(body.validUntil, 'validUntil');
      if (body.score !== undefined && body.score < 0) throw badRequest('The score is negative.');
      const rating = withChanges<Rating>(
        { id: office.world.nextId(), status: body.status, provider: 'MANUAL', createdAt: office.clock.now().toISOString() },
        body,
      );
      office.world.ratings.set(account.id, [rating, ...ratingsOf(office, account.id)]);
      return rating;
    },
  },
  approve: {
    needs: 'RATING_WRITE',
    handle: (office, { params, body }) => settle(office, params.accountId, 'APPROVED', body.comment),
  },
  reject: {
    needs: 'RATING_WRITE',
    handle: (office, { params, body }) => settle(office, params.accountId, 'REJECTED', body.comment),
  },
  queue: {
    needs: 'RATING_TRIGGER',
    status: 202,
    handle(office, { params }) {
      const account = findAccount(office.world, idFrom(params.accountId));
      const rating: Rating = {
        id: office.world.nextId(),
        status: 'PENDING',
        provider: 'CRIF',
        createdAt: office.clock.now().toISOString(),
      };
      office.world.ratings.set(account.id, [rating, ...ratingsOf(office, account.id)]);
      account.creditStatus = 'PENDING';
    },
  },
};

/** A grey pixel: nobody's document. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFhAKAjM1mJgAAAABJRU5ErkJggg==',
  'base64',
);

export const verificationHandlers: HandlersOf<Operations['verifications']> = {
  list: {
    needs: 'VERIFICATION_READ',
    handle({ world }, { query }) {
      findCustomer(world, query.guserId);
      const found = newestFirst(world.verifications.values(), (one) => one.guserId === query.guserId);
      return query.includeDetails === false ? found.map(({ attempts: _, ...light }) => light) : found;
    },
  },
  get: {
    needs: 'VERIFICATION_READ',
    handle({ world }, { params, query }) {
      const verification = world.verifications.get(params.verificationId);
      if (verification === undefined) throw notFound('U510', 'Verification not found');
      if (query.attemptUuid === undefined) return verification;
      const attempts = verification.attempts.filter(({ uuid }) => uuid === query.attemptUuid);
      if (attempts.length === 0) throw notFound('U511', 'Attempt not found');
      return { ...verification, attempts };
    },
  },
  media: {
    needs: 'VERIFICATION_READ',
    handle({ world }, { params }) {
      for (const { attempts } of world.verifications.values()) {
        if (attempts.some(({ media }) => media.some(({ fileUuid }) => fileUuid === params.fileUuid)))
          return { bytes: picture, contentType: 'image/png' };
      }
      throw notFound('L101', 'File not found');
    },
  },
};
