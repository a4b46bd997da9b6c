import type { operations } from '../../../src/api/operations/index.ts';
import type { Handlers } from '../handlers.ts';
import { requirementHandlers } from '../requirements.ts';
import { accountHandlers } from './accounts.ts';
import { cardHandlers } from './cards.ts';
import { customerHandlers } from './customers.ts';
import {
  branchHandlers,
  categoryHandlers,
  permissionHandlers,
  settingHandlers,
  termsHandlers,
  unitHandlers,
} from './organisation.ts';
import { ratingHandlers, verificationHandlers } from './reviews.ts';
import { voucherHandlers } from './vouchers.ts';

/** What the Operations API does, row by row of the client's own table: a row that is missing here does not compile. */
export const operationsHandlers = {
  customers: customerHandlers,
  cards: cardHandlers,
  vouchers: voucherHandlers,
  accounts: accountHandlers,
  units: unitHandlers,
  ratings: ratingHandlers,
  verifications: verificationHandlers,
  terms: termsHandlers,
  branches: branchHandlers,
  categories: categoryHandlers,
  requirements: requirementHandlers,
  permissions: permissionHandlers,
  settings: settingHandlers,
} satisfies Handlers<typeof operations>;
