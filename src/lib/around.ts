/**
 * Replaces each place that `at` (global) finds, together with the letters before it that `before` allows and with what `after` (sticky)
 * matches behind it, by what `put` answers; undefined leaves it as it is. Neither `before` nor `after` may allow what `at` finds, unless
 * `put` picks the few places where it does. A regular expression that begins with such letters looks at
 * each run of them once for every letter in it, which takes seconds for a long text without ever ending.
 */
export function replaceAround(
  text: string,
  { at, before, after }: { at: RegExp; before: RegExp; after: RegExp },
  put: (before: string) => string | undefined,
): string {
  let out = '';
  let done = 0;
  for (const { 0: sign, index } of text.matchAll(at)) {
    if (index < done) continue;
    let start = index;
    while (start > done && before.test(text.charAt(start - 1))) start -= 1;
    // Asked before anything behind it is looked at, which may be as long as the text.
    const instead = start === index ? undefined : put(text.slice(start, index));
    if (instead === undefined) continue;
    const behind = new RegExp(after, after.flags);
    behind.lastIndex = index + sign.length;
    const rest = behind.exec(text)?.[0];
    if (rest === undefined) continue;
    out += text.slice(done, start) + instead;
    done = index + sign.length + rest.length;
  }
  return out + text.slice(done);
}

/** The text without the letters at its end that are among `letters`. */
export function withoutTrailing(text: string, letters: string): string {
  let end = text.length;
  while (end > 0 && letters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
