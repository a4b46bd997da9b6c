import { expect, it } from 'vitest';
import { documentWords } from '../../../src/views/customer/states.ts';

const on = (day: string) => ({ id: 1, asOf: new Date(`${day}T08:00:00Z`) });

it.each([
  ['licence', 'expired on'],
  ['id', 'expired on'],
] as const)('a verified %s that has run out is not in order, and says what helps', (kind, words) => {
  const customer = {
    ...on('2026-11-27'),
    licenseVerificationState: 'VERIFIED',
    licenseExpirationDate: '2026-11-26',
    idVerificationState: 'VERIFIED',
    idExpirationDate: '2026-11-26T00:00:00Z',
  };
  const judged = documentWords(kind, customer);
  expect(judged).toMatchObject({ fine: false, words: expect.stringContaining(`verified, ${words} 26 Nov 2026`) });
  expect(judged.next).toMatch(/upload/);
  expect(documentWords(kind, { ...customer, ...on('2026-11-26') })).toMatchObject({
    fine: true,
    words: expect.stringContaining('valid until'),
  });
});

it('a rejected one stays rejected, and a day that cannot be read says nothing', () => {
  const rejected = { ...on('2026-11-27'), licenseVerificationState: 'REJECTED', licenseExpirationDate: '2020-01-01' };
  expect(documentWords('licence', rejected)).toMatchObject({ fine: false, words: 'rejected, expired on 1 Jan 2020' });
  const odd = { ...on('2026-11-27'), licenseVerificationState: 'VERIFIED', licenseExpirationDate: 'soon' };
  expect(documentWords('licence', odd)).toMatchObject({ fine: true });
});
