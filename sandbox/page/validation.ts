import type { AnyBlock } from '@slack/types';
import type { ViewValues } from '../workspace/page-protocol.ts';
import type { FieldElement } from './elements/types.ts';
import { type FieldValue, fieldsOf, isEmpty } from './values.ts';

/** What Slack itself checks before a form is sent: block id → what is wrong. Only input blocks are checked. */
export function fieldErrors(blocks: readonly AnyBlock[], values: ViewValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { blockId, actionId, element, input } of fieldsOf(blocks)) {
    if (!input) continue;
    const value = values[blockId]?.[actionId];
    const problem = isEmpty(value)
      ? input.optional
        ? undefined
        : 'Please complete this required field.'
      : problemOf(element, value);
    if (problem) errors[blockId] = problem;
  }
  return errors;
}

function problemOf(element: FieldElement, value: FieldValue | undefined): string | undefined {
  const text = typeof value?.value === 'string' ? value.value : '';
  switch (element.type) {
    case 'plain_text_input':
      if (element.min_length !== undefined && text.length < element.min_length)
        return `Please enter at least ${element.min_length} characters.`;
      if (element.max_length !== undefined && text.length > element.max_length)
        return `Please enter no more than ${element.max_length} characters.`;
      return undefined;
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : 'Please enter a valid email address.';
    case 'url_text_input':
      return URL.canParse(text) ? undefined : 'Please enter a valid URL.';
    case 'number_input':
      return problemOfNumber(element, text);
    default:
      return undefined;
  }
}

function problemOfNumber(
  element: { is_decimal_allowed: boolean; min_value?: string; max_value?: string },
  text: string,
): string | undefined {
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) return 'Please enter a number.';
  if (!element.is_decimal_allowed && text.includes('.')) return 'Please enter a whole number.';
  if (element.min_value !== undefined && Number(text) < Number(element.min_value))
    return `Please enter ${element.min_value} or more.`;
  if (element.max_value !== undefined && Number(text) > Number(element.max_value))
    return `Please enter ${element.max_value} or less.`;
  return undefined;
}
