import { useState } from 'react';
import type { UpstreamCall } from '../../workspace/page-protocol.ts';
import { formatDate } from '../texts/dates.ts';
import { useWorkspace } from '../workspace.ts';
import { faultNames } from './fault-names.ts';

/** Every call that reached a back office, newest first; one that changes something looks different from the reads. */
export function Calls() {
  const { state } = useWorkspace();
  const [writesOnly, setWritesOnly] = useState(false);
  const calls = state.calls.filter(({ method }) => !writesOnly || method !== 'GET').toReversed();
  return (
    <>
      <div className="drawer-lead">
        <p>What the app asks of its back offices, as it happens.</p>
        <label className="choice choice-small">
          <input type="checkbox" checked={writesOnly} onChange={(event) => setWritesOnly(event.target.checked)} />
          Writes only
        </label>
      </div>
      {calls.length === 0 && <p className="drawer-none">No calls yet. Use the app and watch.</p>}
      <ol className="calls" aria-label="Calls to the back offices, newest first">
        {calls.map((call) => (
          <li key={call.id}>
            <Call call={call} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Call({ call }: { call: UpstreamCall }) {
  const { state, me } = useWorkspace();
  const { upstream, method, path, status, elapsedMs, fault, body, at } = call;
  return (
    <details className="call">
      <summary>
        <span className={`method method-${method === 'GET' ? 'read' : 'write'}`}>{method}</span>
        <span className="call-path" title={path}>
          {path}
        </span>
        <span className={`status status-${statusKind(call)}`}>{status ?? (elapsedMs === undefined ? '…' : 'cut')}</span>
        <span className="call-time">{elapsedMs === undefined ? '' : sayElapsed(elapsedMs)}</span>
        {fault && <span className="pill pill-warn call-fault">{faultNames[fault].badge}</span>}
      </summary>
      <div className="call-more">
        <p>
          {state.upstreams.find(({ id }) => id === upstream)?.name ?? upstream} ·{' '}
          {formatDate('{time_secs}', Date.parse(at) / 1000, me.timeZone, Date.parse(at) / 1000)}
        </p>
        <p className="call-whole">{path}</p>
        {body === undefined ? <p className="call-empty">No body was sent.</p> : <pre>{JSON.stringify(body, null, 2)}</pre>}
      </div>
    </details>
  );
}

function sayElapsed(ms: number): string {
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function statusKind({ status, elapsedMs }: UpstreamCall): 'good' | 'bad' | 'wait' {
  if (status === undefined) return elapsedMs === undefined ? 'wait' : 'bad';
  return status < 400 ? 'good' : 'bad';
}
