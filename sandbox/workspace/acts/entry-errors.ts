import { held } from '../blocks.ts';
import type { ViewValues } from '../page-protocol.ts';
import { isThing, type Thing, text } from '../thing.ts';

/** What Slack's own client says before it sends a form, by block_id; empty when it can be sent. */
export function entryErrors(blocks: readonly Thing[], values: ViewValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of blocks) {
    if (block.type !== 'input' || !isThing(block.element)) continue;
    const blockId = String(block.block_id);
    const value = held(values[blockId]?.[String(block.element.action_id)]);
    const say = value === undefined ? missing(block) : typeof value === 'string' ? unfit(block.element, value) : undefined;
    if (say !== undefined) errors[blockId] = say;
  }
  return errors;
}

function missing(block: Thing): string | undefined {
  return block.optional === true ? undefined : 'Please complete this required field.';
}

function unfit(element: Thing, value: string): string | undefined {
  switch (text(element.type)) {
    case 'plain_text_input': {
      const { min_length: min, max_length: max } = element;
      if (typeof min === 'number' && value.length < min) return `Must be at least ${min} characters.`;
      return value.length > (typeof max === 'number' ? max : 3000)
        ? `Must be at most ${typeof max === 'number' ? max : 3000} characters.`
        : undefined;
    }
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : 'Please enter a valid email address.';
    case 'url_text_input':
      return URL.canParse(value) ? undefined : 'Please enter a valid URL.';
    case 'number_input':
      return number(element, value);
    default:
      return undefined;
  }
}

function number(element: Thing, value: string): string | undefined {
  const parsed = Number(value);
  if (value.trim() === '' || !Number.isFinite(parsed)) return 'Please enter a number.';
  if (element.is_decimal_allowed !== true && !Number.isInteger(parsed)) return 'Please enter a whole number.';
  if (text(element.min_value) !== undefined && parsed < Number(element.min_value))
    return `Must be at least ${element.min_value}.`;
  if (text(element.max_value) !== undefined && parsed > Number(element.max_value)) return `Must be at most ${element.max_value}.`;
  return undefined;
}
