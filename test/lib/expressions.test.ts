import { readdirSync, readFileSync } from 'node:fs';
import { analyse } from 'scslre';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { findingsIn } from '../../src/commands/shortcut/in-message.ts';
import { splitWords } from '../../src/commands/words.ts';
import { scrub } from '../../src/lib/log.ts';
import { clean, escapeMrkdwn, oneLine } from '../../src/lib/text.ts';

type Found = { place: string; source: string; flags: string };

function expressionsIn(folder: string): Found[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  return files.flatMap((file) => {
    const tree = ts.createSourceFile(file, readFileSync(`${folder}/${file}`, 'utf8'), ts.ScriptTarget.Latest, true);
    const found: Found[] = [];
    const visit = (node: ts.Node) => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        found.push({
          place: `${folder}/${file}: ${node.text}`,
          source: node.text.slice(1, end),
          flags: node.text.slice(end + 1),
        });
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
    return found;
  });
}

/** Whether a text exists for which the time grows faster than its length; from the expression alone, without running it. */
const isSlow = ({ source, flags }: { source: string; flags: string }) => analyse({ source, flags }).reports.length > 0;

test('no regular expression of the app takes quadratic time or worse', () => {
  const found = expressionsIn('src');
  expect(found.length).toBeGreaterThan(100);
  expect(found.filter(isSlow).map(({ place }) => place)).toEqual([]);
}, 180_000);

test('the check sees one that does', () => {
  expect(isSlow({ source: '\\/+$', flags: '' })).toBe(true);
  expect(isSlow({ source: '[\\w.]+@', flags: 'g' })).toBe(true);
  expect(isSlow({ source: '(a+)+b', flags: '' })).toBe(true);
});

/** What an expression that begins in many places, or backs out of many, would choke on. */
const pieces = [
  ...'a1@.+-:/<>|"\'“#(\n\t \u0301\u200d🛴',
  ...[
    'a.',
    'a@',
    'a@b.',
    '%40',
    '+1-(',
    '0 ',
    '<mailto:',
    '<https://',
    '<@',
    'a://b:',
    'id  ',
    'id\t#',
    'Bearer ',
    'eyJaaaaaaaaa.',
    'xoxb-',
    ' "',
    'a:"',
    '\n>',
  ],
];
const functions: Readonly<Record<string, (text: string) => unknown>> = {
  scrub,
  findingsIn: (text) => findingsIn(text, 'https://back.example/customers/{id}'),
  splitWords,
  clean,
  oneLine,
  escapeMrkdwn: (text) => escapeMrkdwn(text, 3_000),
};

/** Milliseconds of this process's own computing: what else the machine does doesn't count. */
function computing(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

test.each(Object.entries(functions))('%s takes about twice as long for twice as much, whatever is repeated', (_name, read) => {
  const slow = pieces.filter((piece) => {
    const timeOf = (letters: number) => computing(() => read(`${piece.repeat(Math.ceil(letters / piece.length))}!`));
    // For eight times as much, linear is 8 and quadratic is 64. What takes no time to speak of has not grown.
    const whole = timeOf(80_000);
    return whole > 300 && whole / timeOf(10_000) > 24;
  });
  expect(slow).toEqual([]);
});
