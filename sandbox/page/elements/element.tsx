import { ButtonElement, FeedbackButtonsElement, WorkflowButtonElement } from './button.tsx';
import { Checkboxes, RadioButtons } from './choice.tsx';
import type { ElementProps } from './field.ts';
import { MultiSelect } from './multi-select.tsx';
import { OverflowElement } from './overflow.tsx';
import { DatePicker, DateTimePicker, TimePicker } from './pickers.tsx';
import { SelectElement } from './select.tsx';
import { RichTextInput, TextInput } from './text-input.tsx';
import type { AnyElement } from './types.ts';

/** One interactive element, whichever it is. */
export function ElementView(props: ElementProps<AnyElement>) {
  const { element, ...rest } = props;
  switch (element.type) {
    case 'button':
      return <ButtonElement {...rest} element={element} />;
    case 'overflow':
      return <OverflowElement {...rest} element={element} />;
    case 'static_select':
    case 'external_select':
    case 'users_select':
    case 'channels_select':
    case 'conversations_select':
      return <SelectElement {...rest} element={element} />;
    case 'multi_static_select':
    case 'multi_external_select':
    case 'multi_users_select':
    case 'multi_channels_select':
    case 'multi_conversations_select':
      return <MultiSelect {...rest} element={element} />;
    case 'radio_buttons':
      return <RadioButtons {...rest} element={element} />;
    case 'checkboxes':
      return <Checkboxes {...rest} element={element} />;
    case 'datepicker':
      return <DatePicker {...rest} element={element} />;
    case 'timepicker':
      return <TimePicker {...rest} element={element} />;
    case 'datetimepicker':
      return <DateTimePicker {...rest} element={element} />;
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return <TextInput {...rest} element={element} />;
    case 'rich_text_input':
      return <RichTextInput {...rest} element={element} />;
    case 'feedback_buttons':
      return <FeedbackButtonsElement {...rest} element={element} />;
    case 'workflow_button':
      return <WorkflowButtonElement {...rest} element={element} />;
    case 'image':
      return null;
    default:
      return <p className="not-drawn">The sandbox does not draw “{element.type}”.</p>;
  }
}
