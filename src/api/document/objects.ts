import type { z } from 'zod';
import * as operations from '../operations/index.ts';
import * as smartmove from '../smartmove/index.ts';

/** The name of a shape in the printed document, and whose form it is: what a profile says of that object holds for it, too. */
export type ShapeName = { id: string; objects: readonly string[] };

type Shapes = Readonly<Record<string, z.ZodType | readonly [z.ZodType, ...(readonly string[])]>>;

/** Name in the document → shape, and of what objects it is a form beside its own name; the most special one last. */
const operationsShapes: Shapes = {
  Customer: operations.Customer,
  CustomerDetails: [operations.CustomerDetails, 'Customer'],
  CustomerHit: [operations.CustomerHit, 'Customer'],
  CustomerCreate: [operations.CustomerCreate, 'Customer'],
  CustomerChanges: [operations.CustomerChanges, 'Customer'],
  CustomerStatistics: operations.CustomerStatistics,
  PaymentSource: operations.PaymentSource,
  RefreshToken: operations.RefreshToken,
  Card: operations.Card,
  CardCreate: [operations.CardCreate, 'Card'],
  CardChanges: [operations.CardChanges, 'Card'],
  Voucherable: operations.Voucherable,
  Voucher: operations.Voucher,
  VoucherApplication: operations.VoucherApplication,
  Requirement: operations.Requirement,
  StartRequirements: operations.StartRequirements,
  Group: operations.Account,
  GroupCreate: [operations.AccountCreate, 'Group'],
  GroupChanges: [operations.AccountChanges, 'Group'],
  GroupSettings: operations.AccountSettings,
  CostCenter: operations.CostCenter,
  BillingSummary: operations.BillingSummary,
  Membership: operations.Membership,
  MembershipAdd: [operations.MemberAdd, 'Membership'],
  MembershipWrite: [operations.MemberWrite, 'Membership'],
  BulkResult: operations.BulkResult,
  InviteResult: operations.InviteResult,
  BusinessUnit: operations.BusinessUnit,
  BusinessUnitCreate: [operations.BusinessUnitCreate, 'BusinessUnit'],
  BusinessUnitWrite: [operations.BusinessUnitWrite, 'BusinessUnit'],
  Rating: operations.Rating,
  RatingCreate: [operations.RatingCreate, 'Rating'],
  Verification: operations.Verification,
  VerificationAttempt: operations.VerificationAttempt,
  Terms: operations.Terms,
  TermsWrite: [operations.TermsWrite, 'Terms'],
  Branch: operations.Branch,
  VehicleCategory: operations.VehicleCategory,
  Setting: operations.Setting,
  SettingDescription: operations.SettingDescription,
};

const smartmoveShapes: Shapes = {
  SmartmoveUser: smartmove.SmartmoveUser,
  SmartmoveUserCreate: [smartmove.SmartmoveUserCreate, 'SmartmoveUser'],
  SmartmoveUserWrite: [smartmove.SmartmoveUserWrite, 'SmartmoveUser'],
  SmartmoveAddress: smartmove.SmartmoveAddress,
  SmartmoveBillingAddress: [smartmove.SmartmoveBillingAddress, 'SmartmoveAddress'],
  SmartmoveBlob: smartmove.SmartmoveBlob,
};

/** Every shape that has a name. */
export const shapeNames: ReadonlyMap<z.ZodType, ShapeName> = new Map(
  Object.entries({ ...operationsShapes, ...smartmoveShapes }).map(([id, entry]) => {
    const [shape, ...of] = Array.isArray(entry) ? entry : [entry];
    return [shape, { id, objects: [...of, id] }];
  }),
);

/** Fields outside an object that take the values of one of its fields, by shape or call. */
export const borrowedValues: Readonly<Record<string, string>> = {
  'CustomerCreate.authenticationType': 'Customer.signInMethods',
  'customers.removeSignIn.method': 'Customer.signInMethods',
  'customers.searchSimple.excludeBlockState': 'Customer.blockState',
  'cards.unassign.state': 'Card.state',
  'vouchers.templates.type': 'Voucherable.type',
};
