import type { KnownBlock } from '@slack/types';

/** What a person reads in these blocks, a line each; people as `@U…`. */
export function readBlocks(blocks: readonly unknown[]): string {
  return blocks.map((block) => pieces(block).join('')).join('\n');
}

function pieces(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap(pieces);
  const thing: { type?: unknown; text?: unknown; user_id?: unknown; elements?: unknown } & object = value;
  if (thing.type === 'user') return [`@${String(thing.user_id)}`];
  if (thing.type === 'text' && typeof thing.text === 'string') return [thing.text];
  const broken = typeof thing.type === 'string' && thing.type.startsWith('rich_text_') ? ['\n'] : [];
  if (typeof thing.text === 'string') return [thing.text, ...broken];
  return [...Object.values(thing).flatMap(pieces), ...broken];
}

/** The texts of the buttons, in order. */
export function buttonsOf(blocks: readonly KnownBlock[] | readonly unknown[]): string[] {
  return buttonObjects(blocks).map(({ text }) => text);
}

export function buttonObjects(
  value: unknown,
): { text: string; actionId: string; value: string; confirm: boolean; style: string | undefined }[] {
  if (value === null || typeof value !== 'object') return [];
  if ('type' in value && value.type === 'button' && 'text' in value && 'action_id' in value) {
    const { text } = value;
    const words = text !== null && typeof text === 'object' && 'text' in text ? String(text.text) : '';
    return [
      {
        text: words,
        actionId: String(value.action_id),
        value: 'value' in value && value.value !== undefined ? String(value.value) : '',
        confirm: 'confirm' in value && value.confirm !== undefined,
        style: 'style' in value && value.style !== undefined ? String(value.style) : undefined,
      },
    ];
  }
  return Object.values(value).flatMap(buttonObjects);
}
