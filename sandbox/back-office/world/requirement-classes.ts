/** What must be fulfilled before somebody may start a rental of one category in one branch. */
export type RequirementClass = {
  minimumAge?: number;
  maximumAge?: number;
  emailVerified?: true;
  phoneVerified?: true;
  profile: readonly ProfileField[];
  /** One of these licence categories, on a verified licence. */
  license?: readonly string[];
  idDocument?: true;
  manualVerification?: true;
  payment?: true;
  signupFee?: true;
  credit?: true;
  signedUp?: true;
  /** A package that was ever bought. */
  package?: true;
  creditCard?: true;
  /** In the operator's currency. */
  minimumBalance?: number;
  /** A requirement of this operator alone, of a type that no client knows: fulfilled by a tag. */
  own?: { type: string; tag: string; message: string };
};

export type ProfileField =
  | 'firstName'
  | 'lastName'
  | 'birthdate'
  | 'email'
  | 'phone'
  | 'street'
  | 'postcode'
  | 'city'
  | 'country';

const address: readonly ProfileField[] = ['street', 'postcode', 'city', 'country'];
const name: readonly ProfileField[] = ['firstName', 'lastName', 'birthdate'];

const car: RequirementClass = {
  minimumAge: 18,
  emailVerified: true,
  phoneVerified: true,
  profile: [...name, ...address],
  license: ['B'],
  payment: true,
};
const van: RequirementClass = { ...car, minimumAge: 21, maximumAge: 75, idDocument: true, credit: true };
const scooter: RequirementClass = { minimumAge: 16, phoneVerified: true, profile: name, payment: true, minimumBalance: -10 };
const moped: RequirementClass = { ...scooter, emailVerified: true, license: ['AM', 'A1', 'A', 'B'] };
const bike: RequirementClass = { emailVerified: true, profile: ['firstName', 'lastName'], payment: true };

/**
 * Branch, then category. No two cities ask the same: scooters need no licence anywhere, Graz checks every driver by hand and sells a
 * sign-up package, Linz wants a credit rating and has riders trained,
 * and its harbour asks for a package and a credit card.
 */
export const requirementClasses: Readonly<Record<number, Readonly<Record<number, RequirementClass>>>> = {
  1: { 11: car, 12: van, 13: scooter, 14: moped },
  2: { 11: { ...car, manualVerification: true, signupFee: true }, 12: { ...van, manualVerification: true }, 15: bike },
  3: {
    11: { ...car, credit: true, minimumBalance: 0 },
    12: { ...van, minimumAge: 23 },
    13: {
      ...scooter,
      minimumAge: 18,
      own: { type: 'HELMET_TRAINING', tag: 'helmet-training', message: 'The rider has not taken the helmet training.' },
    },
  },
  4: { 11: { ...car, idDocument: true }, 12: van },
  5: { 11: { ...car, signedUp: true, package: true, creditCard: true } },
};
