import { speak } from '../../lib/language/speak.ts';
import { oneLine } from '../../lib/text.ts';
import { formatDay } from '../../lib/when.ts';
import { type Interpreted, interpret } from '../../states/interpret.ts';
import { upstreamWord } from '../../states/upstream-words.ts';
import type { CustomerFacts } from './facts.ts';

/** `verified, valid until 3 Mar 2027 (B, BE)`; one that has run out is not in order, whatever its check said once. */
export function documentWords(kind: 'licence' | 'id', customer: CustomerFacts): Interpreted {
  const isLicence = kind === 'licence';
  const state = interpret(kind, isLicence ? customer.licenseVerificationState : customer.idVerificationState);
  const until = isLicence ? customer.licenseExpirationDate : customer.idExpirationDate;
  const what = isLicence
    ? (customer.drivingLicenseCategories ?? []).map(oneLine).slice(0, 12).join(', ')
    : upstreamWord(customer.idDocumentType ?? '');
  const isOver = until !== undefined && isBefore(until, customer.asOf);
  const date = until === undefined ? '' : `, ${isOver ? speak('expired on') : speak('valid until')} ${oneLine(formatDay(until))}`;
  const words = `${state.words}${date}${what === '' ? '' : ` (${what})`}`;
  return isOver && state.fine
    ? { ...state, ...interpret(kind, isLicence ? 'EXPIRED_LICENSE' : 'EXPIRED'), words }
    : { ...state, words };
}

/** A document is valid on its last day, too. */
function isBefore(until: string, now: Date | undefined): boolean {
  return now !== undefined && /^\d{4}-\d{2}-\d{2}/.test(until) && until.slice(0, 10) < now.toISOString().slice(0, 10);
}

/** The block state beside a hit; a list judges nobody, so one that is not there, or says that nothing is wrong, adds nothing. */
export function blockNote(state: string | undefined): string[] {
  const { words, fine } = interpret('block', state);
  return state === undefined || fine ? [] : [words];
}
