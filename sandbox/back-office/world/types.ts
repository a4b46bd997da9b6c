import type { SmartmoveUser } from './smartmove-types.ts';

/**
 * What the fake back offices remember. The objects that leave them (`Customer`, `Card`, …) are kept exactly as they are sent; what a
 * real back office knows but never sends (who accepted which terms, balances) lies beside them, by the id of its owner.
 */

export type Branch = { id: number; name: string; code: string; state: string; parent?: { id: number } };
export type VehicleCategory = { id: number; name: string; bookable: boolean };

export type Customer = {
  id: number;
  firstName?: string;
  lastName?: string;
  /** YYYY-MM-DD, as every date without a time. */
  birthdate?: string;
  email?: string;
  phone?: string;
  language?: string;
  street?: string;
  postcode?: string;
  city?: string;
  country?: string;
  branchId: number;
  blockState: string;
  paymentState: string;
  paymentSourceIsAvailable: boolean;
  emailIsVerified: boolean;
  phoneIsVerified: boolean;
  licenseVerificationState: string;
  licenseExpirationDate?: string;
  drivingLicenseCategories: string[];
  idVerificationState: string;
  idExpirationDate?: string;
  idDocumentType?: string;
  manualVerificationState: string;
  customExternalVerificationState?: string;
  creditStatus: string;
  signupSettled: boolean;
  blockedByUnpaidInvoices: boolean;
  signInMethods: string[];
  mfaEnabled: boolean;
  newsletter: boolean;
  annotations: string[];
  tags: string[];
};

/** What a back office knows about a customer without listing it among the customer's fields. */
export type CustomerFile = {
  /** Branch id to the id of the terms accepted last there. */
  acceptedTerms: Map<number, number>;
  /** The prepaid balance in the operator's currency; may be negative. */
  balance: number;
  statistics: { rides: number; ridesKilometers: number; lastRentalAt?: string; openInvoicesGross: number; currency: string };
  /** Created for another mobility platform (MaaS) and driven by it. */
  impersonated: boolean;
  /** The role in the operator's own team, for people who are operators as well. */
  operatorRole?: string;
  /** Password mails sent, newest last; what a test looks at to see that one went out. */
  passwordMails: string[];
};

export type Card = {
  id: number;
  cardNumber: string;
  rfidUid?: string;
  rfidType?: string;
  state: string;
  branchId: number;
  userId?: number;
};

export type PaymentSource = { id: string; type: string; state: string; label: string; isDefault: boolean; expiresAt?: string };
export type RefreshToken = { id: string; createdAt: string; lastUsedAt: string; userAgent: string };

export type Voucherable = {
  id: number;
  code: string;
  name: string;
  description?: string;
  type: string;
  /** `GROUP`: for business accounts alone. */
  accountType?: string;
  /** A billable branch: one without a parent here. */
  branchId?: number;
  active: boolean;
  valueGross?: number;
  currency?: string;
  freeMinutes?: number;
  numberOfRentals?: number;
  validForDays?: number;
  benefits: { name: string }[];
};

export type Voucher = {
  id: number;
  voucherableCode: string;
  name: string;
  voucherType: string;
  status: string;
  createdAt: string;
  createdByUserId?: number;
  valueGross?: number;
  remainingValueGross?: number;
  currency?: string;
  freeMinutes?: number;
  validFrom: string;
  validUntil?: string;
  comment?: string;
};

export type CostCenter = { id: number; name: string; code: string };
export type BusinessUnit = {
  id: number;
  name: string;
  timezone: string;
  currency: string;
  taxPercentage: number;
  branchId?: number;
};

export type Group = {
  id: number;
  name: string;
  code: string;
  ownerId?: number;
  billingCycle: string;
  blockState: string;
  paymentState: string;
  email?: string;
  phone?: string;
  street?: string;
  postcode?: string;
  city?: string;
  country?: string;
  vatNumber?: string;
  language?: string;
  defaultCostCenter?: CostCenter;
  costCenters: CostCenter[];
  defaultBusinessUnit?: { id: number; name: string };
  checkRentalRequirements: boolean;
  settings: { requireDrivingLog: boolean; shouldIgnoreBCategoryRentalRequirement: boolean };
  tags: string[];
  branchId: number;
  creditStatus: string;
};

export type Membership = {
  userId: number;
  userGroupId: number;
  role: string;
  state: string;
  costCenterId?: number;
  superiorEmail?: string;
};

export type Rating = {
  id: number;
  status: string;
  score?: number;
  provider?: string;
  validUntil?: string;
  createdAt: string;
  comment?: string;
};

export type Verification = {
  id: string;
  guserId: number;
  type: string;
  provider: string;
  state: string;
  createdAt: string;
  attempts: { uuid: string; state: string; createdAt: string; reason?: string; media: { fileUuid: string; kind: string }[] }[];
};

export type Terms = {
  id: number;
  branchId: number;
  termsAndConditionsText: string;
  termsAndConditionsUrl: string;
  privacyGuidelinesText?: string;
  privacyGuidelinesUrl?: string;
  createdAt: string;
};

export type Setting = { key: string; scope: string; description: string; value: string | number | boolean; branchIds: number[] };

/** Everything both back offices know; tests may change any of it while they run. */
export type World = {
  currency: string;
  /** What the API client of the operator may do; an action whose permission is missing answers 403. */
  permissions: Set<string>;
  /** Whether vouchers give back the comment they were applied with. Few tenants do: it becomes a note. */
  keepComments: boolean;
  /** What was written about a customer or a business account, by its id; no call reads it. */
  notes: Map<number, string[]>;
  branches: Map<number, Branch>;
  categories: Map<number, VehicleCategory>;
  terms: Map<number, Terms>;
  customers: Map<number, Customer>;
  files: Map<number, CustomerFile>;
  cards: Map<number, Card>;
  voucherables: Map<number, Voucherable>;
  groups: Map<number, Group>;
  /** By the customer's id: a customer belongs to one business account at most. */
  memberships: Map<number, Membership>;
  businessUnits: Map<number, BusinessUnit>;
  /** The next four go by the id of a customer or a business account, which share one number range. */
  paymentSources: Map<number, PaymentSource[]>;
  refreshTokens: Map<number, RefreshToken[]>;
  vouchers: Map<number, Voucher[]>;
  ratings: Map<number, Rating[]>;
  readonly verifications: Map<string, Verification>;
  settings: Setting[];
  joinRequests: { userGroupId: number; email: string }[];
  readonly smartmoveUsers: Map<string, SmartmoveUser>;
  /** The name under which Smartmove states the product: both are in use. */
  smartmoveProductField: 'productKey' | 'productCode';
  /** The next unused id of everything that is created while it runs. */
  nextId(): number;
};
