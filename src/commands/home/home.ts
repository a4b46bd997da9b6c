import type { HomeView } from '@slack/types';
import { decidingRoles } from '../../approvals/deciders.ts';
import { nameOf } from '../../approvals/envelopes/drawable.ts';
import { asFault } from '../../errors.ts';
import { speak, spoken } from '../../lib/language/speak.ts';
import { queueMessage } from '../../views/approvals/queue.ts';
import { type AwayFacts, homeTab } from '../../views/home/home.ts';
import { actionIds } from '../../views/ids.ts';
import type { HomeEnvelope } from '../../views/request/envelope.ts';
import { answerWith } from '../answer.ts';
import type { AppContext } from '../app-context.ts';
import { drawnFor, queueFor } from '../approvals/queue.ts';
import type { Button, Who } from '../context.ts';
import { recentFor } from '../customer/recent.ts';
import { whoIs } from '../rights.ts';

/** The commands that people start from their Home, the most used first, each with the grant that it takes. */
export const quickCommands = spoken([
  { label: 'Look up a customer', command: 'customer lookup', needs: 'read.customer' },
  { label: 'Check eligibility', command: 'eligibility', needs: 'read.eligibility' },
  { label: 'Assign a card', command: 'card assign', needs: 'card.assign' },
  { label: 'Apply a voucher', command: 'voucher apply', needs: 'voucher.apply' },
  { label: 'Find a card', command: 'card find', needs: 'read.card' },
]);

/** A person's Home as it is now. Throws only when Slack does not say who the person is. */
export async function drawHome(app: AppContext, person: string): Promise<HomeView> {
  const reading = { now: app.clock.now(), timeZone: undefined };
  let who: Who;
  try {
    who = await whoIs(app, person);
  } catch (error) {
    const fault = asFault(error);
    if (fault.code !== 'not_allowed') throw error;
    return homeTab({
      ...reading,
      canDecide: false,
      toDecide: [],
      toDecideTotal: 0,
      from: 0,
      open: [],
      openTotal: 0,
      ended: [],
      quick: [],
      problem: fault.say,
    });
  }
  const quick = quickCommands.filter(({ needs }) => who.may(needs)).map(({ label, command }) => ({ label, command }));
  const problem = trouble(app);
  const [queue, recent, away, envelopes] = await Promise.all([
    queueFor(app, who, 'kept'),
    recentFor(app, who),
    awayFor(app, who),
    envelopesFor(app, who),
  ]);
  return homeTab({ ...queue, quick, recent, away, envelopes, problem });
}

async function awayFor({ approvals, policy }: AppContext, { id, roles, timeZone }: Who): Promise<AwayFacts> {
  const { own, standingIn } = await approvals.away.around(id);
  return {
    canLeave: policy.away?.roles.some((role) => roles.includes(role)) === true,
    own: own === undefined ? undefined : { ...own, timeZone },
    standingIn: standingIn.map((one) => ({ ...one, timeZone })),
  };
}

/** The open envelopes, for those who may give from them, asked for them or could close them. */
async function envelopesFor(app: AppContext, who: Who): Promise<HomeEnvelope[]> {
  const open = await app.approvals.envelopes.open();
  return open.flatMap((record) => {
    const mayClose = record.asker !== who.id && decidingRoles(record, app.clock.now()).some((role) => who.roles.includes(role));
    const view = drawnFor(app, record, mayClose ? 'approver' : 'asker');
    if (view?.envelope === undefined) return [];
    if (!mayClose && record.asker !== who.id && !who.may('voucher.apply')) return [];
    return [{ ...view.envelope, id: record.id, name: nameOf(record), title: view.plain.title, mayClose }];
  });
}

function trouble(app: AppContext): string | undefined {
  return app.health.upstream('operations').state === 'failing'
    ? speak('The back office did not answer the last time. Look-ups and changes may not work right now.')
    : undefined;
}

export const refreshHomeButton: Button = {
  id: actionIds.refreshHome,
  needs: undefined,
  async run({ app, who }) {
    await app.screen.publishHome(who.id, await drawHome(app, who.id));
    return undefined;
  },
};

/** Another page of what waits, in `/approvals` and in the Home. */
export const turnQueueButton: Button = {
  id: actionIds.turnQueue,
  needs: undefined,
  async run(press) {
    const { app, who, value } = press;
    const from = /^\d{1,6}$/.test(value) ? Number(value) : 0;
    if (press.place.kind === 'home') {
      await app.approvals.postedMessages.turnHome(who.id, from);
      await app.screen.publishHome(who.id, await drawHome(app, who.id));
    } else await answerWith(press, async () => queueMessage(await queueFor(app, who, from)), { replace: true });
    return undefined;
  },
};
