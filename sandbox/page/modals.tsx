import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { PageModal } from '../workspace/page-protocol.ts';
import { Blocks } from './blocks/blocks.tsx';
import { SurfaceProvider, useSurfaceForm } from './blocks/surface.tsx';
import { useFirstError, useFormFocus } from './modal-focus.ts';
import { Dialog } from './parts/dialog.tsx';
import { plainText } from './texts/text.tsx';
import { fieldErrors } from './validation.ts';
import { useWorkspace } from './workspace.ts';

/**
 * The person's stack of modals in one frame. Only the top one is seen; the ones below stay mounted, so that what was typed into
 * them is still there when the person comes back. `children` are what must stay within reach while a modal makes the page inert.
 */
export function Modals({ children }: { children: ReactNode }) {
  const { state, act } = useWorkspace();
  // Closed by the person, and not yet by the server: what is typed next belongs into the composer at once.
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const modals = state.modals.filter(({ id }) => !closed.has(id));
  const close: Close = (view, all) => {
    const going = all ? modals.map(({ id }) => id) : [view];
    setClosed((before) => new Set([...before, ...going]));
    void act({ act: 'modal-close', view, all }).then((went) => {
      if (!went) setClosed((before) => new Set([...before].filter((id) => !going.includes(id))));
    });
  };
  const top = modals.at(-1);
  if (!top) return children;
  return (
    <Dialog className="modal" labelledBy={`${top.id}-title`} onClose={() => close(top.id, false)}>
      {children}
      {modals.map((modal) => (
        <ModalFrame key={modal.id} modal={modal} isTop={modal === top} below={modals.length - 1} closeView={close} />
      ))}
    </Dialog>
  );
}

type Close = (view: string, all: boolean) => void;
type FrameProps = { modal: PageModal; isTop: boolean; below: number; closeView: Close };

function ModalFrame({ modal, isTop, below, closeView }: FrameProps) {
  const { blocks } = modal.view;
  const [own, setOwn] = useState<Record<string, string>>({});
  const [hidden, setHidden] = useState('');
  // The app's errors stay until the form is sent again or other ones come.
  const given = JSON.stringify(modal.errors);
  const errors = given === hidden ? own : { ...modal.errors, ...own };
  return (
    <SurfaceProvider place={{ in: 'modal', view: modal.id }} blocks={blocks} errors={errors}>
      <ModalForm
        modal={modal}
        isTop={isTop}
        below={below}
        closeView={closeView}
        errors={errors}
        refuse={(found) => {
          setOwn(found);
          setHidden(Object.keys(found).length > 0 ? given : '');
        }}
      />
    </SurfaceProvider>
  );
}

type FormProps = FrameProps & {
  errors: Record<string, string>;
  refuse(errors: Record<string, string>): void;
};

function ModalForm({ modal, isTop, below, closeView, errors, refuse }: FormProps) {
  const { state, act } = useWorkspace();
  const values = useSurfaceForm();
  const form = useRef<HTMLFormElement>(null);
  const { view } = modal;
  const [sent, setSent] = useState<string>();
  // Busy from the press on until the server says what came of it: another hash, other errors, or no longer busy.
  const version = `${modal.hash}${modal.busy}${JSON.stringify(modal.errors)}`;
  const busy = modal.busy || sent === version;
  const wasSent = useRef(false);
  useFormFocus(form, { isTop, hash: modal.hash, view, values, wasSent });
  useFirstError(form, errors);

  const submit = async () => {
    if (busy) return;
    const found = fieldErrors(view.blocks, values);
    refuse(found);
    if (Object.keys(found).length > 0) return;
    setSent(version);
    wasSent.current = true;
    await act({ act: 'modal-submit', view: modal.id, values });
    setSent(undefined);
  };
  // Ctrl or Cmd and Enter sends from any field, also from one in which Enter starts a line.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !view.submit) return;
    event.preventDefault();
    void submit();
  };
  const close = (all: boolean) => closeView(modal.id, all);

  return (
    <form
      ref={form}
      className="modal-form"
      hidden={!isTop}
      noValidate
      aria-busy={busy}
      onKeyDown={onKeyDown}
      // Who goes on writing is not moved.
      onInput={() => {
        wasSent.current = false;
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (view.submit) void submit();
      }}
    >
      <header className="modal-head">
        {below > 0 && (
          <button type="button" className="icon-button" aria-label="Back" onClick={() => close(false)}>
            ←
          </button>
        )}
        <span className="app-mark" aria-hidden="true" />
        <h2 className="modal-title" id={`${modal.id}-title`} tabIndex={-1} dir="auto">
          {plainText(view.title)}
        </h2>
        <button type="button" className="icon-button modal-x" aria-label="Close" onClick={() => close(true)}>
          ×
        </button>
      </header>
      <div className="modal-body">
        <Blocks blocks={view.blocks} />
      </div>
      <footer className="modal-foot">
        <span className="modal-by">{state.app.name}</span>
        <button type="button" className="button" onClick={() => close(false)}>
          {view.close ? plainText(view.close) : view.submit ? 'Cancel' : 'Close'}
        </button>
        {view.submit && (
          <button
            type="submit"
            className={`button button-primary ${busy ? 'pending' : ''}`}
            aria-disabled={busy}
            title="Ctrl Enter"
          >
            {plainText(view.submit)}
          </button>
        )}
      </footer>
    </form>
  );
}
