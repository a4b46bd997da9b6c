/** A customer as the views take it; any part may be missing, and any state may be one nobody has words for. */
export type CustomerFacts = {
  id: number;
  firstName?: string | undefined;
  lastName?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  birthdate?: string | undefined;
  street?: string | undefined;
  postcode?: string | undefined;
  city?: string | undefined;
  country?: string | undefined;
  language?: string | undefined;
  blockState?: string | undefined;
  paymentState?: string | undefined;
  paymentSourceIsAvailable?: boolean | undefined;
  emailIsVerified?: boolean | undefined;
  phoneIsVerified?: boolean | undefined;
  licenseVerificationState?: string | undefined;
  licenseExpirationDate?: string | undefined;
  drivingLicenseCategories?: readonly string[] | undefined;
  idVerificationState?: string | undefined;
  idExpirationDate?: string | undefined;
  idDocumentType?: string | undefined;
  manualVerificationState?: string | undefined;
  customExternalVerificationState?: string | undefined;
  creditStatus?: string | undefined;
  signupSettled?: boolean | undefined;
  blockedByUnpaidInvoices?: boolean | undefined;
  signInMethods?: readonly string[] | undefined;
  mfaEnabled?: boolean | undefined;
  newsletter?: boolean | undefined;
  annotations?: readonly string[] | undefined;
  tags?: readonly string[] | undefined;
  /** When it was read: the day by which a document has expired. */
  asOf?: Date | undefined;
};

/** What only the details of one branch say. */
export type DetailFacts = {
  /** `ACCEPTED`, `OUTDATED`, `NOT_ACCEPTED`. */
  terms?: string | undefined;
  openInvoicesGross?: number | undefined;
  currency?: string | undefined;
  rides?: number | undefined;
  ridesKilometers?: number | undefined;
  lastRentalAt?: string | undefined;
};

export type AccountFacts = {
  id: number;
  name?: string | undefined;
  role?: string | undefined;
  paymentState?: string | undefined;
};
export type PaymentSourceFacts = {
  type?: string | undefined;
  label?: string | undefined;
  state?: string | undefined;
  isDefault?: boolean | undefined;
  expiresAt?: string | undefined;
};
export type CardFacts = { id: number; number?: string | undefined; state?: string | undefined };

export type BranchFacts = { id: number; name: string };
