import { z } from 'zod';
import { openEnum } from '../shapes.ts';

export const languages = ['de', 'en'] as const;
export const customerTypes = ['Private', 'Company'] as const;
export const userStatuses = ['New', 'Incomplete', 'Pending', 'Active', 'Blocked', 'Inactive'] as const;

/** Only UUIDs of versions 1 to 4 are taken (docs.smartmove.eu, update-user); newer ones are refused here, before anything is sent. */
export const SmartmoveUserId = z
  .string()
  .regex(
    /^[0-9a-f]{8}-[0-9a-f]{4}-[1-4][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
    'A Smartmove customer id is a UUID of version 1, 2, 3 or 4, such as 3c90c3cc-0d44-4b50-8888-8dd25736052a.',
  );

/** A date as Smartmove writes it: declared a day, shown as a full timestamp. Both are taken, the timestamp is sent. */
export const SmartmoveDate = z
  .string()
  .refine(
    (text) => /^\d{4}-\d{2}-\d{2}(T|$)/.test(text) && !Number.isNaN(Date.parse(text)),
    'A date such as 1990-04-30 is needed.',
  )
  .transform((text) => new Date(text).toISOString());

export const SmartmoveAddress = z.object({
  address: z.string().optional(),
  city: z.string().optional(),
  zipCode: z.string().optional(),
  countryCode: z.string().optional(),
  federalState: z.string().optional(),
});
export type SmartmoveAddress = z.output<typeof SmartmoveAddress>;

export const SmartmoveBillingAddress = SmartmoveAddress.extend({
  company: z.string().optional(),
  vatNumber: z.string().optional(),
});
export type SmartmoveBillingAddress = z.output<typeof SmartmoveBillingAddress>;

/** A picture of a document, by name only. */
export const SmartmoveBlob = z.object({ uuid: z.string(), contentType: z.string().optional(), filename: z.string().optional() });
export type SmartmoveBlob = z.output<typeof SmartmoveBlob>;

const userFields = z.object({
  id: z.string(),
  language: openEnum(languages).optional(),
  emailVerified: z.boolean().optional(),
  customerType: openEnum(customerTypes).optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  dateOfBirth: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
  productKey: z.string().optional(),
  productSubscriptionStart: z.string().optional(),
  productSubscriptionEnd: z.string().optional(),
  status: openEnum(userStatuses).optional(),
  contactAddress: SmartmoveAddress.optional(),
  billingAddress: SmartmoveBillingAddress.optional(),
  driversLicense: z
    .object({
      licenseType: z.string().optional(),
      issuingAuthority: z.string().optional(),
      licenseNumber: z.string().optional(),
      issueDate: z.string().optional(),
      blobs: z.array(SmartmoveBlob).optional(),
    })
    .optional(),
  identificationDocument: z
    .object({
      documentType: z.string().optional(),
      issuingAuthority: z.string().optional(),
      documentNumber: z.string().optional(),
      issueDate: z.string().optional(),
      blobs: z.array(SmartmoveBlob).optional(),
    })
    .optional(),
});

/** A user as read. The product comes as `productKey` or as `productCode`, by tenant; it is `productKey` from here on. */
export const SmartmoveUser = userFields
  .extend({ productCode: z.string().optional() })
  .transform(
    ({ productCode, ...user }): z.output<typeof userFields> =>
      user.productKey === undefined && productCode !== undefined ? { ...user, productKey: productCode } : user,
  );
export type SmartmoveUser = z.output<typeof SmartmoveUser>;

const needed = {
  firstName: z.string().min(1),
  lastName: z.string().min(1),
  dateOfBirth: SmartmoveDate,
  language: z.enum(languages),
  phone: z.string().min(1),
  contactAddress: SmartmoveAddress,
  billingAddress: SmartmoveBillingAddress,
  customerType: z.enum(customerTypes),
  /** Sent as `productKey` or `productCode`, as the deployment is set. */
  productKey: z.string().min(1),
};

export const SmartmoveUserCreate = z.object({ ...needed, email: z.string().min(1) });
export type SmartmoveUserCreate = z.input<typeof SmartmoveUserCreate>;

/**
 * A user as written, which replaces the one that is there: read first, change, write whole. It has no e-mail. `customerAccounts` can
 * be written but not read, so it cannot be carried over.
 */
export const SmartmoveUserWrite = z.object({
  ...needed,
  emailVerified: z.boolean().optional(),
  status: openEnum(userStatuses).optional(),
  drivinglicenseIssuingAuthority: z.string().optional(),
  drivinglicenseIssuingDate: SmartmoveDate.optional(),
  drivinglicenseNumber: z.string().optional(),
  identificationIssuingAuthority: z.string().optional(),
  identificationIssuingDate: SmartmoveDate.optional(),
  identificationNumber: z.string().optional(),
  identificationType: z.string().optional(),
  customerAccounts: z
    .object({
      privateAccount: z.object({ defaultPaymentAccountId: z.number().optional() }).optional(),
      businessAccount: z.object({ paymentMadeBy: z.string().optional(), costCenter: z.string().optional() }).optional(),
    })
    .optional(),
});
export type SmartmoveUserWrite = z.input<typeof SmartmoveUserWrite>;
