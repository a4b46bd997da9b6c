import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Popover } from './popover.tsx';

export type MenuItem = { key: string; label: ReactNode; detail?: string; href?: string; checked?: boolean; choose(): void };

type Props = {
  /** What the button is called by a screen reader. */
  label: string;
  button: ReactNode;
  buttonClass: string;
  items: readonly MenuItem[];
  title?: string;
  align?: 'start' | 'end';
  width?: number;
  /** Opens it from outside, by a key that belongs to the whole page. */
  openKey?: (event: globalThis.KeyboardEvent) => boolean;
  /** A digit chooses an item by its place. */
  digits?: boolean;
};

/** A button with a menu: arrow keys move, Enter chooses, Escape closes and gives the focus back. */
export function Menu({ label, button, buttonClass, items, title, align = 'start', width = 220, openKey, digits = false }: Props) {
  const anchor = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    if (!openKey) return;
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (!openKey(event)) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [openKey]);

  useEffect(() => {
    if (open) list.current?.querySelector<HTMLElement>('[aria-checked="true"], [role^="menuitem"]')?.focus();
  }, [open]);

  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) anchor.current?.focus();
  };
  const choose = (item: MenuItem) => {
    close(true);
    item.choose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
    const now = all.findIndex((item) => item.matches(':focus'));
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) all[(to + all.length) % all.length]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close(event.key === 'Escape');
    else if (digits && items[Number(event.key) - 1])
      choose(items[Number(event.key) - 1] as MenuItem); // safe: the line's own condition
    else return;
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={buttonClass}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen((now) => !now)}
      >
        {button}
      </button>
      {open && (
        <Popover anchor={anchor} align={align} width={width} onClose={() => setOpen(false)}>
          {title && <p className="menu-title">{title}</p>}
          <div ref={list} role="menu" aria-label={label} className="menu" onKeyDown={onKeyDown} tabIndex={-1}>
            {items.map((item, index) => {
              const inside = (
                <>
                  <span className="menu-label">{item.label}</span>
                  {item.detail && <span className="menu-detail">{item.detail}</span>}
                  {digits && <kbd>{index + 1}</kbd>}
                </>
              );
              const shared = { className: 'menu-item', tabIndex: -1, onClick: () => choose(item) };
              if (item.href) {
                return (
                  <a key={item.key} {...shared} role="menuitem" href={item.href} target="_blank" rel="noreferrer noopener">
                    {inside}
                  </a>
                );
              }
              return item.checked === undefined ? (
                <button key={item.key} {...shared} type="button" role="menuitem">
                  {inside}
                </button>
              ) : (
                <button key={item.key} {...shared} type="button" role="menuitemradio" aria-checked={item.checked}>
                  {inside}
                </button>
              );
            })}
          </div>
        </Popover>
      )}
    </>
  );
}
