import { useId, useState } from 'react';
import { type FaultKind, type FaultRule, faultKinds } from '../../workspace/page-protocol.ts';
import { useWorkspace } from '../workspace.ts';
import { faultNames, sayFault } from './fault-names.ts';

const ON = [
  { value: 'reads', label: 'Reads' },
  { value: 'writes', label: 'Writes' },
  { value: 'all', label: 'All calls' },
] as const;
const TIMES = [
  { value: '1', label: 'The next call' },
  { value: '3', label: 'The next 3' },
  { value: '', label: 'Until I turn it off' },
] as const;

/** Makes the back offices misbehave, to see what the app then says. */
export function Faults() {
  const { state, act } = useWorkspace();
  const [kind, setKind] = useState<FaultKind>('slow');
  const [on, setOn] = useState<FaultRule['on']>('writes');
  const [upstream, setUpstream] = useState<FaultRule['upstream']>('both');
  const [times, setTimes] = useState<(typeof TIMES)[number]['value']>('1');
  const upstreams = [{ value: 'both', label: 'Both' }, ...state.upstreams.map(({ id, name }) => ({ value: id, label: name }))];
  const set = (faults: FaultRule[]) => void act({ act: 'set-faults', faults });
  const add = () => set([...state.faults, { upstream, kind, on, times: times === '' ? undefined : Number(times) }]);
  return (
    <form
      className="faults"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <div className="drawer-lead">
        <p>Simulate back-office problems.</p>
      </div>
      {state.faults.length > 0 && (
        <ul className="fault-list">
          {state.faults.map((fault, index) => (
            <li key={sayFault(fault, state.upstreams)} className="fault-on">
              <span>{sayFault(fault, state.upstreams)}</span>
              <button type="button" className="button button-small" onClick={() => set(state.faults.toSpliced(index, 1))}>
                Turn off
              </button>
            </li>
          ))}
        </ul>
      )}
      <fieldset className="fault-kinds">
        <legend>What happens</legend>
        {faultKinds.map((each) => (
          <label key={each} className="choice">
            <input type="radio" name="kind" checked={kind === each} onChange={() => setKind(each)} />
            <span className="choice-text">
              <span>{faultNames[each].name}</span>
              <span className="choice-description">{faultNames[each].about}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Segments legend="Which calls" options={ON} value={on} choose={(value) => setOn(value)} />
      <Segments legend="Which back office" options={upstreams} value={upstream} choose={(value) => setUpstream(value)} />
      <Segments legend="For how long" options={TIMES} value={times} choose={(value) => setTimes(value)} />
      <button type="submit" className="button button-primary">
        Turn on
      </button>
    </form>
  );
}

type SegmentsProps<Value extends string> = {
  legend: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  choose: (value: Value) => void;
};

function Segments<Value extends string>({ legend, options, value, choose }: SegmentsProps<Value>) {
  const name = useId();
  return (
    <fieldset className="segments">
      <legend>{legend}</legend>
      <div className="segments-row">
        {options.map((option) => (
          <label key={option.value} className="segment">
            <input type="radio" name={name} checked={value === option.value} onChange={() => choose(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
