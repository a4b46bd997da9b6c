import { speak, spokenWord } from '../lib/language/speak.ts';

/**
 * The back office's refusals in our words: what is wrong, and what to do next. Codes are `prefix number [.suffix]`; the suffix only adds
 * context. Source: the published error lists (api.docs.wundermobility.services error-codes, support.gourban.co error-codes-list).
 */
const codes: Readonly<Record<string, string>> = {
  U101: 'The password does not meet the rules. Choose a longer one.',
  U102: 'There is a customer with these details already. Look that one up instead.',
  U104: 'The customer could not be created. Check the details and try again.',
  U106: 'The back office does not know this customer. Look the customer up again.',
  U107: 'There is no active customer for this. Check whether the account was deleted or blocked.',
  U109: 'This way of signing in is not supported here. Choose another one.',
  U111: 'The country is missing. Add it to the address first.',
  U120: 'This detail may not be changed. Ask an administrator of the back office.',
  U130: 'The profile is not complete. Add what is missing first.',
  'U130.2': 'The profile has neither e-mail nor phone. Add one of them first.',
  'U130.3': 'The profile has no e-mail. Add it first.',
  'U130.4': 'The profile has no phone number. Add it first.',
  'U130.5': 'The profile has no first name. Add it first.',
  'U130.6': 'The profile has no last name. Add it first.',
  'U130.7': 'The profile has no birth date. Add it first.',
  U131: 'The account is locked. Unlock it in the back office first.',
  U132: 'The customer is below the minimum age.',
  U133: 'The customer is above the maximum age.',
  U134: 'The customer has unpaid invoices. They must be paid first.',
  U135: 'The street is missing. Add it to the profile first.',
  U136: 'The postcode is missing. Add it to the profile first.',
  U137: 'The city is missing. Add it to the profile first.',
  U138: 'The country is missing. Add it to the profile first.',
  U139: 'The sign-up package was not bought. The customer buys it in the app.',
  U140: 'The e-mail address could not be changed. Check it and try again.',
  U141: 'This e-mail address belongs to another customer. Look that one up, or use another address.',
  U601: 'The customer never accepted the terms. They must be accepted first.',
  U602: 'The customer has not accepted the newest terms. They must be accepted first.',
  R102: 'The customer has an active rental already. It must end first.',
  R105: 'The branch is in hibernation, so nothing can be rented there.',
  R106: 'The branch is not open yet, or under maintenance, so nothing can be rented there.',
};

/** The first that matches decides, so the narrower are first. */
const prefixes: readonly (readonly [RegExp, string])[] = [
  [/^A1/, 'The app’s own user in the back office lacks the permission for this. Ask your admin to have it granted.'],
  [/^(AUTH|A2)/, 'The back office does not accept how Wheelhouse is signed in. Tell your admin.'],
  [
    /^(UG|UES)/,
    'The business account does not allow this: often the customer is in another one already, or the account is still in use. Check the account first.',
  ],
  [/^U1/, 'The customer’s account does not allow this. Check the profile, correct what is wrong and try again.'],
  [/^U3/, 'The phone number and its verification do not allow this. Check the number first.'],
  [/^U4/, 'The e-mail address and its verification do not allow this. Check the address first.'],
  [/^U5/, 'The licence verification does not allow this. Check the verification first.'],
  [/^U6/, 'The terms and conditions do not allow this. Check which terms the customer has accepted.'],
  [/^U8/, 'The branch does not allow this. Check that the right branch is chosen.'],
  [/^R17/, 'The vehicle cannot be reached. Try again in a moment.'],
  [/^R/, 'The rental does not allow this. Check the customer’s rentals first.'],
  [/^(S\d|B3)/, 'The booking does not allow this. Check the customer’s bookings first.'],
  [/^SU|^CV/, 'The subscription does not allow this. Check the customer’s subscriptions first.'],
  [/^(VA|W|T1)/, 'The voucher cannot be given like this. Check the template, its branch and whether it is still active.'],
  [/^V/, 'The vehicle cannot be reached. Try again in a moment.'],
  [/^B/, 'The branch or its configuration does not allow this. Check that the right branch is chosen.'],
  [/^P/, 'The payment setup does not allow this. Check the payment sources first.'],
  [/^(I|C1)/, 'Packages or invoices do not allow this. Check the open invoices first.'],
  [/^J/, 'The balance does not allow this. Check the balance first.'],
  [/^F/, 'An open issue or fine does not allow this. Check it in the back office first.'],
  [/^L/, 'The file cannot be used. Choose another one.'],
];

/** The sentence for a code, or undefined when neither the code nor its prefix is known. `exact` tells which of the two it was. */
export function sentenceFor(errorCode: string | undefined): { sentence: string; exact: boolean } | undefined {
  if (errorCode === undefined) return undefined;
  const exact = codes[errorCode] ?? codes[errorCode.split('.')[0] ?? ''];
  if (exact !== undefined) return { sentence: spokenWord(exact), exact: true };
  const prefix = prefixes.find(([pattern]) => pattern.test(errorCode));
  // A prefix is capital letters and a digit; words such as `Bad Request` begin like one by accident.
  return prefix !== undefined && /^([A-Z]{1,4}\d|UG|UES|AUTH)/.test(errorCode)
    ? { sentence: spokenWord(prefix[1]), exact: false }
    : undefined;
}

/** Whether a code gives another reason than that there is no such thing, whatever status it came with. */
export function hasOtherReason(errorCode: string | undefined): boolean {
  if (errorCode === undefined || /^U10[67]\b/.test(errorCode)) return false;
  return sentenceFor(errorCode)?.exact === true || /^(?:A[12]\d|AUTH)/.test(errorCode);
}

/** The sentence for a status, when the code says nothing. */
export function sentenceForStatus(status: number, name: string): string {
  if (status === 403)
    return speak('The app’s own user in {name} lacks the permission for this. Ask your admin to have it granted.', { name });
  if (status === 404) return speak('What this is about does not exist in {name} any more. Look it up again.', { name });
  if (status === 409) return speak('This conflicts with something that is there already. Look it up again to see what.');
  return speak('This was not accepted by {name}. Check what was entered and try again.', { name });
}

/**
 * The back office's own message, if it is short and names nobody: it is foreign text, and it may be shown to more people than
 * the one who asked. Views escape it.
 */
export function quotable(userMessage: string | undefined): string | undefined {
  const text = userMessage?.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim() ?? '';
  if (text === '' || text.length > 140 || /@|(\d[\s()./-]*){5}/.test(text)) return undefined;
  return text;
}
