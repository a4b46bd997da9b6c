import type { AnyBlock, Confirm } from '@slack/types';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import type { PageOptionsAnswer, ViewValues } from '../../workspace/page-protocol.ts';
import { ConfirmDialog } from '../elements/confirm.tsx';
import type { AnyElement } from '../elements/types.ts';
import { actionOf, type FieldValue, reconcile, withValue } from '../values.ts';
import { useWorkspace } from '../workspace.ts';

/** Where blocks are: it decides which act and which question a click becomes. */
export type SurfacePlace = { in: 'modal'; view: string } | { in: 'message'; channel: string; ts: string } | { in: 'home' };

/** What elements ask of the message, modal or Home that they are in. */
export type Surface = {
  values: ViewValues;
  errors: Record<string, string>;
  /** The element whose press has not been answered yet, as `block/action/value`. */
  pending: string | undefined;
  change(blockId: string, actionId: string, value: FieldValue): void;
  /** Sends a block action, with every value of the surface as it is then. */
  send(element: AnyElement, blockId: string, actionId: string, value?: FieldValue): void;
  /** Asks back if the element wants that; resolves to whether to go on. */
  confirm(confirm: Confirm | undefined): Promise<boolean>;
  options(blockId: string, actionId: string, query: string): Promise<PageOptionsAnswer>;
};

const SurfaceContext = createContext<Surface | undefined>(undefined);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('an element is outside a surface');
  return surface;
}

type Props = { place: SurfacePlace; blocks: readonly AnyBlock[]; errors?: Record<string, string>; children: ReactNode };

export function SurfaceProvider({ place, blocks, errors = {}, children }: Props) {
  const { state, act, ask } = useWorkspace();
  const [values, setValues] = useSurfaceValues(blocks);
  const [question, setQuestion] = useState<{ confirm: Confirm; answer(yes: boolean): void }>();
  const [pending, setPending] = usePending(
    useMemo(() => JSON.stringify(blocks), [blocks]) + state.modals.map(({ id }) => id).join(),
  );
  const latest = useRef({ values, place });
  latest.current = { values, place };

  const surface: Surface = {
    values,
    errors,
    pending,
    change: (blockId, actionId, value) => {
      latest.current.values = withValue(latest.current.values, blockId, actionId, value);
      setValues(latest.current.values);
    },
    send: (element, blockId, actionId, value) => {
      const action = actionOf(element, blockId, actionId, value);
      setPending(pendingKey(blockId, actionId, action.value));
      const all = latest.current.values;
      const { place: now } = latest.current;
      const what =
        now.in === 'modal'
          ? ({ act: 'modal-action', view: now.view, action, values: all } as const)
          : now.in === 'home'
            ? ({ act: 'home-action', action, values: all } as const)
            : ({ act: 'message-action', channel: now.channel, ts: now.ts, action, values: all } as const);
      // The app has taken it, or will not: the next press is another one.
      void act(what).then(() => setPending(undefined));
    },
    confirm: (confirm) =>
      confirm
        ? new Promise((resolve) => {
            setQuestion({
              confirm,
              answer: (yes) => {
                setQuestion(undefined);
                resolve(yes);
              },
            });
          })
        : Promise.resolve(true),
    options: (blockId, actionId, query) => ask({ ...place, blockId, actionId, query }),
  };

  return (
    <SurfaceContext value={surface}>
      {children}
      {question && <ConfirmDialog confirm={question.confirm} answer={question.answer} />}
    </SurfaceContext>
  );
}

export function pendingKey(blockId: string, actionId: string, value: unknown): string {
  return `${blockId}/${actionId}/${typeof value === 'string' ? value : ''}`;
}

/** The values of a surface; what was typed survives an update of its blocks if Slack would keep it. */
function useSurfaceValues(blocks: readonly AnyBlock[]): [ViewValues, (values: ViewValues) => void] {
  const written = useMemo(() => JSON.stringify(blocks), [blocks]);
  const [held, setHeld] = useState(() => ({ written, values: reconcile(undefined, blocks) }));
  const current = held.written === written ? held : { written, values: reconcile(held.values, blocks) };
  if (current !== held) setHeld(current);
  const set = useCallback((values: ViewValues) => setHeld((before) => ({ ...before, values })), []);
  return [current.values, set];
}

function usePending(version: string): [string | undefined, (key: string | undefined) => void] {
  const [pending, setPending] = useState<{ key: string; version: string }>();
  const set = useCallback((key: string | undefined) => setPending(key === undefined ? undefined : { key, version }), [version]);
  return [pending?.version === version ? pending.key : undefined, set];
}

/** The current values of the surface, for a frame that sends them (a modal's submit). */
export function useSurfaceForm(): ViewValues {
  return useSurface().values;
}
