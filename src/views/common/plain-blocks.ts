import type { KnownBlock, RichTextBlockElement } from '@slack/types';
import { speak } from '../../lib/language/speak.ts';
import { escapeMrkdwn, short } from '../../lib/text.ts';
import type { Detail } from './fit.ts';
import { firstThatFits } from './fit.ts';
import type { Change, PlainWords } from './plain.ts';
import { bold, bullets, type Line, lines, rich, say, struck } from './rich.ts';

const MOST: Readonly<Record<Detail, { items: number; characters: number }>> = {
  full: { items: 15, characters: 250 },
  brief: { items: 8, characters: 120 },
  bare: { items: 4, characters: 80 },
};

/** `Name: Ann → Anna`, each as a line. */
export function changeLines(changes: readonly Change[], detail: Detail = 'full'): Line[] {
  const { items, characters } = MOST[detail];
  const shown = changes
    .slice(0, items)
    .map(
      ({ label, before, after }): Line => [
        bold(`${short(label, 80)}: `, 90),
        struck(before.trim() || speak('empty'), characters),
        say(' → '),
        say(after.trim() || speak('empty'), characters),
      ],
    );
  const rest = changes.length - items;
  return rest > 0 ? [...shown, [say(speak('and {rest} more', { rest }))]] : shown;
}

export type PlainOptions = { title?: boolean; undo?: boolean; warning?: boolean; detail?: Detail };

/** Plain words as one rich text block: title, facts, changes, warning, what can be undone. */
export function plainBlock(plain: PlainWords, options: Omit<PlainOptions, 'detail'> & { characters?: number } = {}): KnownBlock {
  const [block] = firstThatFits((detail) => [rich(...plainElements(plain, { ...options, detail }))], options.characters);
  return block ?? rich(lines([say(plain.title)]));
}

export function plainElements(plain: PlainWords, options: PlainOptions = {}): RichTextBlockElement[] {
  const { title = true, undo = true, warning = true, detail = 'full' } = options;
  const { items, characters } = MOST[detail];
  const facts = (plain.lines ?? []).filter((line) => line.trim() !== '');
  const shown: Line[] = facts.slice(0, items).map((line): Line => [say(line, characters)]);
  if (facts.length > items) shown.push([say(speak('and {facts} more', { facts: facts.length - items }))]);
  return [
    lines(...(title ? [[bold(plain.title, 300)]] : []), ...shown),
    ...bullets(changeLines(plain.changes ?? [], detail)),
    lines(
      ...(warning && plain.warning !== undefined ? [[bold(`${speak('Careful')}: `), say(plain.warning, 400)]] : []),
      ...(undo && plain.undo !== undefined ? [[say(plain.undo, 300)]] : []),
    ),
  ].filter((element) => element.elements.length > 0);
}

/** The same words for a message's `text`, escaped, one fact a line. */
export function plainText(plain: PlainWords, max = 1500): string {
  const { items } = MOST.full;
  const changes = (plain.changes ?? [])
    .slice(0, items)
    .map(({ label, before, after }) => `${label}: ${before || speak('empty')} → ${after || speak('empty')}`);
  const all = [
    plain.title,
    ...(plain.lines ?? []).slice(0, items),
    ...changes,
    ...(plain.warning === undefined ? [] : [speak('Careful: {warning}', { warning: plain.warning })]),
  ];
  return escapeMrkdwn(
    all
      .map((line) => short(line, 400))
      .filter((line) => line !== '')
      .join('\n'),
    max,
  );
}
