import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endless, hostile, mina, personal } from './customers.ts';
import { everyThing, parsed, type Thing, text } from './fakes/json.ts';
import { clientKey, smartmoveSecret } from './fakes/operations.ts';
import { after, until } from './fakes/server.ts';
import { botToken, signingSecret } from './fakes/slack/words.ts';
import { about, aCard, askersCopy, askLead, becomes, giveVoucher, says, writesTo } from './flows.ts';
import type { Hands } from './hands.ts';
import * as people from './people.ts';
import { approvalsChannel } from './policy.ts';
import { buttons, labelOf, words } from './reading.ts';
import { inEphemeral, inMessage } from './spots.ts';
import { type Stage, stage } from './stage.ts';

let here: Stage;
let anna: Hands;
let lea: Hands;
beforeAll(async () => {
  here = await stage();
  anna = here.as(people.anna);
  lea = here.as(people.lea);
}, 180_000);
afterAll(() => here.stop());

/** Everything that the app ever sent to Slack: calls, answers to response_urls, acks. */
const sent = (): unknown[] => [
  ...here.slack.calls.map((call) => call.args),
  ...here.slack.acks.map((ack) => parsed(ack.body)).filter(Boolean),
];

const evil = /<!(channel|here|everyone)|<@U123>|<@U0LEA>? Hostil|<https?:\/\/evil|<#C0OPS|<tel:|<mailto:hostil/;

/** What Slack would read as markup: mrkdwn objects, the fallback text, markdown, and rich text's own elements. */
function* readAsMarkup(): Generator<string> {
  for (const body of sent()) {
    for (const one of everyThing(body)) {
      if (one.type === 'mrkdwn' || one.type === 'markdown') yield text(one.text);
      if (one.type === undefined && typeof one.text === 'string') yield one.text;
      if (one.type === 'broadcast') yield '<!channel> as rich text';
      if (one.type === 'link' || one.type === 'button')
        yield /evil/.test(text(one.url)) ? `<http://evil in ${text(one.url)}` : '';
      if (one.type === 'user' && one.user_id === 'U123') yield '<@U123>';
    }
  }
}

async function everyScreen(customer: { id: number }) {
  const profile = await anna.ask(`/customer lookup ${customer.id}`, new RegExp(String(customer.id)));
  for (const label of [...new Set(buttons(profile.blocks).map(labelOf))].filter((one) => !/Reveal/.test(one))) {
    await anna.press(inEphemeral(profile), label);
    await after(150);
  }
  const before = anna.mark();
  await anna.press(inEphemeral(profile), 'Reveal');
  const reveal = await anna.modalAfter(before, 'reveal', (one) => anna.inputs(one).length === 1);
  const label = anna.inputs(reveal)[0] ?? '';
  await anna.fill(reveal, { [label]: 'check of the address' });
  await anna.submit(reveal);
  await anna.ask(`/eligibility ${customer.id} Berlin Scooter`, new RegExp(`${customer.id}`));
  const card = aCard(here);
  const assign = await anna.form(`/card assign ${card.cardNumber} ${customer.id}`, /at once/);
  await anna.submit(assign);
  await becomes(await askersCopy(here, anna, card.cardNumber), 'Done');
  await anna.ask(`/card find ${card.cardNumber}`, /KARTE/);
  await anna.ask(`/customer lookup ${customer.id}`, /KARTE/);
  const evilForm = await anna.form(`/voucher apply ${customer.id} CAREEVIL`, /at once/);
  await anna.fill(evilForm, { Reason: '<!channel> <@U123> <http://evil.example|please> & *x*' });
  await anna.submit(evilForm);
  await until('written', () => writesTo(here, `/${customer.id}/apply-vouchers`).length === 1);
  const request = await askLead(here, anna, customer.id, 'CARE50', '<!here> <@U123> <http://evil.example|now>'.repeat(3));
  await lea.ask('/approvals', new RegExp(String(customer.id)));
  await lea.openHome();
  await anna.openHome();
  const mark = lea.mark();
  await lea.press(inMessage(request), 'Reject');
  const no = await lea.formAfter(mark, 'reject');
  await lea.fill(no, { Reason: '<!everyone> <http://evil.example|no> <@U123>' });
  await lea.submit(no);
  await becomes(request, 'Rejected');
  const offered = await anna.form('/card assign');
  await anna.options(offered, 'Customer', String(customer.id));
}

describe('hostile data', () => {
  test('nothing pings, nothing links, and Slack would take every block', async () => {
    await everyScreen(hostile);
    await after(300);
    expect([...readAsMarkup()].filter((one) => evil.test(one))).toEqual([]);
    here.clean();
  }, 180_000);

  test('5,000 characters in every field break nothing', async () => {
    await everyScreen(endless);
    await after(300);
    expect([...readAsMarkup()].filter((one) => evil.test(one))).toEqual([]);
    here.clean();
  }, 180_000);

  test('marks that turn the direction of reading do not leave the name they stand in', async () => {
    await anna.ask(`/customer lookup ${hostile.id}`, /1004/);
    const count = (one: string, marks: RegExp) => (one.match(marks) ?? []).length;
    const open: string[] = [];
    for (const body of sent())
      for (const one of everyThing(body))
        if (
          typeof one.text === 'string' &&
          (count(one.text, /[\u202A\u202B\u202D\u202E]/g) !== count(one.text, /\u202C/g) ||
            count(one.text, /[\u2066-\u2068]/g) !== count(one.text, /\u2069/g))
        )
          open.push(one.text);
    expect(open).toEqual([]);
  });

  test('hostile words in commands are shown back harmlessly', async () => {
    for (const line of [
      '/customer lookup <!channel>',
      '/customer lookup <http://evil.example|x>',
      '/card find <!channel><@U123>',
      '/card find *x* `y` <@U123>',
      '/customer <!channel>',
      '/voucher apply <@U123>',
      `/customer lookup ${'x'.repeat(5000)}`,
      `/card find ${'9'.repeat(3000)}`,
      '/eligibility <!here> <!here> <!here>',
      `/voucher apply ${'ü'.repeat(4000)} ${'y'.repeat(3000)}`,
      '/customer lookup ../../settings',
      '/customer lookup 1001?x=1',
      '/customer lookup %2e%2e',
      '/customer lookup \u0000x',
      '/customer lookup 99999999999999999999',
      '/customer lookup -1',
      '/customer lookup 1e3',
      '/card assign 1/../2 1001',
    ]) {
      const { before } = await anna.type(line);
      await until(`an answer to ${line.slice(0, 60)}`, () => before.ephemerals()[0] ?? before.view());
    }
    await after(300);
    expect([...readAsMarkup()].filter((one) => evil.test(one))).toEqual([]);
    expect(here.operations.calls.map((call) => call.path).filter((path) => /\.\.|settings/.test(path))).toEqual([]);
    expect(here.running()).toBe(true);
    here.clean();
  }, 180_000);
});

describe('what more than one person sees', () => {
  test('carries initials and id alone, in every channel and in every version of every message', async () => {
    const profile = await anna.ask('/customer lookup 1001', /customer 1001/);
    await anna.press(inEphemeral(profile), 'Share masked');
    await giveVoucher(here, anna, mina.id, 'CARE20', 'a ride that broke off');
    await becomes(await askersCopy(here, anna, mina.id), 'Done');
    const card = await askLead(here, anna, mina.id, 'CARE50');
    await lea.press(inMessage(card), 'Approve');
    await becomes(card, 'Done');
    await until(
      'shared and told',
      () => about(here, 'C0SUPPORT', mina.id).length > 0 && about(here, 'C0OPS', mina.id).length > 1,
    );
    const seen = here.slack.messages.filter((message) => message.channel.startsWith('C')).flatMap((message) => message.versions);
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.filter((version) => personal.some((word) => version.includes(word)))).toEqual([]);
    expect(says(card)).toMatch(/W\. ?Q\./);
    // A direct message to a lead is to one person; to the channel never.
    expect(about(here, approvalsChannel, mina.id).length).toBeGreaterThan(0);
    here.clean();
  }, 180_000);
});

describe('logs', () => {
  test('carry no token, no secret and nobody’s name, e-mail, phone, address or birth date, also when things go wrong', async () => {
    for (const bad of [
      { kind: 'garbage' },
      { kind: 'reset' },
      {
        kind: 'status',
        status: 500,
        body: {
          errorCode: 'X1',
          userMessage: `${mina.firstName} ${mina.lastName} ${mina.email} is broken`,
          httpStatus: 500,
          traceId: 't',
        },
      },
      { kind: 'status', status: 400, body: { errorCode: 'U102', userMessage: `user ${mina.email} exists`, httpStatus: 400 } },
    ] as const) {
      here.operations.misbehave(() => true, bad);
      for (const line of [
        `/customer lookup ${mina.lastName}`,
        `/customer lookup ${mina.email}`,
        `/customer lookup ${mina.phone}`,
        `/customer lookup ${mina.id}`,
        `/card assign KARTE-2001 ${mina.email}`,
      ]) {
        const { before } = await anna.type(line);
        await until('an answer', () => before.ephemerals()[0] ?? before.view());
      }
      here.operations.behave();
    }
    here.slack.state.misbehave = (method) => (method === 'auth.test' ? undefined : { error: 'invalid_blocks' });
    await anna.type(`/customer lookup ${mina.email}`);
    await anna.type(`/voucher apply ${mina.email} CARE20`);
    here.slack.state.misbehave = (method) => (method === 'response_url' ? { status: 500 } : undefined);
    await anna.type(`/customer lookup ${mina.email}`);
    await after(1500);
    here.slack.state.misbehave = undefined;
    await anna.ask(`/customer lookup ${mina.email}`, /customer 1001/);
    const output = here.output();
    expect(output.length).toBeGreaterThan(500);
    for (const secret of [botToken, signingSecret, clientKey, smartmoveSecret])
      expect(output.includes(secret), secret).toBe(false);
    expect(output).not.toMatch(/geheim/);
    expect(output).not.toMatch(/eyJ[\w-]+\.eyJ/);
    expect(output).not.toMatch(/\/respond\/[0-9a-f-]{36}/);
    const leaks = output
      .split('\n')
      .filter((line) => personal.some((word) => line.includes(word) || line.includes(encodeURIComponent(word))));
    expect(leaks).toEqual([]);
    expect(here.running()).toBe(true);
  }, 180_000);

  test('at debug every line is JSON with a level', () => {
    const lines = here.output().split('\n').filter(Boolean);
    expect(lines.filter((line) => typeof (parsed(line) as Thing | undefined)?.level === 'undefined')).toEqual([]);
  });
});

test('what is shown to one person has the name in full', async () => {
  expect(words((await anna.ask('/customer lookup 1001', /1001/)).blocks)).toContain('Wilhelmina Quastenflosser');
});
