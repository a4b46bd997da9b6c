import { expect, it } from 'vitest';
import { replaceAround, withoutTrailing } from '../../src/lib/around.ts';

const address = { at: /@|%40/gi, before: /[\w.]/, after: /\w+(?:\.\w+)+/y };

it.each([
  ['a.b@example.com', '•'],
  ['to a@b.example, c%40d.example and e', 'to •, • and e'],
  ['a@b @c.example a@ b', 'a@b @c.example a@ b'],
  ['a@b.example@c.example', '•@c.example'],
  ['', ''],
])('replaces what is around a sign: %s', (text, expected) => {
  expect(replaceAround(text, address, () => '•')).toBe(expected);
});

it('leaves what the caller wants left', () => {
  const put = (before: string) => (before === 'a' ? undefined : '•');
  expect(replaceAround('a@b.example c@d.example', address, put)).toBe('a@b.example •');
});

it('looks at each letter a fixed number of times, however long a run without an end is', () => {
  let looks = 0;
  const counted = (pattern: RegExp) =>
    new Proxy(pattern, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (name === 'test') looks += 1;
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  for (const text of ['a'.repeat(40_000), 'a@'.repeat(20_000), `${'a'.repeat(39_999)}@`, 'a%40'.repeat(10_000)]) {
    looks = 0;
    replaceAround(text, { ...address, before: counted(/[\w.]/) }, () => '•');
    expect(looks).toBeLessThanOrEqual(2 * text.length);
  }
});

it.each([
  ['https://api.example/v2///', '/', 'https://api.example/v2'],
  ['no. ', '. ', 'no'],
  ['///', '/', ''],
  ['whole', '/', 'whole'],
])('takes letters off the end: %s', (text, letters, expected) => {
  expect(withoutTrailing(text, letters)).toBe(expected);
});
