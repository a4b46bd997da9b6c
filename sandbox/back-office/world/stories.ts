import type { Dates } from './dates.ts';
import type { PersonChanges } from './person.ts';

/**
 * The first customers are characters: each shows one thing, keeps its id whatever the seed, and may be named by the README and by
 * tests. Unless said otherwise they may drive.
 */
export function stories(dates: Dates): Record<number, PersonChanges> {
  const person = (firstName: string, lastName: string, changes: PersonChanges = {}): PersonChanges => ({
    ...changes,
    customer: {
      firstName,
      lastName,
      email: `${firstName}.${lastName}@example.com`.toLowerCase().replace(/[^a-z.@]/g, ''),
      ...changes.customer,
    },
  });
  return {
    1001: person('Maja', 'Horvat', {
      customer: { email: 'maja.horvat@example.com', mfaEnabled: true, tags: ['vip'] },
      file: ridden(dates, 148, 1630, 2),
    }),
    1002: person('Jonas', 'Weber', {
      customer: { blockedByUnpaidInvoices: true },
      accepted: { 1: 'old', 2: 'current' },
      file: {
        statistics: {
          rides: 31,
          ridesKilometers: 402.5,
          lastRentalAt: dates.instant(-41),
          openInvoicesGross: 37.4,
          currency: 'EUR',
        },
      },
    }),
    1003: person('Sofia', 'Marino', { customer: { licenseVerificationState: 'REJECTED' } }),
    1004: person('Piotr', 'Wiśniewski', {
      customer: { email: 'piotr.wisniewski@example.com', blockState: 'BLOCKED', annotations: ['Two vehicles left open'] },
    }),
    1005: person('Elin', 'Öberg', { customer: { email: 'elin.oeberg@example.org', birthdate: undefined } }),
    1006: person('Luca', 'Ferrari', { customer: { paymentState: 'NONE', paymentSourceIsAvailable: false } }),
    1007: person('<!channel> *bold*', '<https://evil.example|click>', {
      customer: { email: 'mallory@example.com', street: '<@U0LEADA> & "quotes" `code`', tags: ['<!here>'] },
    }),
    1008: person('Anna', 'Gruber', { customer: { email: 'anna.gruber@example.com' } }),
    1009: person('Anna', 'Gruber', { customer: { email: 'a.gruber@example.org', city: 'Graz', branchId: 2 } }),
    // The first-day story: nothing but the old terms is in her way, and an operator can settle that at once.
    1010: person('Lena', 'Novak', { accepted: { 1: 'old' }, file: ridden(dates, 12, 96.4, 70) }),
    1011: person('Elif', 'Yıldız', {
      customer: { email: 'elif.yildiz@example.com', city: 'Graz', branchId: 2 },
      accepted: { 2: 'current' },
    }),
    1012: person('Noah', 'Pichler', { customer: { birthdate: dates.born(17) } }),
    1013: person('Ivo', 'Babić', { customer: { email: 'ivo.babic@example.com', drivingLicenseCategories: ['AM'] } }),
    1014: person('Vera', 'Lang', { customer: { blockState: 'DELETED', signInMethods: [] } }),
    // A state that no document names: shown as it came, never an error.
    1015: person('Tomas', 'Dvořák', {
      customer: { email: 'tomas.dvorak@example.com', licenseVerificationState: 'AWAITING_COURIER' },
    }),
    1016: person('Clara', 'Steiner', { customer: { email: 'clara.steiner@example.com' } }),
    1017: person(
      'Wolfeschlegelsteinhausenbergerdorff-Hohenzollern',
      'Brzęczyszczykiewicz-Chrząszczyżewoszycka von und zu Oberhöllenzer',
      { customer: { email: 'long.name@example.com' } },
    ),
    1018: person('ليلى', 'الحسن', { customer: { email: 'leila.alhasan@example.com', language: 'ar' } }),
    1019: person('Greta', 'Lindholm', {
      customer: {
        annotations: [`Called again. ${'She asks for a refund; '.repeat(210)}`.slice(0, 5000)],
        tags: Array.from({ length: 40 }, (_, n) => `tag-${n + 1}`),
      },
    }),
    1020: {
      customer: {
        firstName: undefined,
        lastName: undefined,
        birthdate: undefined,
        email: undefined,
        street: undefined,
        postcode: undefined,
        city: undefined,
        country: undefined,
        language: undefined,
        signInMethods: ['PHONE'],
      },
    },
    1021: person('Mirko', 'Petrović', { customer: { email: 'mirko.petrovic@example.com', signupSettled: false } }),
    1022: person('Aylin', 'Demir', { customer: { creditStatus: 'REJECTED' } }),
    1023: person('Hugo', 'Martins', { file: { balance: -24.5 } }),
    1024: person('Nora', 'Szabó', { customer: { email: 'nora.szabo@example.com', manualVerificationState: 'PROCESSING' } }),
    1025: person('Filip', 'Kos', { customer: { idExpirationDate: dates.day(-20) } }),
    1026: person('Marta', 'Rossi', {
      customer: { licenseExpirationDate: dates.day(-3), licenseVerificationState: 'EXPIRED_LICENSE' },
    }),
    1027: person('Emil', 'Hansen', { customer: { emailIsVerified: false } }),
    1028: person('Ines', 'Costa', { customer: { phoneIsVerified: false, signInMethods: ['EMAIL', 'EMAIL_CODE'] } }),
    1029: person('Walter', 'Altmann', { customer: { birthdate: dates.born(82) } }),
    // Licence good today, out of date next week: the answer depends on when the rental starts.
    1030: person('Jana', 'Krall', { customer: { licenseExpirationDate: dates.day(6) } }),
  };
}

function ridden(dates: Dates, rides: number, ridesKilometers: number, daysAgo: number): NonNullable<PersonChanges['file']> {
  return { statistics: { rides, ridesKilometers, lastRentalAt: dates.instant(-daysAgo), openInvoicesGross: 0, currency: 'EUR' } };
}
