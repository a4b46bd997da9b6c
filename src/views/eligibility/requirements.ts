import { speak, spoken } from '../../lib/language/speak.ts';
import { humanise, oneLine, short } from '../../lib/text.ts';

/** Who can do something about an unmet requirement. */
export const fixers = ['customer', 'support', 'finance', 'nobody', 'unknown'] as const;
export type Fixer = (typeof fixers)[number];

export const fixerWords: Readonly<Record<Fixer, string>> = spoken({
  customer: 'The customer, in their app',
  support: 'Support',
  finance: 'Finance',
  nobody: 'Can’t be changed',
  unknown: 'Not known: see the back office',
});

/** One requirement as the back office answered it; `type` is an open list. */
export type RequirementFacts = {
  type: string;
  fulfilled: boolean;
  message?: string | undefined;
  errorCode?: string | undefined;
  missing?: readonly string[] | undefined;
};

type Wording = {
  /** Two or three words for the line at the top of a profile, when it is not met. */
  short: string;
  /** What it is, when it is met. */
  met: string;
  /** What it means when it is not met, and what helps. */
  means: string;
  who: Fixer;
};

/** Words for the types that the back office is known to send (upstream's assumed shapes); any other is shown as it came. */
const wordings: Readonly<Record<string, Wording>> = spoken({
  TERMS: {
    short: 'terms not accepted',
    met: 'terms accepted',
    means:
      "This branch's current terms are not accepted. Ask the customer to accept them in the app, or accept them for them with their consent.",
    who: 'support',
  },
  EMAIL_VERIFIED: {
    short: 'e-mail not confirmed',
    met: 'e-mail confirmed',
    means: 'The customer opens the link in the confirmation e-mail.',
    who: 'customer',
  },
  PHONE_VERIFIED: {
    short: 'phone not confirmed',
    met: 'phone confirmed',
    means: 'The customer enters the code that was sent to their phone.',
    who: 'customer',
  },
  PROFILE: {
    short: 'profile incomplete',
    met: 'profile complete',
    means: 'Details are missing in the profile. The customer or you can fill them in.',
    who: 'support',
  },
  AGE: {
    short: 'under or over the age limit',
    met: 'age limit',
    means:
      'By the birth date in the profile, the customer is under or over the age limit for this vehicle. Another vehicle may work.',
    who: 'nobody',
  },
  DRIVING_LICENSE: {
    short: 'driving licence not verified',
    met: 'driving licence verified',
    means:
      'There is no valid, verified driving licence. The customer uploads it in the app, or again if it was rejected or has expired.',
    who: 'customer',
  },
  LICENSE_CATEGORY: {
    short: 'licence category missing',
    met: 'licence category',
    means: 'The driving licence does not cover this vehicle category. Another category may work.',
    who: 'nobody',
  },
  ID_DOCUMENT: {
    short: 'ID not verified',
    met: 'ID verified',
    means: 'There is no valid, verified identity document. The customer uploads it in the app.',
    who: 'customer',
  },
  MANUAL_VERIFICATION: {
    short: 'manual verification open',
    met: 'manually verified',
    means: 'Somebody has to check this customer in the back office.',
    who: 'support',
  },
  PAYMENT_SOURCE: {
    short: 'no payment method',
    met: 'payment method',
    means: 'The customer adds a valid payment method in the app.',
    who: 'customer',
  },
  SIGNUP_FEE: {
    short: 'sign-up fee unpaid',
    met: 'sign-up fee paid',
    means: 'The sign-up fee or package is not paid. The customer pays it in the app.',
    who: 'customer',
  },
  UNPAID_INVOICES: {
    short: 'unpaid invoices',
    met: 'no unpaid invoices',
    means: 'The customer pays them in the app; finance corrects wrong ones on the customer’s page.',
    who: 'finance',
  },
  CREDIT: {
    short: 'credit check not passed',
    met: 'credit check passed',
    means: 'The credit check is missing, open or negative. Finance decides (/rating list).',
    who: 'finance',
  },
  BUSINESS_ACCOUNT: {
    short: 'business account does not allow it',
    met: 'business account',
    means:
      "The business account does not allow this ride. The account's admin or support can change that, or the customer takes a personal ride.",
    who: 'support',
  },
  BLOCKED: {
    short: 'customer is blocked',
    met: 'not blocked',
    means: 'The customer is blocked. See the notes in the back office for why.',
    who: 'support',
  },
  BALANCE: {
    short: 'balance too low',
    met: 'balance',
    means: 'The balance is below what this branch asks for. The customer tops it up in the app.',
    who: 'customer',
  },
  SIGNED_UP: {
    short: 'sign-up not finished',
    met: 'signed up',
    means: 'The sign-up is not finished. The customer finishes it in the app.',
    who: 'customer',
  },
  PACKAGE: {
    short: 'package not bought',
    met: 'package bought',
    means: 'A package that this branch asks for is not bought. The customer buys it in the app.',
    who: 'customer',
  },
  CREDIT_CARD: {
    short: 'no credit card',
    met: 'credit card',
    means: 'This vehicle asks for a credit card. The customer adds one in the app; another payment method is not enough.',
    who: 'customer',
  },
  RESERVATION_DISTANCE: {
    short: 'too far away to reserve',
    met: 'distance for a reservation',
    means: 'The customer is too far away from the vehicle to reserve it.',
    who: 'customer',
  },
  RENTAL_DISTANCE: {
    short: 'too far away to start',
    met: 'distance for a rental',
    means: 'The customer is too far away from the vehicle to start a rental.',
    who: 'customer',
  },
  BRANCH: {
    short: 'not open in this branch',
    met: 'branch',
    means: 'The branch does not let this customer start, or is not in operation. Another branch may work.',
    who: 'nobody',
  },
});

export type RequirementWords = { title: string; means: string; who: Fixer; known: boolean };

/** An unmet requirement in words; of an unknown type, its own name and message. */
export function requirementWords(requirement: RequirementFacts): RequirementWords {
  const wording = wordingOf(requirement.type);
  const message = oneLine(requirement.message ?? '');
  if (wording === undefined) {
    return {
      title: oneLine(requirement.type) || speak('A requirement without a name'),
      means: message || speak('The back office says no more about it.'),
      who: 'unknown',
      known: false,
    };
  }
  const missing = missingWords(requirement);
  const lacking = missing.length === 0 ? '' : speak(' Missing: {missing}.', { missing: missing.join(', ') });
  return { title: capital(wording.short), means: `${wording.means}${lacking}`, who: wording.who, known: true };
}

/** A few words for an unmet requirement, with what is missing. */
export function requirementShort(requirement: RequirementFacts): string {
  const words = wordingOf(requirement.type)?.short ?? (oneLine(requirement.type) || speak('an unnamed requirement'));
  const missing = missingWords(requirement);
  return missing.length === 0 ? words : speak('{words} (missing: {missing})', { words, missing: missing.join(', ') });
}

/** `birth date, street`: fields of the profile as people call them. */
function missingWords({ missing = [] }: RequirementFacts): string[] {
  return missing
    .map((part) => short(fieldWords[part.toLowerCase()] ?? humanise(part).toLowerCase(), 40))
    .filter((part) => part !== '')
    .slice(0, 10);
}

const fieldWords: Readonly<Record<string, string>> = spoken({
  birthdate: 'birth date',
  postcode: 'postcode',
  firstname: 'first name',
  lastname: 'last name',
});

/** Two or three words for a met one. */
export function requirementMet(requirement: RequirementFacts): string {
  return wordingOf(requirement.type)?.met ?? oneLine(requirement.type);
}

function wordingOf(type: string): Wording | undefined {
  return Object.hasOwn(wordings, type) ? wordings[type] : undefined;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
