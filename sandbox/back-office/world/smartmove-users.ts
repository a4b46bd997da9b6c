import { userStatuses } from '../../../src/api/smartmove/index.ts';
import type { Dates } from './dates.ts';
import { makeEmail, makeName, makePhone, makeStreet } from './names.ts';
import type { Random } from './random.ts';
import type { SmartmoveUser } from './smartmove-types.ts';

/** The Smartmove user to try things with, whatever the seed. */
export const knownSmartmoveUser = '3c90c3cc-0d44-4b50-8888-8dd25736052a';

/** Forty users whose states cover every status; each second one has a licence and an identity document with pictures. */
export function makeSmartmoveUsers(random: Random, dates: Dates): Map<string, SmartmoveUser> {
  const users = new Map<string, SmartmoveUser>();
  for (let place = 0; place < 40; place += 1) {
    const id = place === 0 ? knownSmartmoveUser : random.uuid();
    const { firstName, lastName } = place === 0 ? { firstName: 'Maja', lastName: 'Horvat' } : makeName(random);
    const address = { address: makeStreet(random), city: 'Vienna', zipCode: '1070', countryCode: 'AT', federalState: 'Wien' };
    const company = place % 4 === 3;
    const documented = place % 2 === 0;
    const blob = (filename: string) => ({ uuid: random.uuid(), contentType: 'image/jpeg', filename });
    users.set(id, {
      id,
      firstName,
      lastName,
      dateOfBirth: `${dates.born(random.between(19, 70))}T00:00:00.000Z`,
      language: place % 3 === 0 ? 'en' : 'de',
      phone: makePhone(9000 + place),
      email: makeEmail(firstName, lastName, 9000 + place, random),
      emailVerified: place % 5 !== 4,
      customerType: company ? 'Company' : 'Private',
      product: company ? 'BUSINESS' : 'BASIC',
      productSubscriptionStart: dates.day(-300),
      productSubscriptionEnd: place % 6 === 5 ? dates.day(65) : undefined,
      status: place === 0 ? 'Active' : (userStatuses[place % userStatuses.length] ?? 'New'),
      contactAddress: address,
      billingAddress: company ? { ...address, company: `${lastName} GmbH`, vatNumber: `ATU5550${1000 + place}` } : address,
      license: documented
        ? {
            kind: 'B',
            authority: 'BH Graz',
            number: `L${random.hex(8)}`,
            issueDate: `${dates.day(-2400)}T00:00:00.000Z`,
            blobs: [blob('front.jpg'), blob('back.jpg')],
          }
        : { blobs: [] },
      identification: documented
        ? {
            kind: 'PASSPORT',
            authority: 'Magistrat Wien',
            number: `P${random.hex(8)}`,
            issueDate: `${dates.day(-1200)}T00:00:00.000Z`,
            blobs: [blob('passport.jpg')],
          }
        : { blobs: [] },
    });
  }
  return users;
}
