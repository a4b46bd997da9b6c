import type { Show } from '../../lib/mask.ts';
import type { Part } from '../common/plain.ts';
import type { RequirementFacts } from '../eligibility/requirements.ts';
import type { AccountFacts, BranchFacts, CardFacts, CustomerFacts, DetailFacts, PaymentSourceFacts } from './facts.ts';

/** An action this agent may start from here: its name, its label, and the value that opens its form filled in. */
export type StartAction = { action: string; label: string; value: string };

/** A customer with everything that was fetched together; a part that failed says so while the rest stands. */
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
  /** How many vouchers there are, and how many of them can still be used. */
  vouchers?: Part<{ all: number; usable: number }>;
  /** The rating that counts, in words. */
  rating?: Part<string>;
  show: Show;
  /** The first four are buttons, the others a menu: give the most used first. */
  actions: readonly StartAction[];
  /** The same customer in the back office's own pages. */
  dashboardUrl?: string;
  canReveal: boolean;
  /** False where there is no channel to share it in; true when left out. */
  canShare?: boolean;
  /** Who shared it; only for the version that many see. */
  sharedBy?: string;
};
