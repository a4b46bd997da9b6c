import type { ModalView } from '@slack/types';
import { type RefObject, useEffect, useRef } from 'react';
import type { ViewValues } from '../workspace/page-protocol.ts';
import { fieldsOf, isEmpty } from './values.ts';

const CONTROL = 'input, textarea, button';

/**
 * Keeps the focus where the work is: on what the view names, else on the first required field that is empty, else on the first field,
 * else on the title. A view that changes under somebody's hands, or comes back from below another one, leaves them where they were; one
 * that answers what they sent is read from its top.
 */
export function useFormFocus(
  form: RefObject<HTMLFormElement | null>,
  {
    isTop,
    hash,
    view,
    values,
    wasSent,
  }: { isTop: boolean; hash: string; view: ModalView; values: ViewValues; wasSent: RefObject<boolean> },
): void {
  const left = useRef<Element>(undefined);
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof Element && target.matches(CONTROL)) left.current = target;
    };
    const held = form.current;
    held?.addEventListener('focusin', remember);
    return () => held?.removeEventListener('focusin', remember);
  }, [form]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is another view that matters, not what is typed into it
  useEffect(() => {
    const now = document.activeElement;
    const isAnswer = wasSent.current;
    wasSent.current = false;
    if (!isTop || !form.current || (!isAnswer && now?.matches(CONTROL) && form.current.contains(now))) return;
    const find = (selector: string) => form.current?.querySelector<HTMLElement>(selector);
    const inField = (blockId: string) => find(`[data-block="${CSS.escape(blockId)}"] :is(${CONTROL})`);
    const back = left.current instanceof HTMLElement && left.current.isConnected ? left.current : undefined;
    const missing = fieldsOf(view.blocks).find(
      ({ blockId, actionId, input }) => input && !input.optional && isEmpty(values[blockId]?.[actionId]),
    );
    const needed = find('[data-autofocus]') ?? (missing && inField(missing.blockId));
    if (isAnswer) {
      find('.modal-body')?.scrollTo(0, 0);
      (needed ?? find('.modal-title'))?.focus({ preventScroll: true });
      return;
    }
    (back ?? needed ?? find(`.block-input :is(${CONTROL})`) ?? find('.modal-title'))?.focus();
  }, [form, isTop, hash]);
}

/** Goes to the first field that was refused. */
export function useFirstError(form: RefObject<HTMLFormElement | null>, errors: Record<string, string>): void {
  const found = Object.keys(errors).join();
  useEffect(() => {
    if (found === '') return;
    const field = form.current?.querySelector<HTMLElement>('.has-error');
    field?.scrollIntoView({ block: 'nearest' });
    field?.querySelector<HTMLElement>(CONTROL)?.focus();
  }, [form, found]);
}
