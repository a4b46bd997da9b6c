import { useCallback, useState } from 'react';
import type { GuideMinute, GuideStep } from '../workspace/page-protocol.ts';
import { stepsFollowed } from './guide-steps.ts';
import { focusAfterClosing } from './parts/typing-place.ts';
import type { Act } from './state.ts';
import { useWorkspace } from './workspace.ts';

const KEPT = 'workspace.guide';

/** `open` shows every step, `folded` only the next one. */
type Shown = 'open' | 'folded' | 'closed';

export type GuideState = {
  minute: GuideMinute;
  /** Those that can be chosen instead. */
  others: readonly GuideMinute[];
  shown: Shown;
  /** How many of its steps were followed. */
  followed: number;
  show(shown: Shown): void;
  choose(minute: GuideMinute): void;
  /** Notices what the visitor did: the guide then folds, and closes after the last step of all. */
  saw(act: Act): void;
};

const none: GuideMinute = { title: '', steps: [] };

/** Whether the guide is shown and how far it was followed; the browser remembers both. */
export function useGuide(minutes: readonly GuideMinute[]): GuideState {
  const [{ shown, at, followed }, set] = useState(remembered);
  const change = useCallback((next: (before: Kept) => Kept) => {
    set((before) => {
      const after = next(before);
      if (after !== before) localStorage.setItem(KEPT, `${after.shown} ${after.at} ${after.followed.join(',')}`);
      return after;
    });
  }, []);
  const current = Math.min(at, Math.max(0, minutes.length - 1));
  const minute = minutes[current] ?? none;
  return {
    minute,
    others: minutes.filter((one) => one !== minute),
    shown,
    followed: Math.min(followed[current] ?? 0, minute.steps.length),
    // What was followed to its end begins again.
    show: useCallback(
      (now) => change((before) => ({ ...(now === 'open' ? restarted(before, current, minute) : before), shown: now })),
      [change, current, minute],
    ),
    choose: useCallback(
      (chosen) => {
        const index = minutes.indexOf(chosen);
        change((before) => ({ ...restarted(before, index, chosen), at: index, shown: isPhone() ? 'folded' : 'open' }));
      },
      [change, minutes],
    ),
    saw: useCallback(
      (act) =>
        change((before) => {
          const had = before.followed[current] ?? 0;
          if (before.shown === 'closed' || had >= minute.steps.length) return before;
          const now = stepsFollowed(minute.steps, had, act);
          if (now === had) return before;
          const after = { ...before, followed: withOne(before.followed, current, now) };
          const isOver = minutes.every(({ steps }, index) => (after.followed[index] ?? 0) >= steps.length);
          return { ...after, shown: isOver ? 'closed' : 'folded' };
        }),
      [change, current, minute, minutes],
    ),
  };
}

type Kept = { shown: Shown; at: number; followed: readonly number[] };

function restarted(before: Kept, index: number, { steps }: GuideMinute): Kept {
  return (before.followed[index] ?? 0) < steps.length ? before : { ...before, followed: withOne(before.followed, index, 0) };
}

function withOne(followed: readonly number[], index: number, count: number): number[] {
  return Array.from({ length: Math.max(followed.length, index + 1) }, (_, one) => (one === index ? count : (followed[one] ?? 0)));
}

/** All five steps would take half of a phone's screen. */
const isPhone = () => window.matchMedia('(max-width: 760px)').matches;

function remembered(): Kept {
  const [shown = 'open', at, followed] = (localStorage.getItem(KEPT) ?? `${isPhone() ? 'folded' : 'open'} 0 0`).split(' ');
  return {
    shown: shown === 'closed' || shown === 'folded' ? shown : 'open',
    at: Number.parseInt(at ?? '0', 10) || 0,
    followed: (followed ?? '').split(',').map((count) => Number.parseInt(count, 10) || 0),
  };
}

/**
 * Things to try, for somebody who has read nothing. It is above the conversation and covers nothing; once a step is taken it folds
 * into a line with the next one, and after the last it offers what else there is to try. The sidebar brings it back.
 */
export function Guide({ guide }: { guide: GuideState }) {
  const { minute, others, followed } = guide;
  const last = minute.steps.length;
  const folded = guide.shown === 'folded';
  const isOver = followed >= last;
  const close = () => {
    guide.show('closed');
    focusAfterClosing();
  };
  const more = others.length > 0 && (!folded || isOver);
  return (
    <aside className={`guide ${folded ? 'is-folded' : ''}`} aria-labelledby="guide-title">
      <div className="guide-head">
        <h2 id="guide-title">{!folded ? minute.title : isOver ? 'All done' : `Step ${followed + 1} of ${last}`}</h2>
        <button
          type="button"
          className="link-button"
          aria-expanded={!folded}
          onClick={() => {
            guide.show(folded ? 'open' : 'folded');
            focusAfterClosing();
          }}
        >
          {!folded ? 'Fold' : isOver ? 'Again' : 'Show all'}
        </button>
        <button type="button" className="icon-button" aria-label="Close the guide" onClick={close}>
          ×
        </button>
      </div>
      {!(folded && isOver) && (
        <ol className="guide-steps">
          {minute.steps.map((step, index) => (
            <li
              key={step.title}
              value={index + 1}
              hidden={folded && index !== followed}
              className={index < followed ? 'is-done' : ''}
              aria-current={index === followed ? 'step' : undefined}
            >
              <Step step={step} taken={() => guide.show('folded')} />
            </li>
          ))}
        </ol>
      )}
      {more && (
        <div className="guide-more">
          <span className="guide-why">Another minute:</span>
          {others.map((other) => (
            <button
              key={other.title}
              type="button"
              className="guide-button"
              onClick={() => {
                guide.choose(other);
                focusAfterClosing();
              }}
            >
              {other.title}
            </button>
          ))}
        </div>
      )}
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
