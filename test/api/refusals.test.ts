import { describe, expect, it } from 'vitest';
import { quotable, sentenceFor } from '../../src/api/refusals.ts';
import { connect, faultOf, serve, signingIn } from './support/upstreams.ts';

describe('the words for a refusal', () => {
  it.each([
    ['U102', 'already'],
    ['U106.4', 'does not know this customer'],
    ['U130.7', 'birth date'],
    ['U130', 'profile is not complete'],
    ['U132', 'minimum age'],
    ['U141.1', 'belongs to another customer'],
    ['U602', 'newest terms'],
    ['R102.1', 'active rental'],
  ])('know %s exactly', (code, words) => {
    expect(sentenceFor(code)).toMatchObject({ exact: true, sentence: expect.stringContaining(words) });
  });

  it.each([
    ['A103', 'permission'],
    ['A204', 'signed in'],
    ['AUTH1', 'signed in'],
    ['U199', 'account'],
    ['U501', 'licence'],
    ['UG7', 'business account'],
    ['UGA1', 'business account'],
    ['U801', 'branch'],
    ['R173', 'vehicle'],
    ['R199', 'rental'],
    ['B301', 'booking'],
    ['B1', 'branch'],
    ['VA2', 'voucher'],
    ['T101', 'voucher'],
    ['V1', 'vehicle'],
    ['SU1', 'subscription'],
    ['S1', 'booking'],
    ['CV3', 'subscription'],
    ['C101', 'invoices'],
    ['P12', 'payment'],
    ['J1', 'balance'],
    ['L1', 'file'],
  ])('read %s, which nobody listed, by its prefix', (code, words) => {
    expect(sentenceFor(code)).toMatchObject({ exact: false, sentence: expect.stringContaining(words) });
  });

  it.each(['Bad_Request', 'FORBIDDEN', 'X99', '0012', '', undefined])('make nothing of %s', (code) => {
    expect(sentenceFor(code)).toBeUndefined();
  });

  it('quote the back office only when it is short and names nobody', () => {
    expect(quotable('The card\n is   worn out.')).toBe('The card is worn out.');
    expect(quotable('mia@example.org is taken')).toBeUndefined();
    expect(quotable('+49 (0)30 123 45 is taken')).toBeUndefined();
    expect(quotable('x'.repeat(141))).toBeUndefined();
    expect(quotable('')).toBeUndefined();
    expect(quotable(undefined)).toBeUndefined();
  });

  it.each([
    [403, {}, 'lacks the permission'],
    [409, 'not JSON', 'conflicts'],
    [404, {}, 'does not exist'],
    [400, { errorCode: 'UNHEARD', userMessage: 'The moon is full.' }, 'The message was: “The moon is full.”.'],
  ])('follow the status %s where the code says nothing', async (status, body, words) => {
    const server = await serve(signingIn((_request, reply) => reply.json(status, body)));
    const fault = await faultOf(connect(server.origin).operations.client.units.delete({ params: { id: 4 } }));
    expect(fault.code).toBe('upstream_refused');
    expect(fault.say).toContain(words);
    expect(fault.say).toMatch(/Nothing was changed\.$/);
  });

  it('never put the back office’s message into what is logged', async () => {
    const server = await serve(
      signingIn((_request, reply) =>
        reply.json(400, { errorCode: 'Mia Meier took it', userMessage: 'Mia Meier', traceId: 'a b' }),
      ),
    );
    const fault = await faultOf(connect(server.origin).operations.client.units.delete({ params: { id: 4 } }));
    expect(JSON.stringify([fault.message, fault.context])).not.toContain('Mia');
    expect(fault.context).toEqual({ upstream: 'operations', call: 'units.delete', status: 400 });
  });
});
