import type { Redactor } from '../../lib/mask.ts';
import type { LatelyFacts } from '../common/lately.ts';
import type { ShownPage } from '../common/pages.ts';
import type { Part } from '../common/plain.ts';
import type { RequirementFacts } from '../eligibility/requirements.ts';
import type { AccountFacts, BranchFacts, CardFacts, CustomerFacts, DetailFacts, PaymentSourceFacts } from './facts.ts';

/** How many vouchers there are, how many of them can still be used, and the states that nobody knows. */
export type VoucherCounts = { all: number; usable: number; unclear?: readonly (string | undefined)[] };

/** An action this agent may start from here: its name, its label, and the value that opens its form filled in. */
export type StartAction = { action: string; label: string; value: string };

/** A customer with everything that was fetched together; a part that failed says so while the rest is shown. */
export type ProfileProps = {
  customer: CustomerFacts;
  branch: BranchFacts;
  details: Part<DetailFacts>;
  accounts: Part<readonly AccountFacts[]>;
  paymentSources: Part<readonly PaymentSourceFacts[]>;
  cards: Part<readonly CardFacts[]>;
  requirements: Part<{
    fulfilled?: boolean | undefined;
    requirements: readonly RequirementFacts[];
    category?: string | undefined;
  }>;
  vouchers?: Part<VoucherCounts>;
  /** The rating that counts, in words. */
  rating?: Part<string>;
  /** Other accounts with the same phone number or e-mail address; empty if none is known. */
  duplicates?: readonly { id: number; by: readonly string[] }[];
  /** Who else was at this customer lately; for one reader alone. */
  lately?: LatelyFacts;
  redactor: Redactor;
  /** The first four are buttons, the others a menu: give the most used first. */
  actions: readonly StartAction[];
  /** What helps with the first blocker that something here helps with; the primary button. */
  fix?: { label: string; actionId: string; value: string };
  /** Value of *Eligibility*: with the category that was judged. */
  eligibility?: string;
  /** Lists about this customer that this person may see. */
  looks?: readonly { label: string; value: string }[];
  /** The same customer in the back office's own pages. */
  dashboardUrl?: string;
  /** The pages of their cards and business accounts. */
  pages?: readonly ShownPage[];
  canReveal: boolean;
  /** False if there is no channel to share it in; true when left out. */
  canShare?: boolean;
  /** Where somebody was found who was looked for by name, and the values of what looks for others of that name. */
  found?: { say: string; others?: string; elsewhere?: string };
  /** Who shared it; only for the version that many see. */
  sharedBy?: string;
};
