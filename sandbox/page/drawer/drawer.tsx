import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useWorkspace } from '../workspace.ts';
import { Calls } from './calls.tsx';
import { ClockTab } from './clock.tsx';
import { Faults } from './faults.tsx';
import { StartAgain } from './start-again.tsx';
import { Workflow } from './workflow.tsx';

const TABS = [
  { key: 'calls', label: 'Calls' },
  { key: 'faults', label: 'Faults' },
  { key: 'clock', label: 'Clock' },
  { key: 'workflow', label: 'Workflow' },
  { key: 'again', label: 'Reset sandbox' },
] as const;
type Tab = (typeof TABS)[number]['key'];

/** Behind the scenes: what reaches the back offices, how to disturb them, and the sandbox's clock. */
export function Drawer({ close }: { close(): void }) {
  const { state } = useWorkspace();
  const [tab, setTab] = useState<Tab>('calls');
  const tabs = useRef<HTMLDivElement>(null);
  useEffect(() => {
    tabs.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    const now = TABS.findIndex(({ key }) => key === tab);
    const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: TABS.length - 1 }[event.key];
    const next = to === undefined ? undefined : TABS[(to + TABS.length) % TABS.length];
    if (!next) return;
    event.preventDefault();
    setTab(next.key);
    tabs.current?.querySelector<HTMLElement>(`#scenes-${next.key}`)?.focus();
  };
  return (
    <aside
      className="drawer"
      aria-label="Behind the scenes"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <header className="drawer-head">
        <h2>Behind the scenes</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={close}>
          ×
        </button>
      </header>
      <div ref={tabs} role="tablist" aria-label="Behind the scenes" className="tabs" onKeyDown={onKeyDown}>
        {TABS.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`scenes-${key}`}
            aria-selected={tab === key}
            aria-controls="scenes-panel"
            tabIndex={tab === key ? 0 : -1}
            className="tab"
            onClick={() => setTab(key)}
          >
            {label}
            {key === 'faults' && state.faults.length > 0 && <span className="pill pill-warn">{state.faults.length}</span>}
          </button>
        ))}
      </div>
      <div className="drawer-body" role="tabpanel" id="scenes-panel" aria-labelledby={`scenes-${tab}`}>
        {tab === 'calls' && <Calls />}
        {tab === 'faults' && <Faults />}
        {tab === 'clock' && <ClockTab />}
        {tab === 'workflow' && <Workflow />}
        {tab === 'again' && <StartAgain />}
      </div>
    </aside>
  );
}
