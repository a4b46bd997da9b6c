import { expect, it } from 'vitest';
import { isTicket, needsTicket, patternProblem, ticketAddress, ticketIn } from '../../../src/approvals/policy/tickets.ts';
import { policyOf } from '../../support/policy.ts';
import { processorMs } from '../../support/processor-time.ts';
import { policyText, problemsIn } from './support.ts';

const desk = { pattern: '[A-Z]{2,5}-\\d{1,7}' };

it('refuses every pattern that can hang', () => {
  const hanging = [
    '(a+)+$',
    '(a|aa)+$',
    '(a|a)*$',
    '([a-z]+)*',
    '(\\w+\\s?)*$',
    '(x+x+)+y',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(.*a){20}',
    '(a?){30}a{30}',
    '(\\d|\\d\\d)+',
  ];
  for (const pattern of hanging) expect(patternProblem(pattern), pattern).toContain('can hang');
});

it('takes the patterns that help desks have', () => {
  const fine = [
    desk.pattern,
    '[A-Z][A-Z0-9]+-[0-9]+',
    '(?:INC|REQ)\\d{7}',
    '#?\\d{4,8}',
    'HD\\-\\d+',
    '[A-Z]{2,10}-?[0-9]{1,9}(-[0-9]{1,3})?',
  ];
  for (const pattern of fine) expect(patternProblem(pattern), pattern).toBeUndefined();
});

it('says of what is no regular expression that it is none', () => {
  for (const pattern of ['[A-Z', '(', '*', 'a)|(b', '\\d{2,1}'])
    expect(patternProblem(pattern), pattern).toContain('cannot be read');
});

it('holds the whole of a ticket against the pattern, and 64 letters are the most', () => {
  expect(isTicket(desk, 'HD-1')).toBe(true);
  for (const not of ['', 'HD-', 'xHD-1', 'HD-1x', 'HD-1\n', 'HD-1 HD-2', 'hd-1']) expect(isTicket(desk, not), not).toBe(false);
  expect(isTicket({ pattern: 'a|ab' }, 'ab')).toBe(true);
  const long = { pattern: 'A+' };
  expect([isTicket(long, 'A'.repeat(64)), isTicket(long, 'A'.repeat(65))]).toEqual([true, false]);
});

it('finds a ticket in a reason if it is a word of its own', () => {
  const found = (text: string) => ticketIn(desk, text);
  expect(found('Late tram, see HD-4711.')).toBe('HD-4711');
  expect(found('(HD-4711)')).toBe('HD-4711');
  expect(found('Ticket:HD-4711, HD-4712')).toBe('HD-4711');
  expect(found('über HD-12')).toBe('HD-12');
  for (const none of ['', 'Late tram', 'XHD4711', 'HD-12345678', 'ABCDEFGH-12', 'HD-12-34', 'HD-12ä'])
    expect(found(none), none).toBeUndefined();
  expect(ticketIn({ pattern: '#?\\d{4,8}' }, 'about #12345')).toBe('#12345');
});

it('looks through a long reason at once, whatever is in it', () => {
  const look = () => {
    for (const text of ['A'.repeat(3_000), 'A-'.repeat(1_500), 'AB-1'.repeat(750)])
      expect(ticketIn({ pattern: '[A-Z]+-\\d+' }, `${text}!`)).toBeUndefined();
  };
  expect(processorMs(look)).toBeLessThan(1_000);
});

it('asks for a ticket by risk and by action', () => {
  const policy = policyOf(
    policyText(`
  - name: all
    match: {}
    require: { role: lead }
tickets: { pattern: "[A-Z]+-\\\\d+", required: [destructive, voucher.apply, account.*] }`),
  );
  const needs = (action: string, risk: 'routine' | 'destructive' | 'costly') => needsTicket(policy, { action, risk });
  expect([needs('customer.delete', 'destructive'), needs('voucher.apply', 'costly'), needs('account.invite', 'routine')]).toEqual(
    [true, true, true],
  );
  expect([needs('card.assign', 'routine'), needs('rating.approve', 'costly')]).toEqual([false, false]);
  expect(needsTicket({ tickets: null }, { action: 'voucher.apply', risk: 'costly' })).toBe(false);
});

it('encodes a ticket in its link, whatever is in it', () => {
  const at = (ticket: string) =>
    ticketAddress({ tickets: { pattern: '.*', url: 'https://desk.example.com/t/{ticket}?x={ticket}', required: [] } }, ticket);
  expect(at('HD-1')).toBe('https://desk.example.com/t/HD-1?x=HD-1');
  expect(at('<!channel>|*x*/../$&')).toBe(
    `https://desk.example.com/t/${encodeURIComponent('<!channel>|*x*/../$&')}?x=${encodeURIComponent('<!channel>|*x*/../$&')}`,
  );
  expect(ticketAddress({ tickets: { ...desk, url: null, required: [] } }, 'HD-1')).toBeUndefined();
});

it('says on its line what is wrong with the tickets of a policy', () => {
  const say = (tickets: string) =>
    problemsIn(`${policyText('')}\ntickets: ${tickets}`).map((problem) => `${problem.path}: ${problem.say}`);
  expect(say('{ pattern: "(a+)+$" }')).toEqual([expect.stringMatching(/^tickets\.pattern: This pattern can hang/)]);
  expect(say('{ pattern: "A" , url: "https://desk.example.com/t/" }')).toEqual([expect.stringContaining('Write {ticket} where')]);
  expect(say('{ pattern: "A" , url: "https://{ticket}.example.com/t" }')).toEqual([expect.stringContaining('in its path')]);
  expect(say('{ pattern: "A" , url: "javascript:alert(1)//{ticket}" }')).toEqual([
    expect.stringContaining('begins with https://'),
  ]);
  expect(say('{ pattern: "A" , required: [expensive] }')).toEqual([
    expect.stringContaining('There is no risk or action "expensive"'),
  ]);
  expect(say('{ url: "https://desk.example.com/{ticket}" }')).toEqual([expect.stringContaining('"pattern" is missing')]);
});
