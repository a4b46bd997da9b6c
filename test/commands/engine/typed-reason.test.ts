import { describe, expect, it } from 'vitest';
import { accountFeature } from '../../../src/commands/account/index.ts';
import { cardFeature } from '../../../src/commands/card/index.ts';
import { customerFeature } from '../../../src/commands/customer/index.ts';
import { splitReason } from '../../../src/commands/engine/typed-reason.ts';
import { ratingFeature } from '../../../src/commands/rating/index.ts';
import { voucherFeature } from '../../../src/commands/voucher/index.ts';
import { speaking } from '../../../src/lib/language/language.ts';
import { staff } from '../../support/command-harness.ts';
import { fc } from '../../support/fast-check.ts';
import { openFormHarness, verbOf } from '../../support/form-harness.ts';

const typed = async (feature: { verbs?: Parameters<typeof verbOf>[0] }, verb: string, line: string) =>
  (await openFormHarness(verbOf(feature.verbs, verb))).type(line.split(' '));

describe('what is typed behind the arguments', () => {
  it.each([
    ['1021 20 für Ticket SUP-881', '903', 'für Ticket SUP-881'],
    ['1021 20 for the late car', '903', 'for the late car'],
    ['1021 20 EUR wegen Straßenbahnstreik', '903', 'wegen Straßenbahnstreik'],
    ['1021 €20, because it was late', '903', 'because it was late'],
    ['1021 20 due to rain', '903', 'due to rain'],
    ['1021 20 - late car', '903', 'late car'],
    ['1021 20 reason: late car', '903', 'late car'],
    ['1021 20 the car was late', '903', 'the car was late'],
    ['1021 30 min the car was late', '906', 'the car was late'],
    ['Elif Yıldız 20 wegen Regen', '903', 'wegen Regen'],
    ['1 0 2 1 20 für Ticket 881', '903', 'für Ticket 881'],
  ])('is the reason of a voucher: %s', async (line, voucher, reason) => {
    const { fields } = await typed(voucherFeature, 'apply', line);
    expect(fields).toMatchObject({ voucher, reason });
    expect(fields.customer).toMatch(/^\d+$/);
  });

  it('a ticket in it is at the field for tickets', async () => {
    const harness = await openFormHarness(verbOf(voucherFeature.verbs, 'apply'));
    harness.app.policy = { ...harness.app.policy, tickets: { pattern: '[A-Z]{2,5}-\\d{1,7}', url: null, required: [] } };
    const { fields } = await harness.type('1021 20 für Ticket SUP-881'.split(' '));
    expect(fields).toMatchObject({ ticket: 'SUP-881', reason: 'für Ticket SUP-881' });
  });

  it('is said above the form where it is at a field that does not take it', async () => {
    const shown = await typed(accountFeature, 'invite', '7001 maja@ ben@example.com');
    expect(shown.fields).toMatchObject({ account: '7001', emails: 'maja@\nben@example.com' });
    expect(shown.text).toContain('⚠️ That’s not a valid e-mail address: maja@.');
  });

  it('several words that name no voucher say why, and the voucher is still to be chosen', async () => {
    const { fields } = await typed(voucherFeature, 'apply', '1021 late car');
    expect(fields).toMatchObject({ customer: '1021', voucher: undefined, reason: 'late car' });
  });

  it.each(['1021 20 hours', '1021 20 free hours', '1021 20 free minutes', '1021 20 quid late', '1021 20 XYZ', '1021 Godwill'])(
    'is no reason while it may be what the number counts, or a voucher mistyped: %s',
    async (line) => {
      const { fields, text } = await typed(voucherFeature, 'apply', line);
      expect(fields).toMatchObject({ voucher: undefined, reason: undefined });
      expect(text).toMatch(/choose one/);
    },
  );

  it.each([
    [customerFeature, 'mfa', '1021 lost the phone', { customer: '1021', reason: 'lost the phone' }],
    [customerFeature, 'mfa', '1 0 2 1', { customer: '1021', reason: undefined }],
    [customerFeature, 'delete', '1021 weil sie es will', { customer: '1021', reason: 'weil sie es will' }],
    [customerFeature, 'edit', '1021 moved house', { customer: '1021', reason: 'moved house' }],
    [customerFeature, 'tags', '1021 +vip because they asked', { customer: '1021', reason: 'because they asked' }],
    [
      customerFeature,
      'terms',
      '1021 Vienna Airport agreed on the phone',
      { customer: '1021', branch: '4', reason: 'agreed on the phone' },
    ],
    [cardFeature, 'assign', 'HM-10002 1021 the old one broke', { card: '3002', customer: '1021', reason: 'the old one broke' }],
    [cardFeature, 'unassign', 'HM-10001 lost in the tram', { state: 'LOST', reason: 'in the tram' }],
    [cardFeature, 'unassign', 'HM-10001 left in the tram', { state: undefined, reason: 'left in the tram' }],
    [ratingFeature, 'create', '1021 approved papers seen', { customer: '1021', state: 'APPROVED', reason: 'papers seen' }],
  ] as const)('is the reason of every other form, too: %o %s %s', async (feature, verb, line, wanted) => {
    const { fields } = await typed(feature, verb, line);
    expect(fields).toMatchObject(wanted);
  });

  it('a state is read in the language of whoever types', async () => {
    const { form } = verbOf(cardFeature.verbs, 'unassign');
    const { app, command } = await openFormHarness(verbOf(cardFeature.verbs, 'unassign'));
    const { who } = await command(staff.lead);
    const filled = await speaking('de', () => form.fromWords(app, who, ['HM-10001', 'verloren,', 'in', 'der', 'Bim']));
    expect(filled).toMatchObject({ values: { state: { value: 'LOST' } }, reason: 'in der Bim' });
  });

  it('does not take a name apart', async () => {
    for (const line of ['Simone Weil 20', 'simone weil 20', 'Simone weil', 'for 20'])
      expect(splitReason(line.split(' '), 'any word'), line).toEqual({ words: line.split(' '), reason: '' });
    expect(splitReason('Cars for Kids 1010 for a ride'.split(' '), 'an id')).toEqual({
      words: ['Cars', 'for', 'Kids', '1010'],
      reason: 'for a ride',
    });
    expect(splitReason('Cars for Kids'.split(' '), 'nothing').reason).toBe('');
  });

  it('loses no word, whatever is typed', () => {
    const word = fc.constantFrom(
      '1010',
      'for',
      'für',
      'weil',
      'due',
      'to',
      '20',
      'EUR',
      'late',
      'Novak',
      'a b',
      'SUP-1',
      'because',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), fc.constantFrom('any word', 'an id', 'nothing'), (words, after) => {
        const { words: before, reason } = splitReason(words, after as 'any word');
        expect([...before, reason].filter((part) => part !== '').join(' ')).toBe(words.join(' '));
        expect(words.length === 0 || before.length > 0).toBe(true);
      }),
    );
  });
});
