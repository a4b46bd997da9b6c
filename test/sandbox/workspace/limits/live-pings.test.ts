import { describe, expect, it } from 'vitest';
import { bareLinks, livePings } from '../../../../sandbox/workspace/index.ts';

const section = (text: string, type = 'mrkdwn') => ({ text: 'fall-back', blocks: [{ type: 'section', text: { type, text } }] });

describe('found as live', () => {
  it.each([
    '<!channel>',
    '<!here>',
    '<!here|here>',
    '<!everyone>',
    '<!subteam^S0LEADS>',
    '<@U0LEABRANDT>',
    '<@W12>',
    '<@U0LEABRANDT|lea>',
    '<#C0OPS>',
    '<#C0OPS|ops>',
    '<https://evil.example>',
    '<http://evil.example|Refund>',
    '<mailto:a@b.example|Mail>',
    '<HTTPS://EVIL.EXAMPLE|x>',
    '<javascript:alert(1)|x>',
  ])('%s', (token) => {
    expect(livePings(section(`before ${token} after`))).toEqual([`before ${token} after`]);
  });

  it('in the fall-back text, in a field, in an option, in a markdown block', () => {
    expect(livePings({ text: '<!channel>' })).toHaveLength(1);
    expect(
      livePings({ text: 'x', blocks: [{ type: 'section', fields: [{ type: 'mrkdwn', text: '<!channel>' }] }] }),
    ).toHaveLength(1);
    expect(livePings({ text: 'x', blocks: [{ type: 'markdown', text: '<!channel>' }] })).toHaveLength(1);
  });

  it('as a piece of rich text', () => {
    const rich = {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'here' }] }],
    };
    expect(livePings({ text: 'x', blocks: [rich] })).toEqual(['<!here>']);
  });

  it('beside a token that is allowed', () => {
    const allowed = new Set(['<@U0LEABRANDT>']);
    expect(livePings(section('<@U0LEABRANDT> <!channel>'), allowed)).toHaveLength(1);
    expect(livePings(section('<@U0LEABRANDT>'), allowed)).toEqual([]);
  });
});

describe('not live', () => {
  it.each(['&lt;!channel&gt;', '@channel', 'a < b > c', '<!date^1780000000^{date_short}|soon>', '<b>bold</b>'])('%s', (text) => {
    expect(livePings(section(text))).toEqual([]);
  });

  it('in plain text', () => expect(livePings(section('<!channel>', 'plain_text'))).toEqual([]));
});

it('URLs that would link by themselves are told apart', () => {
  expect(bareLinks(section('see https://evil.example/x now'))).toEqual(['https://evil.example/x']);
  expect(bareLinks(section('see <https://dash.example|here>'))).toEqual([]);
  expect(bareLinks(section('https://evil.example', 'plain_text'))).toEqual([]);
});
