import {
  blockStates,
  creditStatuses,
  idVerificationStates,
  licenseVerificationStates,
  manualVerificationStates,
  paymentStates,
} from '../../../src/api/operations/index.ts';
import type { Dates } from './dates.ts';
import { makeEmail, makeName, makeStreet } from './names.ts';
import type { PersonChanges } from './person.ts';
import type { Random } from './random.ts';
import { externalStates } from './vocabulary.ts';

const homes = [
  { branchId: 1, city: 'Vienna', postcode: '1070' },
  { branchId: 1, city: 'Vienna', postcode: '1200' },
  { branchId: 2, city: 'Graz', postcode: '8010' },
  { branchId: 3, city: 'Linz', postcode: '4020' },
  { branchId: 4, city: 'Schwechat', postcode: '2320' },
] as const;

/** An ordinary customer: two of three may drive at home; the third has one or two troubles, which take every state in turn. */
export function makeExtra(id: number, random: Random, dates: Dates): PersonChanges {
  const { firstName, lastName, language } = makeName(random);
  const home = random.pick<(typeof homes)[number]>(homes);
  const rides = Math.floor(random.next() ** 3 * 300);
  const plain: PersonChanges['customer'] = {
    firstName,
    lastName,
    email: makeEmail(firstName, lastName, id, random),
    language,
    birthdate: dates.born(random.between(21, 70), random.between(1, 360)),
    street: makeStreet(random),
    postcode: home.postcode,
    city: home.city,
    branchId: home.branchId,
    drivingLicenseCategories: random.pick([['AM', 'B'], ['B'], ['AM', 'A', 'B', 'BE'], ['AM', 'A1', 'B', 'C1']]),
    idDocumentType: random.pick(['PASSPORT', 'ID_CARD', 'RESIDENCE_PERMIT']),
    newsletter: random.chance(0.4),
    signInMethods: random.pick([['EMAIL'], ['PHONE'], ['EMAIL_CODE'], ['EMAIL', 'PHONE']]),
    mfaEnabled: random.chance(0.1),
    tags: random.chance(0.2) ? [random.pick(['vip', 'press', 'student', 'helmet-training', 'damage-case'])] : [],
  };
  const troubled = id % 3 === 0;
  return {
    customer: troubled ? { ...plain, ...trouble(Math.floor(id / 3), dates) } : plain,
    file: {
      balance: troubled && id % 5 === 0 ? -31.2 : 0,
      impersonated: id % 41 === 0,
      operatorRole: id % 97 === 0 ? 'SERVICE_AGENT' : undefined,
      statistics: {
        rides,
        ridesKilometers: Math.round(rides * random.between(20, 140)) / 10,
        lastRentalAt: rides > 0 ? dates.instant(-random.between(0, 400)) : undefined,
        openInvoicesGross: 0,
        currency: 'EUR',
      },
    },
    accepted: acceptedBy(home.branchId, troubled, random),
  };
}

function acceptedBy(home: number, troubled: boolean, random: Random): Record<number, 'current' | 'old'> {
  const accepted: Record<number, 'current' | 'old'> = { [home]: troubled && random.chance(0.3) ? 'old' : 'current' };
  for (const branch of [1, 2, 3])
    if (branch !== home && random.chance(0.25)) accepted[branch] = random.chance(0.7) ? 'current' : 'old';
  return accepted;
}

/** The n-th trouble. Each kind cycles through all values of its state, so a few hundred people show every one. */
function trouble(n: number, dates: Dates): NonNullable<PersonChanges['customer']> {
  const turn = Math.floor(n / 12);
  const of = <T>(values: readonly [T, ...T[]], at = turn): T => values[at % values.length] ?? values[0];
  switch (n % 12) {
    case 0:
    case 1:
    case 2:
      return { licenseVerificationState: of(licenseVerificationStates, turn * 3 + (n % 12)) };
    case 3:
      return { idVerificationState: of(idVerificationStates) };
    case 4:
      return { manualVerificationState: of(manualVerificationStates), customExternalVerificationState: of(externalStates) };
    case 5:
      return { creditStatus: of(creditStatuses) };
    case 6: {
      const paymentState = of(paymentStates);
      return { paymentState, paymentSourceIsAvailable: paymentState === 'SOURCE_ADDED' };
    }
    case 7:
      return { blockState: of(blockStates) };
    case 8:
      return { emailIsVerified: turn % 2 === 0, phoneIsVerified: turn % 2 === 1, birthdate: undefined };
    case 9:
      return { street: undefined, city: undefined, postcode: undefined, country: undefined };
    case 10:
      return { signupSettled: false, drivingLicenseCategories: [] };
    default:
      return { licenseExpirationDate: dates.day(-turn * 30 - 1), idExpirationDate: dates.day(-turn) };
  }
}
