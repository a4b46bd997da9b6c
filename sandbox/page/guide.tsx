import { useCallback, useState } from 'react';
import { type GuideStep, guideSteps } from './guide-steps.ts';
import { useWorkspace } from './workspace.ts';

const SEEN = 'wheelhouse.guide';

/** Whether the guide is shown, remembered by the browser. */
export function useGuide(): [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(() => localStorage.getItem(SEEN) !== 'closed');
  const show = useCallback((now: boolean) => {
    setOpen(now);
    localStorage.setItem(SEEN, now ? 'open' : 'closed');
  }, []);
  return [open, show];
}

/** Four things to try, for somebody who has read nothing. Gone once dismissed; the sidebar brings it back. */
export function Guide({ close }: { close(): void }) {
  const { state, me, compose, become } = useWorkspace();
  const [done, setDone] = useState<readonly string[]>([]);
  const lead = state.people.find(({ title }) => /lead/i.test(title));
  const agent = state.people.find(({ title }) => /agent/i.test(title));
  const take = (step: GuideStep, index: number) => {
    setDone((before) => [...before, `${step.title}/${index}`]);
    const button = step.buttons[index];
    const person = button?.become === 'lead' ? lead : agent;
    if (button?.compose) compose(button.compose);
    else if (person) become(person.id);
    // On a phone it covers what it speaks of; the sidebar brings it back.
    if (window.matchMedia('(max-width: 720px)').matches) close();
  };
  return (
    <aside className="guide" aria-labelledby="guide-title">
      <div className="guide-head">
        <h2 id="guide-title">Four things to try</h2>
        <button type="button" className="icon-button" aria-label="Close the guide" onClick={close}>
          ×
        </button>
      </div>
      <ol className="guide-steps">
        {guideSteps.map((step) => (
          <li key={step.title}>
            <p className="guide-step">{step.title}</p>
            <p className="guide-why">{step.why}</p>
            <div className="guide-buttons">
              {step.buttons.map((button, index) => {
                const person = button.become === 'lead' ? lead : button.become === 'agent' ? agent : undefined;
                if (button.become && (!person || person.id === me.id)) return null;
                return (
                  <button
                    key={button.label}
                    type="button"
                    className={`guide-button ${done.includes(`${step.title}/${index}`) ? 'is-done' : ''}`}
                    onClick={() => take(step, index)}
                  >
                    {person ? `Become ${person.name}` : button.label}
                  </button>
                );
              })}
            </div>
          </li>
        ))}
      </ol>
    </aside>
  );
}
