export type SmartmoveDocument = {
  kind?: string;
  authority?: string;
  number?: string;
  issueDate?: string;
  blobs: { uuid: string; contentType: string; filename: string }[];
};

/** A Smartmove user as stored: reading and writing give these parts different names. */
export type SmartmoveUser = {
  id: string;
  firstName: string;
  lastName: string;
  dateOfBirth: string;
  language: string;
  phone: string;
  email?: string;
  emailVerified: boolean;
  customerType: string;
  product: string;
  productSubscriptionStart?: string;
  productSubscriptionEnd?: string;
  status: string;
  contactAddress: Record<string, unknown>;
  billingAddress: Record<string, unknown>;
  license: SmartmoveDocument;
  identification: SmartmoveDocument;
  customerAccounts?: unknown;
};
