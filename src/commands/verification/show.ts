import type { Verification } from '../../api/operations/index.ts';
import { asFault } from '../../errors.ts';
import type { Message } from '../../views/common/blocks.ts';
import type { Part } from '../../views/common/plain.ts';
import { callbackIds } from '../../views/ids.ts';
import { writePointer } from '../../views/pointer.ts';
import { type AttemptFacts, type VerificationFacts, verificationListMessage } from '../../views/verification/list.ts';
import type { Interaction } from '../context.ts';
import { showFor } from '../find/look-up.ts';
import { defineReadAbout } from '../form/read-about.ts';
import type { Target } from '../form/target.ts';
import type { Kit } from '../kit.ts';
import { dashboardUrl } from '../link/dashboard.ts';

/** Checks whose attempts the list left out are read one by one, this many of them. */
const mostReadSingly = 5;

/** `/verification show <customer>` */
export const verificationShow = defineReadAbout({
  command: 'verification',
  verb: 'show',
  description: 'Where a customer’s checks stand, what was tried, and the next step',
  needs: 'read.verification',
  title: 'Verification',
  callbackId: callbackIds.verification,
  accounts: false,
  show: showVerifications,
});

async function showVerifications({ kit, who }: Interaction, { id }: Target, branch: number): Promise<Message> {
  const { operations } = kit.readers;
  const [customer, verifications] = await Promise.all([
    part(operations.customers.get({ params: { id } })),
    part(verificationsOf(kit, id)),
  ]);
  return verificationListMessage({
    holder: customer.ok ? showFor(kit).person(customer.value) : `customer ${id}`,
    customer,
    verifications,
    dashboardUrl: dashboardUrl(kit.policy.dashboardLink, id),
    profile: who.may('read.customer') ? writePointer({ customer: id, branch }) : undefined,
    timeZone: who.timeZone,
  });
}

/** The newest first, each with its attempts, also where the list came without them. */
async function verificationsOf(kit: Kit, customerId: number): Promise<VerificationFacts[]> {
  const { items } = await kit.readers.operations.verifications.list({ query: { guserId: customerId } });
  const newestFirst = [...items].sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''));
  let left = mostReadSingly;
  return Promise.all(
    newestFirst.map(async (verification): Promise<VerificationFacts> => {
      const { type, provider, state, createdAt } = verification;
      const mayRead = verification.attempts === undefined && left > 0;
      if (mayRead) left -= 1;
      return { type, provider, state, createdAt, attempts: await attemptsOf(kit, customerId, verification, mayRead) };
    }),
  );
}

async function attemptsOf(
  kit: Kit,
  customerId: number,
  verification: Verification,
  mayRead: boolean,
): Promise<Part<AttemptFacts[]>> {
  if (!mayRead) return { ok: true, value: attemptFacts(kit, customerId, verification) };
  const read = kit.readers.operations.verifications.get({ params: { verificationId: verification.id } });
  return part(read.then((whole) => attemptFacts(kit, customerId, whole)));
}

function attemptFacts(kit: Kit, customerId: number, { attempts = [] }: Verification): AttemptFacts[] {
  const isSent = kit.policy.privacy.media === 'dm';
  return [...attempts]
    .sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''))
    .map(({ state, createdAt, reason, media = [] }) => ({
      state,
      createdAt,
      reason,
      media: media.map(({ fileUuid, kind }) => ({
        kind: kind ?? '',
        value: isSent ? writePointer({ customer: customerId, media: fileUuid }) : undefined,
      })),
    }));
}

/** A part that cannot be read says so while the rest stands. */
async function part<T>(reading: Promise<T>): Promise<Part<T>> {
  try {
    return { ok: true, value: await reading };
  } catch (error) {
    return { ok: false, say: asFault(error).say };
  }
}
