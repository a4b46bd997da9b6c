import { mayStart } from '../approvals/policy/grants.ts';
import { Fault } from '../errors.ts';
import { readerSpeaks } from '../lib/language/language.ts';
import { speak, spoken } from '../lib/language/speak.ts';
import { lowerFirst } from '../lib/text.ts';
import type { AppContext } from './app-context.ts';
import type { afresh, Needs, Who } from './context.ts';

/** What a command shows or opens may rest on a look-up of a minute ago; what is asked or decided is looked up again then. */
const look = { freshMs: 60_000, withinMs: 1_500 } as const;

/**
 * Who this is and what they may: what a grant covers, less what the app's own user upstream lacks. `offers` is false if nothing is
 * offered to them, so that nothing needs to be asked. Throws Fault('not_allowed') for people who cannot use the app at all.
 */
export async function whoIs(app: AppContext, person: string, { offers = true }: { offers?: boolean } = {}): Promise<Who> {
  const [standing, roles] = await Promise.all([app.directory.standing(person, look), app.directory.rolesOf(person, look)]);
  readerSpeaks(standing.language ?? 'en');
  if (standing.barred !== undefined) throw new Fault('not_allowed', standing.barred);
  if (roles.length === 0)
    throw new Fault(
      'not_allowed',
      speak('You don’t have a role in Wheelhouse. Ask your admin to add you to a group that has one.'),
    );
  const holds = (name: string) => mayStart(app.policy, roles, name);
  if (offers) await app.permissions.look(Object.keys(app.actions).filter(holds));
  return {
    id: person,
    name: standing.name,
    timeZone: standing.timeZone,
    roles,
    may: (name) => holds(name) && app.permissions.lacking(name) === undefined,
    lacking: (name) => (holds(name) ? app.permissions.lacking(name) : undefined),
    labelOf: (name) => app.actions[name]?.label,
  };
}

/** The grant that a handler takes for this form or button; `afresh` if it looks rights up by itself. */
export function neededFor(needs: Needs, callbackId: string): string | undefined | typeof afresh {
  return typeof needs === 'function' ? needs(callbackId) : needs;
}

/** Throws Fault('not_allowed') with a sentence when a grant is missing. What only the back office does not allow, the form says. */
export function mustHold(who: Who, needs: string | undefined): void {
  if (needs === undefined || who.may(needs)) return;
  const lacking = who.lacking?.(needs);
  // A form opens and says it in the place of its fields; a read has no other place for it.
  if (lacking !== undefined && needs.startsWith('read.')) throw new Fault('refused', lacking);
  if (lacking !== undefined) return;
  throw new Fault(
    'not_allowed',
    speak('You don’t have permission to {grant}. Ask a lead or your admin.', { grant: grantWords(needs, who.labelOf?.(needs)) }),
    {
      message: `the grant ${needs} is missing`,
    },
  );
}

/** What each read is called in “You don’t have permission to …”. */
const reads: Readonly<Record<string, string>> = spoken({
  account: 'look at business accounts',
  audit: 'look at the journal',
  card: 'look up cards',
  customer: 'look up customers',
  eligibility: 'check who can drive',
  figures: 'look at figures',
  payment: 'look at payment details',
  rating: 'look at credit ratings',
  reveal: 'see unmasked data',
  settings: 'look at the settings',
  smartmove: 'look at Smartmove users',
  status: 'look at Wheelhouse’s status',
  terms: 'look at terms',
  tokens: 'see where somebody is signed in',
  unit: 'look at business units',
  verification: 'look at verifications',
  voucher: 'look at vouchers',
});

/** `card.assign` as `assign a card`, `read.customer` as `look up customers`: what a person can repeat to a lead. */
function grantWords(grant: string, label: string | undefined): string {
  if (label !== undefined) return lowerFirst(label);
  const [noun = '', verb = ''] = grant.split('.').map((part) => part.replaceAll('-', ' '));
  return noun === 'read' ? (reads[verb] ?? speak('look at {verb}', { verb })) : `${verb} (${noun})`;
}
