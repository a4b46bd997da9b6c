/** The values seen of a state that the guides name without listing them. */
export const externalStates = ['UNVERIFIED', 'PROCESSING', 'VERIFIED', 'REJECTED'] as const;

/** What the API client may be allowed, in the pattern of the three names that are known (RATING_READ, RATING_WRITE, RATING_TRIGGER). */
export const permissions = [
  'USER_READ',
  'USER_WRITE',
  'USER_DELETE',
  'USER_ACCESS_WRITE',
  'PAYMENT_SOURCE_READ',
  'USER_GROUP_READ',
  'USER_GROUP_WRITE',
  'USER_GROUP_MEMBER_WRITE',
  'USER_GROUP_BILLING_READ',
  'IDENTITY_CARD_READ',
  'IDENTITY_CARD_WRITE',
  'VOUCHER_READ',
  'VOUCHER_WRITE',
  'RATING_READ',
  'RATING_WRITE',
  'RATING_TRIGGER',
  'VERIFICATION_READ',
  'TERMS_READ',
  'TERMS_WRITE',
  'BUSINESS_UNIT_READ',
  'BUSINESS_UNIT_WRITE',
  'BRANCH_READ',
  'SETTINGS_READ',
] as const;
export type Permission = (typeof permissions)[number];
