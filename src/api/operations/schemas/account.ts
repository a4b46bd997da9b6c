import { z } from 'zod';
import { Id, openEnum } from '../../shapes.ts';
import { blockStates, CustomerHit, creditStatuses, paymentStates } from './customer.ts';

export const billingCycles = ['NONE', 'WEEKLY', 'MONTHLY'] as const;
export const memberRoles = ['OWNER', 'ADMIN', 'MEMBER'] as const;
/** The owner's role can be read but not given. */
export const assignableRoles = ['ADMIN', 'MEMBER'] as const;
export const membershipStates = ['ACTIVE', 'INACTIVE'] as const;
export type MembershipState = (typeof membershipStates)[number];

export const AssignableRole = z.enum(assignableRoles);
export type AssignableRole = z.output<typeof AssignableRole>;

export const CostCenter = z.object({ id: Id, name: z.string().optional(), code: z.string().optional() });
export type CostCenter = z.output<typeof CostCenter>;

export const AccountSettings = z.object({
  requireDrivingLog: z.boolean().optional(),
  shouldIgnoreBCategoryRentalRequirement: z.boolean().optional(),
});
export type AccountSettings = z.output<typeof AccountSettings>;

/** A business account; the upstream calls it group or user group. */
export const Account = z.object({
  id: Id,
  name: z.string().optional(),
  code: z.string().optional(),
  ownerId: Id.optional(),
  owner: z.object({ id: Id, firstName: z.string().optional(), lastName: z.string().optional() }).optional(),
  membersCount: z.number().optional(),
  billingCycle: openEnum(billingCycles).optional(),
  blockState: openEnum(blockStates).optional(),
  paymentState: openEnum(paymentStates).optional(),
  defaultCostCenter: CostCenter.optional(),
  costCenters: z.array(CostCenter).optional(),
  defaultBusinessUnit: z.object({ id: Id, name: z.string().optional() }).optional(),
  checkRentalRequirements: z.boolean().optional(),
  settings: AccountSettings.optional(),
  tags: z.array(z.string()).optional(),
  branchId: Id.optional(),
  creditStatus: openEnum(creditStatuses).optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  street: z.string().optional(),
  postcode: z.string().optional(),
  city: z.string().optional(),
  country: z.string().optional(),
  vatNumber: z.string().optional(),
  language: z.string().optional(),
});
export type Account = z.output<typeof Account>;

const reference = z.object({ id: z.number().int() });

const accountFields = {
  code: z.string().optional(),
  ownerId: z.number().int().optional(),
  billingCycle: openEnum(billingCycles).optional(),
  /** One of the account's own cost centres. */
  defaultCostCenter: reference.optional(),
  defaultBusinessUnit: reference.optional(),
  checkRentalRequirements: z.boolean().optional(),
  settings: AccountSettings.optional(),
};

export const AccountCreate = z.object({ name: z.string().min(1), branchId: z.number().int(), ...accountFields });
export type AccountCreate = z.input<typeof AccountCreate>;

/** Only what changes; null takes it away. */
export const AccountChanges = z.object({
  name: z.string().min(1).optional(),
  branchId: z.number().int().optional(),
  ...accountFields,
  code: accountFields.code.nullable(),
  billingCycle: accountFields.billingCycle.nullable(),
  defaultCostCenter: accountFields.defaultCostCenter.nullable(),
  defaultBusinessUnit: accountFields.defaultBusinessUnit.nullable(),
});
export type AccountChanges = z.input<typeof AccountChanges>;

/** Money in whole units of `currency`. */
export const BillingSummary = z.object({
  currency: z.string().optional(),
  openGross: z.number().optional(),
  billedGross: z.number().optional(),
  periodStart: z.string().optional(),
  periodEnd: z.string().optional(),
});
export type BillingSummary = z.output<typeof BillingSummary>;

/** One customer in one business account; a customer can be in one only. */
export const Membership = z.object({
  userId: Id,
  userGroupId: Id.optional(),
  role: openEnum(memberRoles).optional(),
  state: openEnum(membershipStates).optional(),
  costCenterId: Id.optional(),
  superiorEmail: z.string().optional(),
  user: CustomerHit.optional(),
});
export type Membership = z.output<typeof Membership>;

export const MemberAdd = z.object({
  userId: z.number().int(),
  role: AssignableRole.optional(),
  costCenterId: z.number().int().optional(),
});
export type MemberAdd = z.input<typeof MemberAdd>;

/** Written whole: a field that is left out is cleared. */
export const MemberWrite = z.object({
  role: AssignableRole,
  state: openEnum(membershipStates).optional(),
  costCenterId: z.number().int().optional(),
  superiorEmail: z.string().optional(),
});
export type MemberWrite = z.input<typeof MemberWrite>;

/** Who was done and who was not; the status is 200 even when nobody was. */
export const BulkResult = z.object({
  successful: z.array(Id),
  unsuccessful: z.array(z.object({ id: Id, errorCode: z.string().optional(), userMessage: z.string().optional() })),
});
export type BulkResult = z.output<typeof BulkResult>;

/** The same for invitations, which go to e-mail addresses. */
export const InviteResult = z.object({
  successful: z.array(z.string()),
  unsuccessful: z.array(z.object({ id: z.string(), errorCode: z.string().optional(), userMessage: z.string().optional() })),
});
export type InviteResult = z.output<typeof InviteResult>;
