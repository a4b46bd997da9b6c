import { useState } from 'react';
import { useWorkspace } from '../workspace.ts';

/** Everything back to the first start. Asks once more, because what was tried out is then gone. */
export function StartAgain() {
  const { act } = useWorkspace();
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    await act({ act: 'start-again' });
    setBusy(false);
    setSure(false);
  };
  return (
    <>
      <div className="drawer-lead">
        <p>
          Puts customers, cards, vouchers, messages, requests and the clock back to how the sandbox started. Nothing outside the
          sandbox is affected.
        </p>
      </div>
      {sure ? (
        <div className="again">
          <p>What was tried out so far will be gone.</p>
          <div className="again-buttons">
            <button
              type="button"
              className={`button button-danger ${busy ? 'pending' : ''}`}
              disabled={busy}
              onClick={() => void start()}
            >
              Reset
            </button>
            <button type="button" className="button" onClick={() => setSure(false)}>
              Cancel
            </button>
          </div>
        </div>
      ) : (
        <button type="button" className="button" onClick={() => setSure(true)}>
          Reset sandbox…
        </button>
      )}
    </>
  );
}
