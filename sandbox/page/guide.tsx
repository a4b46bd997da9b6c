import { useCallback, useState } from 'react';
import { type GuideStep, guideSteps, stepsFollowed } from './guide-steps.ts';
import { focusAfterClosing } from './parts/typing-place.ts';
import type { Act } from './state.ts';
import { useWorkspace } from './workspace.ts';

const KEPT = 'wheelhouse.guide';

/** `open` shows every step, `folded` only the next one. */
type Shown = 'open' | 'folded' | 'closed';

export type GuideState = {
  shown: Shown;
  /** How many steps were followed. */
  followed: number;
  show(shown: Shown): void;
  /** Notices what the visitor does: the guide then folds, and closes after its last step. */
  saw(act: Act): void;
};

/** Whether the guide is shown and how far it was followed; the browser remembers both. */
export function useGuide(): GuideState {
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
    shown,
    followed,
    show: useCallback(
      (now) => change(({ followed }) => ({ shown: now, followed: now === 'open' ? followed % LAST : followed })),
      [change],
    ),
    saw: useCallback(
      (act) =>
        change((before) => {
          if (before.shown === 'closed') return before;
          const now = stepsFollowed(before.followed, act);
          if (now === LAST) return { shown: 'closed', followed: now };
          return now > before.followed ? { shown: 'folded', followed: now } : before;
        }),
      [change],
    ),
  };
}

type Kept = { shown: Shown; followed: number };

const LAST = guideSteps.length;

function remembered(): Kept {
  const [shown = 'open', followed] = (localStorage.getItem(KEPT) ?? 'open 0').split(' ');
  return {
    shown: shown === 'closed' || shown === 'folded' ? shown : 'open',
    followed: Math.min(Number.parseInt(followed ?? '0', 10) || 0, LAST),
  };
}

/**
 * Things to try, for somebody who has read nothing. It stands above the conversation and covers nothing; once a step is taken it folds
 * into a line with the next one, and it goes after the last. The sidebar brings it back.
 */
export function Guide({ guide }: { guide: GuideState }) {
  const next = Math.min(guide.followed, LAST - 1);
  const folded = guide.shown === 'folded';
  const close = () => {
    guide.show('closed');
    focusAfterClosing();
  };
  return (
    <aside className={`guide ${folded ? 'is-folded' : ''}`} aria-labelledby="guide-title">
      <div className="guide-head">
        <h2 id="guide-title">{folded ? `Step ${next + 1} of ${LAST}` : 'Five things to try'}</h2>
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
        {guideSteps.map((step, index) => (
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
  const { state, me, compose, become } = useWorkspace();
  const lead = state.people.find(({ title }) => /lead/i.test(title));
  const approvals = state.conversations.find(({ name }) => name === 'approvals')?.id;
  return (
    <>
      <div className="guide-words">
        <p className="guide-step">{step.title}</p>
        <p className="guide-why">{step.why}</p>
      </div>
      <div className="guide-buttons">
        {step.buttons.map(({ label, compose: line, toLead }) =>
          toLead && (!lead || lead.id === me.id) ? null : (
            <button
              key={label}
              type="button"
              className="guide-button"
              onClick={() => {
                taken();
                if (line) compose(line);
                else if (lead) become(lead.id, approvals);
              }}
            >
              {toLead && lead ? `Switch to ${lead.name}` : label}
            </button>
          ),
        )}
      </div>
    </>
  );
}
