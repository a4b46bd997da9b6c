import { useWorkspace } from '../workspace.ts';
import { sayFault } from './fault-names.ts';

/** Says, above everything, that a back office is being disturbed on purpose. */
export function FaultBanner({ show }: { show(): void }) {
  const { state, act } = useWorkspace();
  const [first, ...more] = state.faults;
  if (!first) return null;
  return (
    <div className="fault-banner" role="status">
      <span className="fault-banner-text">
        <strong>Fault is on.</strong> {sayFault(first, state.upstreams)}
        {more.length > 0 && `, and ${more.length} more`}
      </span>
      <button type="button" className="link-button" onClick={show}>
        Show
      </button>
      <button type="button" className="link-button" onClick={() => void act({ act: 'set-faults', faults: [] })}>
        Turn off
      </button>
    </div>
  );
}
