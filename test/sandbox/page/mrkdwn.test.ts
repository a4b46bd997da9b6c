import { describe, expect, it } from 'vitest';
import { type Inline, parseInline, parseMrkdwn } from '../../../sandbox/page/texts/mrkdwn.ts';
import { fc } from '../../support/fast-check.ts';
import { processorMs } from '../../support/processor-time.ts';

const text = (value: string): Inline => ({ kind: 'text', text: value });

describe('mrkdwn', () => {
  it('reads bold, italic, strike and code', () => {
    expect(parseInline('*a* _b_ ~c~ `d`')).toEqual([
      { kind: 'bold', children: [text('a')] },
      text(' '),
      { kind: 'italic', children: [text('b')] },
      text(' '),
      { kind: 'strike', children: [text('c')] },
      text(' '),
      { kind: 'code', text: 'd' },
    ]);
  });

  it('leaves markers inside words and around spaces alone', () => {
    expect(parseInline('snake_case_name 2*3*4 * not *')).toEqual([text('snake_case_name 2*3*4 * not *')]);
  });

  it('reads markers inside markers', () => {
    expect(parseInline('*_both_*')).toEqual([{ kind: 'bold', children: [{ kind: 'italic', children: [text('both')] }] }]);
  });

  it('reads mentions, groups, broadcasts and links, with their labels', () => {
    expect(parseInline('<@U1> <#C1|ops> <!subteam^S1|@leads> <!here> <https://a.b/c|see>')).toEqual([
      { kind: 'user', id: 'U1' },
      text(' '),
      { kind: 'channel', id: 'C1', label: 'ops' },
      text(' '),
      { kind: 'group', id: 'S1', label: '@leads' },
      text(' '),
      { kind: 'broadcast', range: 'here' },
      text(' '),
      { kind: 'link', url: 'https://a.b/c', children: [text('see')] },
    ]);
  });

  it('never makes a mention or a link of what the app escaped', () => {
    expect(parseInline('&lt;!channel&gt; &lt;@U1&gt; &amp;lt;', { verbatim: true })).toEqual([text('<!channel> <@U1> &lt;')]);
  });

  it("does not read Markdown's links and headings", () => {
    expect(parseInline('# [x](y)')).toEqual([text('# [x](y)')]);
  });

  it('links only what Slack links', () => {
    expect(parseInline('<javascript:alert(1)|x>')).toEqual([text('<javascript:alert(1)|x>')]);
    expect(parseInline('see https://a.b/c).')).toEqual([
      text('see '),
      { kind: 'link', url: 'https://a.b/c', children: [text('https://a.b/c')] },
      text(').'),
    ]);
    expect(parseInline('see https://a.b', { verbatim: true })).toEqual([text('see https://a.b')]);
  });

  it('reads dates', () => {
    expect(parseInline('<!date^1795300000^{date} at {time}^https://a.b|soon>')).toEqual([
      { kind: 'date', epoch: 1_795_300_000, format: '{date} at {time}', fallback: 'soon', url: 'https://a.b' },
    ]);
  });

  it('keeps lines together, quotes apart, and code as it is', () => {
    expect(parseMrkdwn('a\nb\n&gt; c\n```*d*\n&lt;e&gt;```')).toEqual([
      { kind: 'lines', children: [text('a'), { kind: 'break' }, text('b')] },
      { kind: 'quote', children: [text('c')] },
      { kind: 'code', text: '*d*\n<e>' },
    ]);
  });

  it('loses no letter and never throws, whatever is thrown at it', () => {
    const letters = (inlines: readonly Inline[]): string =>
      inlines.map((inline) => ('children' in inline ? letters(inline.children) : 'text' in inline ? inline.text : '')).join('');
    const hostile = fc.string({
      unit: fc.constantFrom('a', 'Z', ' ', '*', '_', '~', '`', '<', '>', '|', '!', '@', '&', '\uE000', '\u202E', 'ש'),
    });
    fc.assert(
      fc.property(hostile, (line) => {
        const kept = letters(parseInline(line)).replace(/[^aZש]/g, '');
        // A label hides its address, so letters may go only where there is a bar.
        if (!line.includes('|')) expect(kept).toBe(line.replace(/[^aZש]/g, ''));
      }),
    );
  });

  it('reads a long line of markers in time', () => {
    expect(processorMs(() => parseMrkdwn('*a _b ~c '.repeat(4000)))).toBeLessThan(2000);
  });
});
