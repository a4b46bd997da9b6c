import type { Verification } from '../../api/operations/index.ts';
import { dashboardUrl } from '../../approvals/policy/dashboard-pages.ts';
import { asFault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import type { Part } from '../../views/common/plain.ts';
import { actionIds } from '../../views/ids.ts';
import { writePointer } from '../../views/pointer.ts';
import {
  type AttemptFacts,
  type VerificationFacts,
  type VerificationListProps,
  verificationListMessage,
} from '../../views/verification/list.ts';
import type { AppContext } from '../app-context.ts';
import type { Interaction } from '../context.ts';
import { defineRead } from '../engine/read.ts';
import { oneCustomer, type TargetAt } from '../subjects/customer-or-account.ts';
import { redactorFor } from '../subjects/look-up.ts';

/** Checks whose attempts the list left out are read one by one, this many of them. */
const mostReadSingly = 5;

/** `/verification show <customer>` */
export const verificationShow = defineRead({
  command: 'verification',
  verb: 'show',
  description: 'Where a customer’s checks stand, what was tried, and the next step',
  needs: 'read.verification',
  title: 'Verification',
  about: oneCustomer,
  opens: actionIds.verificationList,
  fetch: readVerifications,
  view: verificationListMessage,
});

async function readVerifications({ app, who }: Interaction, { id, branch }: TargetAt): Promise<VerificationListProps> {
  const { operations } = app.readers;
  const [customer, verifications] = await Promise.all([
    part(operations.customers.get({ params: { id } })),
    part(verificationsOf(app, id)),
  ]);
  return {
    holder: customer.ok ? redactorFor(app).person(customer.value) : speak('customer {id}', { id }),
    customer: customer.ok ? { ok: true, value: { ...customer.value, asOf: app.clock.now() } } : customer,
    verifications,
    dashboardUrl: dashboardUrl(app.policy.dashboardLink, 'customer', id),
    profile: who.may('read.customer') ? writePointer({ customer: id, branch }) : undefined,
    timeZone: who.timeZone,
  };
}

/** The newest first, each with its attempts, also if the list came without them. */
async function verificationsOf(app: AppContext, customerId: number): Promise<VerificationFacts[]> {
  const { items } = await app.readers.operations.verifications.list({ query: { guserId: customerId } });
  const newestFirst = [...items].sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''));
  let left = mostReadSingly;
  return Promise.all(
    newestFirst.map(async (verification): Promise<VerificationFacts> => {
      const { type, provider, state, createdAt } = verification;
      const mayRead = verification.attempts === undefined && left > 0;
      if (mayRead) left -= 1;
      return { type, provider, state, createdAt, attempts: await attemptsOf(app, customerId, verification, mayRead) };
    }),
  );
}

async function attemptsOf(
  app: AppContext,
  customerId: number,
  verification: Verification,
  mayRead: boolean,
): Promise<Part<AttemptFacts[]>> {
  if (!mayRead) return { ok: true, value: attemptFacts(app, customerId, verification) };
  const read = app.readers.operations.verifications.get({ params: { verificationId: verification.id } });
  return part(read.then((whole) => attemptFacts(app, customerId, whole)));
}

function attemptFacts(app: AppContext, customerId: number, { attempts = [] }: Verification): AttemptFacts[] {
  const isSent = app.policy.privacy.media === 'dm';
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

/** A part that cannot be read says so while the rest is shown. */
async function part<T>(reading: Promise<T>): Promise<Part<T>> {
  try {
    return { ok: true, value: await reading };
  } catch (error) {
    return { ok: false, say: asFault(error).say };
  }
}
