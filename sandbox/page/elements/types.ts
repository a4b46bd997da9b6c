import type {
  ActionsBlockElement,
  ContextActionsBlockElement,
  InputBlockElement,
  PlainTextElement,
  SectionBlockAccessory,
} from '@slack/types';

/** Whatever may be clicked or filled in. */
export type AnyElement = ActionsBlockElement | InputBlockElement | SectionBlockAccessory | ContextActionsBlockElement;

/** Those of them that hold a value in `view.state.values`. */
export type FieldElement = Exclude<
  AnyElement,
  { type: 'button' | 'overflow' | 'image' | 'workflow_button' | 'feedback_buttons' | 'icon_button' | 'file_input' }
>;

const valueless = new Set(['button', 'overflow', 'image', 'workflow_button', 'feedback_buttons', 'icon_button', 'file_input']);

export function isField(element: AnyElement): element is FieldElement {
  return !valueless.has(element.type);
}

/** An option as Slack sends it back: its text object and its value. */
export type Chosen = { text: PlainTextElement | { type: 'mrkdwn'; text: string }; value: string; description?: PlainTextElement };

export function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: true };
}
