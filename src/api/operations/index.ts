import type { Client, Reader, Table } from '../table.ts';
import { access } from './access.ts';
import { accounts } from './accounts.ts';
import { branches, categories } from './branches.ts';
import { cards } from './cards.ts';
import { customers } from './customers.ts';
import { permissions } from './permissions.ts';
import { ratings } from './ratings.ts';
import { requirements } from './requirements.ts';
import { settings } from './settings.ts';
import { terms } from './terms.ts';
import { units } from './units.ts';
import { verifications } from './verifications.ts';
import { vouchers } from './vouchers.ts';

/** Every call of the Operations API that Wheelhouse knows. */
export const operations = {
  customers: { ...customers, ...access },
  cards,
  vouchers,
  accounts,
  units,
  ratings,
  verifications,
  terms,
  branches,
  categories,
  requirements,
  permissions,
  settings,
} as const satisfies Table;

export type OperationsClient = Client<typeof operations>;
export type OperationsReader = Reader<typeof operations>;

export * from './schemas/account.ts';
export * from './schemas/card.ts';
export * from './schemas/customer.ts';
export * from './schemas/organisation.ts';
export * from './schemas/requirement.ts';
export * from './schemas/review.ts';
export * from './schemas/voucher.ts';
