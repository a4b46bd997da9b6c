import { setTimeout as pause } from 'node:timers/promises';
import type { PersonDriver } from '../../sandbox/workspace/index.ts';
import { answeredWithinMs, cardWith, modalHas, type Pressed, type Scene, type Told, tries, trying, until } from './hands.ts';
import { approvals, type Card, cardsOf, people } from './outside.ts';
import { envelopeOf, offeredIn, type Story } from './plan.ts';

/** Asks as a person does: command, form, reason, send; what was not answered is done again. */
export async function ask(scene: Scene, told: Told): Promise<void> {
  const { story } = told;
  const me = scene.outside.workspace.as(people[story.asker]);
  await scene.alone(me.id, async () => {
    for (let attempt = 1; attempt <= tries && told.asked !== 'acked' && !scene.over(); attempt += 1) {
      await scene.up();
      // Somebody whose form went silent looks for the request's message before asking again.
      if (told.asked === 'sent' && (await until(scene, () => cardsOf(scene.outside, story.nonce)[0], answeredWithinMs))) {
        told.asked = 'acked';
        break;
      }
      await me.close(undefined, { all: true });
      const typed = await me.command('C0SUPPORT', commandOf(story));
      if (!typed.ok) continue;
      const form = await until(scene, () => modalHas(me, '"Reason"'), answeredWithinMs);
      if (form === undefined) continue;
      told.forms += 1;
      for (let sent = 1; sent <= tries && told.asked !== 'acked' && !scene.over(); sent += 1) {
        told.asked = 'sent';
        const acted = await trying(() => me.submit(form.id, { Reason: story.nonce }));
        if (acted?.ok && (await isTaken(scene, me))) told.asked = 'acked';
        else if (!acted?.ok) await scene.up();
        // It is neither asked nor there to be sent again: what it rests on could not be read, or the app went before it said so.
        if (told.asked !== 'acked' && modalHas(me, '"plain_text_input"') === undefined) break;
      }
    }
  });
}

function commandOf({ kind, customer, amount }: Story): string {
  return kind === 'envelope'
    ? `/voucher envelope CC-VIE-${envelopeOf.amount} ${envelopeOf.holds} 12h`
    : `/voucher apply ${customer} CC-VIE-${amount}`;
}

/**
 * What was asked says so, then turns into the request. A form that was sent before it had shown what it changes comes back with that, at
 * once or after a moment, and one of which that cannot be read says why.
 */
async function isTaken(scene: Scene, me: PersonDriver): Promise<boolean> {
  const shows = (words: readonly string[]) => words.some((one) => modalHas(me, one) !== undefined);
  await until(scene, () => (shows(['Checking what will change']) ? undefined : true), answeredWithinMs);
  return shows(['You can close this', 'Asked by']);
}

const buttonOf = { approve: 'Approve', cancel: 'Cancel request', accept: 'Accept', decline: 'Decline' } as const;

/** Presses until it is answered; one that was answered is never pressed again by this person. */
async function press(scene: Scene, told: Told, person: string, verdict: keyof typeof buttonOf): Promise<void> {
  const me = scene.outside.workspace.as(person);
  const button = buttonOf[verdict];
  const where = verdict === 'approve' ? approvals : `D${person.slice(1)}`;
  const record: Pressed = { person, verdict, acked: false, atMs: 0 };
  for (let attempt = 1; attempt <= tries && !record.acked && !scene.over(); attempt += 1) {
    const card = cardWith(scene, told.story.nonce, button, where);
    if (card === undefined) return;
    if (attempt === 1) told.pressed.push(record);
    const acted = await trying(() => me.click({ channel: card.channel, ts: card.ts }, { text: button }));
    record.atMs = Date.now();
    if (acted?.ok) record.acked = true;
    else await scene.up();
  }
}

/** Opens the form for the reason; returns what sends it. */
async function aboutToReject(scene: Scene, told: Told, person: string): Promise<() => Promise<void>> {
  const me = scene.outside.workspace.as(person);
  const record: Pressed = { person, verdict: 'reject', acked: false, atMs: 0 };
  let viewId: string | undefined;
  for (let attempt = 1; attempt <= tries && viewId === undefined && !scene.over(); attempt += 1) {
    const card = cardWith(scene, told.story.nonce, 'Reject', approvals);
    if (card === undefined) break;
    await me.close(undefined, { all: true });
    const acted = await trying(() => me.click({ channel: card.channel, ts: card.ts }, { text: 'Reject' }));
    if (!acted?.ok) await scene.up();
    else viewId = (await until(scene, () => modalHas(me, '"Reason"'), 3_000))?.id;
  }
  return async () => {
    if (viewId === undefined) return;
    told.pressed.push(record);
    for (let attempt = 1; attempt <= tries && !record.acked && !scene.over(); attempt += 1) {
      const id = viewId;
      const acted = await trying(() => me.submit(id, { Reason: 'No, because' }));
      // Closing the form says that it counted; any other answer says in words that it did not.
      record.atMs = Date.now();
      if (acted?.ok || acted?.body !== undefined) {
        record.acked = JSON.stringify(acted.body ?? '').includes('"clear"');
        return;
      }
      await scene.up();
    }
  };
}

/** Says that somebody is away, with Fay as stand-in; what was not answered is done again. */
async function goAway(scene: Scene, person: string): Promise<void> {
  const me = scene.outside.workspace.as(person);
  await scene.alone(person, async () => {
    for (let attempt = 1; attempt <= tries && !scene.over(); attempt += 1) {
      await scene.up();
      await me.close(undefined, { all: true });
      const typed = await me.command('C0SUPPORT', '/approvals away 3d');
      const form = typed.ok ? await until(scene, () => modalHas(me, '"Stand-in"'), answeredWithinMs) : undefined;
      if (form === undefined) continue;
      const acted = await trying(() => me.submit(form.id, { 'Stand-in': people.fay }));
      if (acted?.ok && JSON.stringify(acted.body ?? '').includes('"clear"')) return;
    }
  });
}

/** The asker's message with an offer that can be accepted. */
const offerIn = (scene: Scene, { story }: Told) => cardWith(scene, story.nonce, 'Accept', `D${people[story.asker].slice(1)}`);

/** Offers less than was asked for; what was not answered is sent again as long as its form is open, which makes it once. */
async function offerLess(scene: Scene, told: Told, person: string): Promise<void> {
  const me = scene.outside.workspace.as(person);
  await scene.alone(person, async () => {
    for (let attempt = 1; attempt <= tries && !scene.over(); attempt += 1) {
      await scene.up();
      const card = cardWith(scene, told.story.nonce, 'Offer less', approvals);
      if (card === undefined) return;
      // Somebody whose form went silent looks whether the offer is there before making another, which would replace it.
      if (attempt > 1 && (await until(scene, () => offerIn(scene, told), 3_000)) !== undefined) return;
      await me.close(undefined, { all: true });
      const acted = await trying(() => me.click({ channel: card.channel, ts: card.ts }, { text: 'Offer less' }));
      const form = acted?.ok ? await until(scene, () => modalHas(me, '"Reason"'), 3_000) : undefined;
      if (form === undefined) continue;
      const amount = offeredIn(told.story);
      for (let times = 1; times <= tries && modalHas(me, '"Reason"') !== undefined && !scene.over(); times += 1) {
        const sent = await trying(() => me.submit(form.id, { Voucher: `Goodwill ${amount} EUR`, Reason: 'Less will do' }));
        if (sent?.ok && modalHas(me, '"Reason"') === undefined) return;
        // An answer that names what is wrong is an answer; without any, the app may be away.
        if (sent?.body !== undefined) break;
        await scene.up();
      }
    }
  });
}

/** Presses again where Slack was too slow for a press to count: the person is told so, and the button stays. */
async function untilAnswered(scene: Scene, isOpen: () => Card | undefined, answer: () => Promise<void>): Promise<void> {
  for (let attempt = 1; attempt <= tries && isOpen() !== undefined && !scene.over(); attempt += 1) {
    await answer();
    await until(scene, () => (isOpen() === undefined ? true : undefined), 2_000);
  }
}

/** The lead who acts first, and goes away in the stories of absences. */
export const firstLeadOf = (story: Story): string => (story.firstLead === 0 ? people.lea : people.milan);

/** Once it is open, several draw from an envelope at the same instant, and a lead closes it in the middle. */
async function drawFrom(scene: Scene, told: Told, draws: readonly Told[], lead: string): Promise<void> {
  const button = 'Close envelope';
  const open = await until(scene, () => cardWith(scene, told.story.nonce, button, approvals), answeredWithinMs);
  if (open === undefined) return;
  const closing = async () => {
    if (told.story.firstLead === 0) return;
    await pause(told.story.customer % 7 === 0 ? 0 : 400);
    const card = cardWith(scene, told.story.nonce, button, approvals);
    if (card === undefined) return;
    const me = scene.outside.workspace.as(lead);
    await trying(() => me.click({ channel: card.channel, ts: card.ts }, { text: button }));
  };
  await Promise.all([...draws.map((one) => ask(scene, one)), closing()]);
}

/** What the leads and the asker do with a request that waits; `draws` are what is drawn from it, if it is an envelope. */
export async function decideOn(scene: Scene, told: Told, draws: readonly Told[] = []): Promise<void> {
  const { story } = told;
  const first = firstLeadOf(story);
  const second = first === people.lea ? people.milan : people.lea;
  const asker = people[story.asker];
  if (story.kind === 'at-once' || told.asked === 'no') return;
  const card = await until(scene, () => cardWith(scene, story.nonce, 'Approve', approvals), answeredWithinMs);
  if (card === undefined) return;
  const approve = (person: string) => press(scene, told, person, 'approve');
  const cancel = async () => {
    await until(scene, () => cardWith(scene, story.nonce, 'Cancel request'), 10_000);
    return press(scene, told, asker, 'cancel');
  };
  const rejecting = (person: string, meanwhile: () => Promise<unknown>) =>
    scene.alone(person, async () => {
      const send = await aboutToReject(scene, told, person);
      await Promise.all([send(), meanwhile()]);
    });
  switch (story.kind) {
    case 'approve':
      return approve(first);
    case 'flood': {
      await approve(first);
      const delivered = scene.outside.workspace.deliveries.findLast(({ payload }) =>
        JSON.stringify(payload).includes(story.nonce),
      );
      if (delivered) await scene.outside.workspace.deliver(delivered.kind, delivered.payload, { times: 5 });
      return;
    }
    case 'same-instant':
    case 'two-votes':
      await Promise.all([approve(first), approve(second)]);
      return;
    case 'approve-reject':
      return rejecting(second, () => approve(first));
    case 'approve-cancel':
      await Promise.all([approve(first), cancel()]);
      return;
    case 'reject-cancel':
      return rejecting(first, cancel);
    case 'approve-expiry':
      await Promise.all([approve(first), scene.forward(4 * 3_600_000 + 1)]);
      return;
    case 'reject':
      return rejecting(first, async () => undefined);
    case 'cancel':
      return cancel();
    case 'own':
      // The asker, a lead, says yes to it herself, which must not count; then the other lead does.
      await approve(people.lea);
      return approve(people.milan);
    case 'away':
      // The stand-in and the one who is away press, in the same instant or one after the other, and are behind one vote; then the other
      // lead completes it.
      await goAway(scene, first);
      if (story.customer % 2 === 0) await Promise.all([approve(people.fay), approve(first)]);
      else await approve(people.fay).then(() => approve(first));
      await approve(second);
      return scene.alone(
        first,
        async () => void (await trying(() => scene.outside.workspace.as(first).command('C0SUPPORT', '/approvals back'))),
      );
    case 'offer':
    case 'offer-declined': {
      await offerLess(scene, told, first);
      const offered = () => offerIn(scene, told);
      await until(scene, offered, answeredWithinMs);
      if (story.kind === 'offer-declined') {
        await untilAnswered(scene, offered, () => press(scene, told, asker, 'decline'));
        await approve(first);
        return approve(second);
      }
      // Twice, and while the other lead approves what was asked for.
      await Promise.all([press(scene, told, asker, 'accept'), press(scene, told, asker, 'accept'), approve(second)]);
      await untilAnswered(scene, offered, () => press(scene, told, asker, 'accept'));
      await approve(first);
      return approve(second);
    }
    case 'envelope':
      await approve(first);
      return drawFrom(scene, told, draws, second);
    case 'left':
    case 'draw':
      return;
  }
}

/** A lead who has looked in the back office says what happened. */
export async function settleTruly(scene: Scene, story: Story, happened: boolean): Promise<void> {
  const lead = story.asker === 'lea' ? people.milan : people.lea;
  const button = happened ? 'It happened' : 'It did not happen';
  const card = cardWith(scene, story.nonce, button, approvals) ?? cardWith(scene, story.nonce, button, `D${lead.slice(1)}`);
  if (card === undefined) return;
  const me = scene.outside.workspace.as(lead);
  await trying(() => me.click({ channel: card.channel, ts: card.ts }, { text: button }));
}

/** Somebody presses a button of a card that shows an old state: it must not count, and the card must say the truth then. */
export async function pressStray(scene: Scene, story: Story, card: Card): Promise<boolean> {
  const lead = story.asker === 'lea' ? people.milan : people.lea;
  const person = card.channel.startsWith('D') ? `U${card.channel.slice(1)}` : lead;
  const [button] = card.buttons;
  if (button === undefined) return false;
  await scene.up();
  const acted = await trying(() =>
    scene.outside.workspace.as(person).click({ channel: card.channel, ts: card.ts }, { text: button }),
  );
  return acted?.ok === true;
}
