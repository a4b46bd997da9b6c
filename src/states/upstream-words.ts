import { spoken } from '../lib/language/speak.ts';
import { humanise } from '../lib/text.ts';

/** What the back offices call documents, pictures, ways to pay and who checks, as people do. */
const words: Readonly<Record<string, string>> = spoken({
  PASSPORT: 'Passport',
  ID_CARD: 'ID card',
  IDENTITY_CARD: 'ID card',
  NATIONAL_ID: 'ID card',
  RESIDENCE_PERMIT: 'Residence permit',
  DRIVING_LICENSE: 'Driving licence',
  FRONT: 'Front side',
  BACK: 'Back side',
  SELFIE: 'Selfie',
  PORTRAIT: 'Portrait',
  FACE: 'Face',
  VIDEO: 'Video',
  PROOF_OF_ADDRESS: 'Proof of address',
  CREDIT_CARD: 'Credit card',
  DEBIT_CARD: 'Debit card',
  CARD: 'Payment card',
  SEPA_DEBIT: 'SEPA direct debit',
  SEPA: 'SEPA direct debit',
  DIRECT_DEBIT: 'Direct debit',
  INVOICE: 'Invoice',
  BANK_ACCOUNT: 'Bank account',
  BALANCE: 'Balance',
  WALLET: 'Wallet',
  BACK_OFFICE: 'the back-office team',
  MANUAL: 'By hand',
  PRIVATE: 'Private',
  COMPANY: 'Company',
});

/** A name of the back office in the reader's language; one that nobody has words for made readable, and left recognisable. */
export function upstreamWord(name: string): string {
  const key = name
    .trim()
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toUpperCase();
  return (Object.hasOwn(words, key) ? words[key] : undefined) ?? humanise(name);
}
