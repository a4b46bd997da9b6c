import { readdirSync, readFileSync } from 'node:fs';
import { analyse } from 'scslre';
import ts from 'typescript';
import { expect, it, vi } from 'vitest';
import { withoutPages } from '../../src/commands/link/dashboard.ts';
import { findingsIn } from '../../src/commands/shortcut/in-message.ts';
import { splitWords } from '../../src/commands/words.ts';
import { scrub } from '../../src/lib/log.ts';
import { maskFreeText, tellingIn } from '../../src/lib/mask.ts';
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

it('no regular expression of the app takes quadratic time or worse', () => {
  const found = expressionsIn('src');
  expect(found.length).toBeGreaterThan(100);
  expect(found.filter(isSlow).map(({ place }) => place)).toEqual([]);
}, 180_000);

/** Every expression that is put together while the app runs, with the file that does it. */
async function builtWhile(run: () => Promise<unknown>): Promise<Found[]> {
  const found: Found[] = [];
  const own = globalThis.RegExp;
  const note = (made: RegExp) => {
    const place = /\/(src\/[\w/.-]+\.ts)/.exec(new Error('here').stack ?? '')?.[1];
    if (place !== undefined) found.push({ place, source: made.source, flags: made.flags });
    return made;
  };
  globalThis.RegExp = new Proxy(own, {
    construct: (target, given) => note(Reflect.construct(target, given)),
    apply: (target, self, given) => note(Reflect.apply(target, self, given)),
  });
  try {
    await run();
  } finally {
    globalThis.RegExp = own;
  }
  return found;
}

/** The files that put expressions together. */
function buildersIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && /\bRegExp\(/.test(readFileSync(`${folder}/${file}`, 'utf8')))
    .map((file) => `${folder}/${file}`)
    .sort();
}

const months = Array.from({ length: 12 }, (_, at) => `1990-${String(at + 1).padStart(2, '0')}-07`);
const seen = {
  firstName: 'Zoë-Anne',
  lastName: "O'Neill (née St. John)",
  phone: '+43 660 1234567',
  customer: months.map((birthdate) => ({ birthdate, street: 'Lange Straße 5' })),
};

it('no expression that is put together while the app runs takes quadratic time or worse', async () => {
  const builders = buildersIn('src');
  const built = await builtWhile(async () => {
    vi.resetModules();
    const modules = await Promise.all(
      builders.map((file) => import(/* @vite-ignore */ new URL(`../../${file}`, import.meta.url).href)),
    );
    const call = (name: string, ...given: unknown[]) => modules.find((one) => name in one)?.[name](...given);
    call('maskFreeText', 'Zoë, born 7 May 1990, +43 660 1234567', call('tellingIn', seen));
    call('replaceAround', 'me@work.example', { at: /@/g, before: /\w/, after: /\w+/y }, () => 'you');
    call('idPattern', 'customer.lookup');
    call('ticketIn', { pattern: '[A-Z]{2,5}-\\d{1,7}' }, 'see SUP-881');
    call('customerOfLink', { customer: 'https://back.example/customers/{id}' }, 'https://back.example/customers/7');
  });
  const seenIn = new Set(built.map(({ place }) => place));
  expect(builders.filter((file) => !seenIn.has(file))).toEqual([]);
  expect(built.filter(isSlow).map(({ place, source }) => `${place}: ${source}`)).toEqual([]);
}, 180_000);

it('the check sees one that does', () => {
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
const dashboard = { customer: 'https://back.example/customers/{id}', account: 'https://back.example/accounts/{id}', card: null };
const functions: Readonly<Record<string, (text: string) => unknown>> = {
  scrub,
  findingsIn: (text) => findingsIn(text, dashboard),
  withoutPages: (text) => withoutPages(dashboard, text),
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

/** The pieces for which the time grows faster than the text. */
function slowFor(read: (text: string) => unknown, repeated: readonly string[]): string[] {
  return repeated.filter((piece) => {
    const timeOf = (letters: number) => computing(() => read(`${piece.repeat(Math.ceil(letters / piece.length))}!`));
    // The first look compiles: that is no time of the text's.
    timeOf(10_000);
    // For eight times as much, linear is 8 and quadratic is 64. What takes no time to speak of has not grown.
    const grows = () => {
      const whole = timeOf(80_000);
      return whole > 300 && whole / timeOf(10_000) > 24;
    };
    // What grows does so every time; what else the machine does meets one look.
    return grows() && grows() && grows();
  });
}

it.each(Object.entries(functions))('%s takes about twice as long for twice as much, whatever is repeated', (_name, read) => {
  expect(slowFor(read, pieces)).toEqual([]);
});

it('a free text of 80,000 letters is masked in a time that grows with its length alone', () => {
  const telling = tellingIn({ ...seen, customer: seen.customer[0] });
  const read = (text: string) => maskFreeText(text, telling);
  expect(slowFor(read, ['a', '@', 'a@', '+1-(', '0 ', '7.', 'Lange ', "O'"])).toEqual([]);
}, 120_000);
