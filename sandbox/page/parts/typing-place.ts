/**
 * Where the focus goes when something closes. Letters belong into the composer, as in Slack, unless a dialog is still open.
 */

/** Marks the field that people type into when nothing else is open. */
export const typingPlace = { 'data-typing-place': '' } as const;

/** Gives the focus back once the page was drawn without what has just closed. `before` had it when that opened. */
export function focusAfterClosing(before?: Element | null): void {
  queueMicrotask(() => {
    const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
    if (dialog) {
      if (dialog.contains(document.activeElement)) return;
      if (before && dialog.contains(before)) focusAnew(before);
      return;
    }
    focusAnew(document.querySelector('[data-typing-place]') ?? before);
  });
}

/**
 * A closing `<dialog>` hands the focus back without moving the caret there: the field then shows its focus and takes no letter.
 * Leaving it and coming back moves the caret, too.
 */
function focusAnew(element: Element | null | undefined): void {
  if (!(element instanceof HTMLElement) || !element.isConnected) return;
  if (element === document.activeElement) element.blur();
  element.focus({ preventScroll: true });
}

/** Whether a key that was pressed outside of any field starts a text, so that the composer is to take it. */
export function startsTyping(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  // AltGr counts as Ctrl and Alt on some keyboards, and still makes letters.
  if ((event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState('AltGraph')) return false;
  if (event.key === ' ' || (event.key.length !== 1 && event.key !== 'Dead')) return false;
  if (document.querySelector('dialog[open], :popover-open')) return false;
  return !document.activeElement?.matches('input, textarea, select, [contenteditable]');
}
