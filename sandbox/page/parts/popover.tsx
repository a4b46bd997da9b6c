import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

type Props = {
  anchor: RefObject<HTMLElement | null>;
  className?: string;
  /** The least width in px; it is never narrower than what it hangs on. */
  width?: number;
  align?: 'start' | 'end';
  onClose(): void;
  children: ReactNode;
};

const MARGIN_PX = 8;
const MOST_PX = 420;

/** A small window that hangs on a button, above everything else (also above an open dialog, in which it is). */
export function Popover({ anchor, className = '', width = 240, align = 'start', onClose, children }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useLayoutEffect(() => {
    const popover = ref.current;
    if (!popover) return;
    popover.showPopover();
    const place = () => putBeside(popover, anchor.current, width, align);
    place();
    const watcher = new ResizeObserver(place);
    watcher.observe(popover);
    addEventListener('scroll', place, true);
    addEventListener('resize', place);
    return () => {
      watcher.disconnect();
      removeEventListener('scroll', place, true);
      removeEventListener('resize', place);
    };
  }, [anchor, width, align]);

  useEffect(() => {
    const outside = (event: Event) => {
      if (!(event.target instanceof Node) || ref.current?.contains(event.target) || anchor.current?.contains(event.target))
        return;
      close.current();
    };
    addEventListener('pointerdown', outside, true);
    addEventListener('focusin', outside, true);
    return () => {
      removeEventListener('pointerdown', outside, true);
      removeEventListener('focusin', outside, true);
    };
  }, [anchor]);

  return (
    <div ref={ref} popover="manual" className={`popover ${className}`}>
      {children}
    </div>
  );
}

function putBeside(popover: HTMLElement, anchor: HTMLElement | null, width: number, align: 'start' | 'end'): void {
  if (!anchor) return;
  const box = anchor.getBoundingClientRect();
  const wide = Math.min(Math.max(width, box.width), innerWidth - 2 * MARGIN_PX);
  const left = align === 'end' ? box.right - wide : box.left;
  const below = innerHeight - box.bottom - MARGIN_PX - 4;
  const above = box.top - MARGIN_PX - 4;
  const wanted = Math.min(popover.scrollHeight, MOST_PX);
  const under = below >= wanted || below >= above;
  popover.style.width = `${wide}px`;
  popover.style.left = `${Math.max(MARGIN_PX, Math.min(left, innerWidth - wide - MARGIN_PX))}px`;
  popover.style.maxHeight = `${Math.max(120, Math.min(MOST_PX, under ? below : above))}px`;
  popover.style.top = under ? `${box.bottom + 4}px` : 'auto';
  popover.style.bottom = under ? 'auto' : `${innerHeight - box.top + 4}px`;
}
