import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { focusAfterClosing } from './typing-place.ts';

type Props = {
  className: string;
  /** The id of the heading that names it. */
  labelledBy: string;
  onClose(): void;
  /** An alert dialog interrupts and wants an answer. */
  role?: 'alertdialog';
  children: ReactNode;
};

/**
 * A modal dialog on the browser's own `<dialog>`: it keeps the focus inside and makes the rest of the page inert. When it goes, the
 * focus goes back to where people type. Escape asks `onClose`; what then happens is up to the owner.
 */
export function Dialog({ className, labelledBy, onClose, role, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  // Before the effects of what is inside, which may want to put the focus somewhere: nothing in a closed dialog can have it.
  useLayoutEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      focusAfterClosing(before);
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={`dialog ${className}`}
      aria-labelledby={labelledBy}
      role={role}
      onCancel={(event) => {
        event.preventDefault();
        if (event.target === ref.current) onClose();
      }}
      onKeyDown={(event) => {
        // Chromium closes a dialog on the second Escape whatever `cancel` says; the state decides here, not the browser.
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      {children}
    </dialog>
  );
}
