import { useEffect, useState } from 'react';
import { formatDate } from '../texts/dates.ts';
import { useWorkspace } from '../workspace.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const STEPS = [
  { label: '+30 min', ms: 30 * MINUTE_MS },
  { label: '+4 h', ms: 4 * HOUR_MS },
  { label: '+1 day', ms: DAY_MS },
] as const;

/** The sandbox's clock: it runs as ours does and can be moved forward, never back. */
export function ClockTab() {
  const { state, act, me } = useWorkspace();
  const now = useTicking(state.clock.now) / 1000;
  return (
    <>
      <div className="drawer-lead">
        <p>Move the clock forward to see requests expire and reminders come due. Only “Reset sandbox” sets it back.</p>
      </div>
      <div className="clock-now">
        <p className="clock-time">{formatDate('{time_secs}', now, me.timeZone, now)}</p>
        <p className="clock-date">
          {formatDate('{date_long}', now, me.timeZone, now)} · {me.timeZone}
        </p>
        <p className="clock-shift">
          {state.clock.shiftedByMs === 0 ? 'Real time' : `Moved forward by ${sayDuration(state.clock.shiftedByMs)}`}
        </p>
      </div>
      <div className="clock-steps">
        {STEPS.map(({ label, ms }) => (
          <button key={label} type="button" className="button" onClick={() => void act({ act: 'forward-clock', ms })}>
            {label}
          </button>
        ))}
      </div>
    </>
  );
}

/** The instant that the server sent, running on in between. */
function useTicking(sent: string): number {
  const [now, setNow] = useState(() => Date.parse(sent));
  useEffect(() => {
    const came = Date.now();
    setNow(Date.parse(sent));
    const timer = setInterval(() => setNow(Date.parse(sent) + Date.now() - came), 1000);
    return () => clearInterval(timer);
  }, [sent]);
  return now;
}

/** `1 day 4 h 30 min`. */
export function sayDuration(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS);
  const minutes = Math.round((ms % HOUR_MS) / MINUTE_MS);
  return (
    [days && `${days} ${days === 1 ? 'day' : 'days'}`, hours && `${hours} h`, minutes && `${minutes} min`]
      .filter(Boolean)
      .join(' ') || 'less than a minute'
  );
}
