import type { Difference } from '../request.ts';

/** Something other than this app changed a request in the database. Thrown in a transaction, which it rolls back. */
export class Tampered extends Error {
  readonly requestId: string;
  readonly differences: readonly Difference[];

  constructor(requestId: string, differences: readonly Difference[]) {
    super('a request was changed by something other than this app');
    this.requestId = requestId;
    this.differences = differences;
  }
}

/** A thing that is not as this app wrote it; what it says instead may be anything, and is not shown. */
export const changedOutside = (label: string): Difference => ({
  label,
  before: 'as this app wrote it',
  after: 'changed in the database by something else',
});

export const changedSinceSay =
  'Something other than this app changed this request in the database after it was sent, so nothing here shows whether it happened. The owners of the policy file have been told.';

export const changedOutsideSay =
  'Something other than this app changed this request in the database, so it does not count. The people who keep the policy file have been told.';
