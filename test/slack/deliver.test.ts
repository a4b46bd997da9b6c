import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRequestError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import type { Log } from '../../src/lib/log.ts';
import { createDeliver, type Delivery, type DeliveryEvent } from '../../src/slack/deliver.ts';
import { SlackLimited } from '../../src/slack/pace.ts';
import { troubleByWord, troubleOf } from '../../src/slack/refusals.ts';
import { handClock } from '../support/clock.ts';
import { fc } from '../support/fast-check.ts';
import { silentLog } from '../support/log.ts';

const passing = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org'];
const refusal = (error: string) => new WebAPIPlatformError({ ok: false, error });
const card: Delivery = { method: 'chat.postMessage', place: 'C1', about: 'R1', what: 'a card' };

function deliverer(options: { accepted?: () => boolean } = {}) {
  const clock = handClock();
  const events: DeliveryEvent[] = [];
  const refused: string[] = [];
  const deliver = createDeliver({
    clock,
    log: silentLog,
    accepted: options.accepted ?? (() => true),
    observe: (event) => events.push(event),
    onRefused: ({ place }, word) => refused.push(`${place} ${word}`),
  });
  return { clock, events, refused, deliver };
}

describe('a word of Slack’s', () => {
  it('that is not named as passing is final for its place, whatever it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z_]{2,30}$/), (word) => {
        fc.pre(!passing.includes(word));
        expect(['place', 'content', 'token', 'limited']).toContain(troubleByWord(word).kind);
      }),
    );
    for (const word of ['restricted_action_read_only_channel', 'messages_tab_disabled', 'a_word_of_next_year', '', '💥', 7])
      expect(troubleByWord(word).kind).toBe('place');
  });

  it.each(passing)('%s passes', (word) => expect(troubleByWord(word).kind).toBe('passing'));

  it('is not needed if the network or Slack’s servers fail', () => {
    expect(troubleOf(new WebAPIRequestError(new Error('reset')))?.kind).toBe('passing');
    expect(troubleOf(new WebAPIHTTPError(503, 'no', {}))?.kind).toBe('passing');
    expect(troubleOf(new WebAPIHTTPError(404, 'no', {}))?.kind).toBe('place');
    expect(troubleOf(new Error('the database is away'))).toBeUndefined();
  });
});

describe('a job that sends', () => {
  it('comes back with growing pauses up to a minute while Slack has trouble, and gives up after a day', async () => {
    const { clock, deliver, events, refused } = deliverer();
    const pauses: number[] = [];
    let calls = 0;
    for (let hours = 0; hours < 30 * 60 && refused.length === 0; hours += 1) {
      const outcome = await deliver.once(card, () => {
        calls += 1;
        return Promise.reject(refusal('internal_error'));
      });
      if (outcome.kind !== 'again') break;
      pauses.push(outcome.againInMs);
      clock.forward(outcome.againInMs);
    }
    expect(pauses[0]).toBeLessThanOrEqual(1_000);
    expect(pauses[3]).toBeGreaterThan(pauses[0] ?? 0);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(60_000);
    expect(refused).toEqual(['C1 internal_error']);
    expect(calls).toBeLessThan(2_500);
    expect(events.at(-1)).toMatchObject({ outcome: 'given_up', reason: 'internal_error' });
  });

  it('is one line in ten seconds for hundreds that Slack does not take, with how many there were', async () => {
    const said: { count: number; errorCode: string }[] = [];
    const log = { warn: (fields: (typeof said)[number]) => said.push(fields) } as unknown as Log; // safe: nothing else is called
    const clock = handClock();
    const deliver = createDeliver({ clock, log, accepted: () => true });
    for (let round = 0; round < 2; round += 1) {
      for (let number = 0; number < 300; number += 1)
        await deliver.once({ ...card, place: `C${number}`, about: `R${number}` }, () => Promise.reject(refusal('fatal_error')));
      clock.forward(10_000);
    }
    await deliver.once({ ...card, about: 'other' }, () => Promise.reject(refusal('internal_error')));
    expect(said.map(({ count, errorCode }) => `${count} ${errorCode}`)).toEqual([
      '1 fatal_error',
      '300 fatal_error',
      '1 internal_error',
    ]);
  });

  it('does not call before its pause is over', async () => {
    const { clock, deliver } = deliverer();
    let calls = 0;
    const send = () => {
      calls += 1;
      return Promise.reject(refusal('fatal_error'));
    };
    await deliver.once(card, send);
    expect(await deliver.once(card, send)).toMatchObject({ kind: 'again', isThere: 'untried' });
    expect(calls).toBe(1);
    clock.forward(1_000);
    await deliver.once(card, send);
    expect(calls).toBe(2);
  });

  it('waits while Slack does not accept the token, and asks nothing', async () => {
    let accepted = false;
    const { deliver } = deliverer({ accepted: () => accepted });
    expect(await deliver.once(card, () => Promise.reject(new Error('called')))).toMatchObject({ kind: 'again' });
    accepted = true;
    expect(await deliver.once(card, async () => 'posted')).toEqual({ kind: 'sent', value: 'posted' });
  });

  it('takes a word about the token for nothing that the place has said', async () => {
    const { deliver, refused } = deliverer();
    const outcome = await deliver.once(card, () => Promise.reject(refusal('account_inactive')));
    expect(outcome).toMatchObject({ kind: 'again', isThere: 'no' });
    expect(refused).toEqual([]);
  });

  it('sends words alone if Slack does not take the blocks, and gives up the place if it takes neither', async () => {
    const { deliver } = deliverer();
    const forms: string[] = [];
    const outcome = await deliver.once(card, async (form) => {
      forms.push(form);
      if (form === 'whole') throw refusal('invalid_blocks');
      return form;
    });
    expect(outcome).toEqual({ kind: 'sent', value: 'plain' });
    expect(forms).toEqual(['whole', 'plain']);
    expect(await deliver.once(card, () => Promise.reject(refusal('invalid_blocks')))).toMatchObject({ kind: 'refused' });
  });

  it('sends words alone in its next turn if Slack had no more room for them in the turn of the blocks', async () => {
    const { clock, deliver, refused } = deliverer();
    const forms: string[] = [];
    const send = (form: string) => {
      forms.push(form);
      if (form === 'whole') return Promise.reject(refusal('invalid_blocks'));
      return forms.length < 3
        ? Promise.reject(new SlackLimited('chat.postMessage', clock.now(), 1_000))
        : Promise.resolve('sent');
    };
    expect(await deliver.once(card, send)).toMatchObject({ kind: 'again', againInMs: 1_000 });
    clock.forward(1_000);
    expect(await deliver.once(card, send)).toEqual({ kind: 'sent', value: 'sent' });
    expect(forms).toEqual(['whole', 'plain', 'plain']);
    expect(refused).toEqual([]);
  });

  it('writes to nobody directly for a while after Slack has said that the app has no messages tab', async () => {
    const { clock, deliver, refused } = deliverer();
    let calls = 0;
    const send = () => {
      calls += 1;
      return Promise.reject(refusal('messages_tab_disabled'));
    };
    for (const place of ['U1', 'U2', 'W3']) await deliver.once({ ...card, place }, send);
    expect(calls).toBe(1);
    expect(refused).toEqual(['U1 messages_tab_disabled']);
    clock.forward(11 * 60_000);
    await deliver.once({ ...card, place: 'U2' }, send);
    expect(calls).toBe(2);
  });

  it('still writes to people directly after a channel has said that the app has no messages tab', async () => {
    const { deliver, refused } = deliverer();
    await deliver.once(card, () => Promise.reject(refusal('messages_tab_disabled')));
    expect(await deliver.once({ ...card, place: 'U1' }, () => Promise.resolve('sent'))).toMatchObject({ kind: 'sent' });
    expect(refused).toEqual(['C1 messages_tab_disabled']);
  });

  it('throws on what is no trouble of Slack’s', async () => {
    const { deliver } = deliverer();
    await expect(deliver.once(card, () => Promise.reject(new Error('the database is away')))).rejects.toThrow('database');
  });
});
