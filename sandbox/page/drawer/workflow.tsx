import { type FormEvent, useId, useState } from 'react';
import type { PageExecution, PageStep } from '../../workspace/page-protocol.ts';
import { useWorkspace } from '../workspace.ts';

const STATES = { running: 'Running', completed: 'Completed', failed: 'Failed' } as const;

/** Starts a workflow of one step, as somebody would from Workflow Builder, and shows what the step gave to it. */
export function Workflow() {
  const { state } = useWorkspace();
  const [chosen, setChosen] = useState('');
  const step = state.steps.find(({ id }) => id === chosen) ?? state.steps[0];
  const name = useId();
  if (step === undefined) return <p className="drawer-none">The app offers no steps.</p>;
  return (
    <>
      <div className="drawer-lead">
        <p>Start a workflow with one of the app’s steps. The app isn’t told who started it.</p>
      </div>
      <fieldset className="fault-kinds">
        <legend>Step</legend>
        {state.steps.map(({ id, title, description }) => (
          <label key={id} className="choice">
            <input type="radio" name={name} checked={id === step.id} onChange={() => setChosen(id)} />
            <span className="choice-text">
              <span>{title}</span>
              <span className="choice-description">{description}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Inputs key={step.id} step={step} />
      {state.executions.length > 0 && (
        <ul className="fault-list executions" aria-label="Started steps">
          {state.executions.map((execution) => (
            <Execution key={execution.id} execution={execution} />
          ))}
        </ul>
      )}
    </>
  );
}

function Inputs({ step }: { step: PageStep }) {
  const { state, me, act } = useWorkspace();
  const prefix = useId();
  const start = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const entries = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
    const isStarted = await act({ act: 'start-step', step: step.id, inputs: Object.fromEntries(entries) });
    if (isStarted) form.reset();
  };
  return (
    <form className="step-inputs" onSubmit={(event) => void start(event)}>
      {step.inputs.map(({ name, title, hint, kind, isRequired }) => (
        <div key={name} className="step-input">
          <label className="step-label" htmlFor={`${prefix}${name}`}>
            {isRequired ? title : `${title} (optional)`}
          </label>
          {kind === 'person' ? (
            <select id={`${prefix}${name}`} name={name} defaultValue={me.id}>
              {state.people.map((person) => (
                <option key={person.id} value={person.id}>
                  {person.name}
                </option>
              ))}
            </select>
          ) : (
            <input id={`${prefix}${name}`} name={name} required={isRequired} autoComplete="off" />
          )}
          <span className="choice-description">{hint}</span>
        </div>
      ))}
      <button type="submit" className="button button-primary">
        Start workflow
      </button>
    </form>
  );
}

function Execution({ execution: { title, state, outputs, error } }: { execution: PageExecution }) {
  return (
    <li className="execution">
      <strong>
        {title}: {STATES[state]}
      </strong>
      {error !== undefined && <span>{error}</span>}
      {outputs.map((output) => (
        <span key={output.title}>
          {output.title}: {output.value === '' ? '–' : output.value}
        </span>
      ))}
    </li>
  );
}
