import type { Checkboxes as CheckboxesElement, Option, RadioButtons as RadioButtonsElement } from '@slack/types';
import { useId } from 'react';
import { Text } from '../texts/text.tsx';
import { selectedOptions } from '../values.ts';
import { type ElementProps, useField } from './field.ts';
import type { Chosen } from './types.ts';

export function RadioButtons(props: ElementProps<RadioButtonsElement>) {
  const field = useField(props);
  const name = useId();
  const chosen = selectedOptions(field.value)[0]?.value;
  return (
    <div className="choices" role="radiogroup" {...field.aria}>
      {props.element.options.map((option) => (
        <Choice
          key={option.value}
          type="radio"
          name={name}
          option={option}
          checked={chosen === option.value}
          onChange={() => void field.choose({ selected_option: chosenOf(option) })}
        />
      ))}
    </div>
  );
}

export function Checkboxes(props: ElementProps<CheckboxesElement>) {
  const field = useField(props);
  const name = useId();
  const chosen = new Set(selectedOptions(field.value).map(({ value }) => value));
  const toggle = (option: Option) => {
    const value = option.value ?? '';
    const after = new Set(chosen);
    if (!after.delete(value)) after.add(value);
    // In the order of the form, as Slack sends them.
    return field.choose({ selected_options: props.element.options.filter((each) => after.has(each.value ?? '')).map(chosenOf) });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be labelled by an element outside of it
    <div className="choices" role="group" {...field.aria}>
      {props.element.options.map((option) => (
        <Choice
          key={option.value}
          type="checkbox"
          name={name}
          option={option}
          checked={chosen.has(option.value ?? '')}
          onChange={() => void toggle(option)}
        />
      ))}
    </div>
  );
}

function chosenOf(option: Option): Chosen {
  return { text: option.text, value: option.value ?? '', description: option.description || undefined };
}

type ChoiceProps = { type: 'radio' | 'checkbox'; name: string; option: Option; checked: boolean; onChange(): void };

function Choice({ type, name, option, checked, onChange }: ChoiceProps) {
  return (
    <label className="choice">
      <input type={type} name={name} checked={checked} onChange={onChange} />
      <span className="choice-text">
        <Text text={option.text} />
        {option.description && <Text text={option.description} className="choice-description" />}
      </span>
    </label>
  );
}
