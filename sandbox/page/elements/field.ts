import { useSurface } from '../blocks/surface.tsx';
import type { FieldValue } from '../values.ts';
import type { FieldElement } from './types.ts';

/** What every element gets from the block that it is in. */
export type ElementProps<Element> = {
  element: Element;
  blockId: string;
  actionId: string;
  /** Whether a change is told to the app at once (always outside of input blocks). */
  dispatch: boolean;
  /** The id of the label, and of the hint or error, of the input block around it. */
  labelledBy?: string;
  describedBy?: string;
};

export type FieldHandle = {
  value: FieldValue | undefined;
  /** Sets the value without telling the app. */
  set(value: Record<string, unknown>): void;
  /** A choice: asks back if the element wants it, sets the value, and tells the app if it dispatches. */
  choose(value: Record<string, unknown>): Promise<void>;
  /** Tells the app the value as it is. */
  tell(value?: Record<string, unknown>): void;
  invalid: boolean;
  /** The aria attributes that a control of this field carries. */
  aria: { 'aria-labelledby'?: string; 'aria-describedby'?: string; 'aria-invalid'?: true; 'aria-label'?: string };
};

/** The value of one field and what may be done with it. */
export function useField({
  element,
  blockId,
  actionId,
  dispatch,
  labelledBy,
  describedBy,
}: ElementProps<FieldElement>): FieldHandle {
  const surface = useSurface();
  const value = surface.values[blockId]?.[actionId];
  const invalid = surface.errors[blockId] !== undefined;
  const typed = (members: Record<string, unknown>): FieldValue => ({ type: element.type, ...members });
  const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined;
  return {
    value,
    set: (members) => surface.change(blockId, actionId, typed(members)),
    choose: async (members) => {
      if (dispatch && !(await surface.confirm('confirm' in element ? element.confirm : undefined))) return;
      surface.change(blockId, actionId, typed(members));
      if (dispatch) surface.send(element, blockId, actionId, typed(members));
    },
    tell: (members) => surface.send(element, blockId, actionId, members ? typed(members) : (value ?? typed({}))),
    invalid,
    aria: {
      ...(labelledBy ? { 'aria-labelledby': labelledBy } : { 'aria-label': placeholder ?? element.type.replaceAll('_', ' ') }),
      'aria-describedby': describedBy || undefined,
      'aria-invalid': invalid ? (true as const) : undefined,
    },
  };
}
