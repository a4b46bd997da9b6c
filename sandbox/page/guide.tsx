import { useCallback, useState } from 'react';
import type { GuideStep } from '../workspace/page-protocol.ts';
import { stepsFollowed } from './guide-steps.ts';
import { focusAfterClosing } from './parts/typing-place.ts';
import type { Act } from './state.ts';
import { useWorkspace } from './workspace.ts';

const KEPT = 'workspace.guide';

/** `open` shows every step, `folded` only the next one. */
type Shown = 'open' | 'folded' | 'closed';

export type GuideState = {
  steps: readonly GuideStep[];
  shown: Shown;
  /** How many steps were followed. */
  followed: number;
  show(shown: Shown): void;
  /** Notices what the visitor does: the guide then folds, and closes after its last step. */
  saw(act: Act): void;
};

/** Whether the guide is shown and how far it was followed; the browser remembers both. */
export function useGuide(steps: readonly GuideStep[]): GuideState {
  const last = steps.length;
  const [{ shown, followed }, set] = useState(remembered);
  const change = useCallback((next: (before: Kept) => Kept) => {
    set((before) => {
      const after = next(before);
      if (after.shown !== before.shown || after.followed !== before.followed)
        localStorage.setItem(KEPT, `${after.shown} ${after.followed}`);
      return after;
    });
  }, []);
  return {
    steps,
    shown,
    followed: Math.min(followed, last),
    show: useCallback(
      (now) => change(({ followed }) => ({ shown: now, followed: now === 'open' && last > 0 ? followed % last : followed })),
      [change, last],
    ),
    saw: useCallback(
      (act) =>
        change((before) => {
          if (before.shown === 'closed' || steps.length === 0) return before;
          const now = stepsFollowed(steps, before.followed, act);
          if (now === steps.length) return { shown: 'closed', followed: now };
          return now > before.followed ? { shown: 'folded', followed: now } : before;
        }),
      [change, steps],
    ),
  };
}

const countWords = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

type Kept = { shown: Shown; followed: number };

function remembered(): Kept {
  // All five steps would take half of a phone's screen.
  const isPhone = window.matchMedia('(max-width: 760px)').matches;
  const [shown = 'open', followed] = (localStorage.getItem(KEPT) ?? `${isPhone ? 'folded' : 'open'} 0`).split(' ');
  return {
    shown: shown === 'closed' || shown === 'folded' ? shown : 'open',
    followed: Number.parseInt(followed ?? '0', 10) || 0,
  };
}

/**
 * Things to try, for somebody who has read nothing. It is above the conversation and covers nothing; once a step is taken it folds
 * into a line with the next one, and it goes after the last. The sidebar brings it back.
 */
export function Guide({ guide }: { guide: GuideState }) {
  const last = guide.steps.length;
  const next = Math.min(guide.followed, last - 1);
  const folded = guide.shown === 'folded';
  const close = () => {
    guide.show('closed');
    focusAfterClosing();
  };
  return (
    <aside className={`guide ${folded ? 'is-folded' : ''}`} aria-labelledby="guide-title">
      <div className="guide-head">
        <h2 id="guide-title">{folded ? `Step ${next + 1} of ${last}` : `${countWords[last] ?? last} things to try`}</h2>
        <button
          type="button"
          className="link-button"
          aria-expanded={!folded}
          onClick={() => {
            guide.show(folded ? 'open' : 'folded');
            focusAfterClosing();
          }}
        >
          {folded ? 'Show all' : 'Fold'}
        </button>
        <button type="button" className="icon-button" aria-label="Close the guide" onClick={close}>
          ×
        </button>
      </div>
      <ol className="guide-steps">
        {guide.steps.map((step, index) => (
          <li
            key={step.title}
            value={index + 1}
            hidden={folded && index !== next}
            className={index < guide.followed ? 'is-done' : ''}
            aria-current={index === next ? 'step' : undefined}
          >
            <Step step={step} taken={() => guide.show('folded')} />
          </li>
        ))}
      </ol>
    </aside>
  );
}

function Step({ step, taken }: { step: GuideStep; taken(): void }) {
  const { me, compose, become } = useWorkspace();
  return (
    <>
      <div className="guide-words">
        <p className="guide-step">{step.title}</p>
        <p className="guide-why">{step.why}</p>
      </div>
      <div className="guide-buttons">
        {step.buttons.map((button) =>
          'become' in button && button.become === me.id ? null : (
            <button
              key={button.label}
              type="button"
              className="guide-button"
              onClick={() => {
                taken();
                if ('compose' in button) compose(button.compose);
                else become(button.become, button.at);
              }}
            >
              {button.label}
            </button>
          ),
        )}
      </div>
    </>
  );
}
