import { describe, expect, it } from 'vitest';
import { isYesOrNo, isYesOrNoReaction } from '../../src/lib/yes-or-no.ts';
import { processorMs } from '../support/processor-time.ts';

describe('a reply', () => {
  it.each([
    ...['ok', 'OK', 'Ok.', 'okay!', 'o.k.', 'okaaay', '*ok*', '_ok_', '`ok`', '&gt; ok', '  ok  ', 'ok ok', 'k'],
    ...[
      'yes',
      'Yes!!',
      'yesss',
      'yep',
      'yeah',
      'y',
      'sure',
      'fine',
      'fine by me',
      'looks good to me',
      'LGTM',
      'go ahead',
      'do it',
    ],
    ...[
      'approved',
      'Approved',
      'APPROVED',
      'approve',
      'I approve this',
      'Approved, thanks!',
      'agreed',
      'yes please',
      'go for it',
    ],
    ...[
      'ja',
      'Ja!',
      'jaaa',
      'jo',
      'jup',
      'jawohl',
      'klar',
      'na klar',
      'passt',
      'Passt.',
      'passt für mich',
      "passt's",
      'geht klar',
    ],
    ...[
      'in Ordnung',
      'i.O.',
      'von mir aus',
      'Meinetwegen',
      'genehmigt',
      'Freigegeben',
      'freigabe erteilt',
      'gebe ich frei',
      'ja, danke',
    ],
    ...['einverstanden', 'kein Problem', 'mach das', 'kannst du machen', 'sieht gut aus', 'stimme zu', 'bestätigt', 'bestaetigt'],
    ...['no', 'No.', 'nooo', 'nope', 'nah', 'no way', 'not approved', "don't", 'rejected', 'declined', 'denied', 'not ok'],
    ...[
      'nein',
      'Nein!',
      'neeein',
      'nö',
      'noe',
      'ne',
      'nicht',
      'passt nicht',
      'abgelehnt',
      'lehne ich ab',
      'auf keinen Fall',
      'niemals',
    ],
    ...[
      ':+1:',
      ':+1::skin-tone-4:',
      ':thumbsup:',
      ':-1:',
      ':white_check_mark:',
      ':x:',
      ':+1: :+1:',
      'ok :+1:',
      ':ok_hand::tada:',
    ],
    ...['👍', '👍🏽', '👎🏿', '✅', '✔️', '👌', '❌', 'ok 👍', '+1', '-1', '<@U0ANA> ok', '<@U0ANA|ana> approved :pray:'],
    ...['ОК', 'ｏｋ', 'o\u200Bk', 'ok\u00A0', 'passt\n', 'thumbs up', 'Daumen hoch', 'of course', 'no objections', 'Ja – passt'],
  ])('that means yes or no is known: %j', (text) => {
    expect(isYesOrNo(text)).toBe(true);
  });

  it.each([
    ...[
      '',
      ' ',
      '.',
      '?',
      'ok?',
      'passt das?',
      'yes?',
      'thanks',
      'danke',
      'please',
      'bitte',
      ':tada:',
      '🎉',
      ':eyes:',
      '<@U0ANA>',
    ],
    ...[
      'Why 50?',
      'I will look at it',
      'ok, but only 20',
      'the customer said no to that offer',
      'was ist passiert',
      '1',
      '+10',
      '-15',
    ],
    ...[
      'call me',
      'schau ich mir an',
      'not sure yet whether the tram was late',
      'kommt drauf an',
      'book',
      'nobody',
      'noch',
      'jazz',
    ],
    ...[
      'https://example.com/ok',
      '<https://example.com|ok then read>',
      '<!channel> hello',
      `ok ${'x'.repeat(200)}`,
      'ok '.repeat(60),
    ],
  ])('that says something else is not: %j', (text) => {
    expect(isYesOrNo(text)).toBe(false);
  });

  it('is judged at once, however it is made to be slow', () => {
    const judge = () => {
      for (const part of [':', 'no ', 'o. ', "'", '+1', ':+1:', 'kein ', '<@U', '&amp;', 'a\u0300'])
        for (const length of [90, 5_000, 40_000]) isYesOrNo(part.repeat(length).slice(0, length));
    };
    expect(processorMs(judge)).toBeLessThan(500);
  });
});

describe('a reaction', () => {
  it.each([
    ...[
      '+1',
      '+1::skin-tone-2',
      'thumbsup',
      'thumbsup::skin-tone-6',
      '-1',
      'white_check_mark',
      'heavy_check_mark',
      'ok',
      'ok_hand',
    ],
    ...[
      'x',
      'no_entry',
      'negative_squared_cross_mark',
      'approved',
      'lgtm',
      'yes',
      'no',
      'passt',
      'nein',
      'not-approved',
      'Approved',
    ],
  ])('that means yes or no is known: %s', (name) => {
    expect(isYesOrNoReaction(name)).toBe(true);
  });

  it.each(['eyes', 'tada', 'heart', 'joy', 'thinking_face', 'pray', 'coffee', 'snowman', '', '1234', 'ok_but', 'no-idea'])(
    'that means something else is not: %s',
    (name) => {
      expect(isYesOrNoReaction(name)).toBe(false);
    },
  );
});
