import { Avatar } from './parts/avatar.tsx';
import { Menu } from './parts/menu.tsx';
import { useWorkspace } from './workspace.ts';

export type Panel = 'none' | 'sidebar' | 'drawer' | 'switcher';

export function TopBar({ panel, setPanel }: { panel: Panel; setPanel(panel: Panel): void }) {
  const { state } = useWorkspace();
  const faults = state.faults.length;
  const toggle = (which: Panel) => setPanel(panel === which ? 'none' : which);
  return (
    <header className="top">
      <button
        type="button"
        className="icon-button top-menu"
        aria-label="Channels and people"
        aria-expanded={panel === 'sidebar'}
        onClick={() => toggle('sidebar')}
      >
        ☰
      </button>
      <div className="top-name">
        <span className="app-mark" aria-hidden="true" />
        <span className="top-title">{state.app.name}</span>
        <span className="badge-local" title="Everything here is made up. Nothing reaches Slack or a real service.">
          Local sandbox
        </span>
      </div>
      <button type="button" className="top-search" onClick={() => setPanel('switcher')}>
        <span>Jump to…</span>
        <kbd>Ctrl K</kbd>
      </button>
      <People />
      <button
        type="button"
        className={`top-button ${panel === 'drawer' ? 'is-on' : ''}`}
        aria-expanded={panel === 'drawer'}
        aria-label="Behind the scenes"
        title="What reaches the back offices, faults and the clock (Ctrl B)"
        onClick={() => toggle('drawer')}
      >
        <span aria-hidden="true" className="scenes-icon" />
        <span className="top-button-text">Behind the scenes</span>
        {faults > 0 && <span className="pill pill-warn">{faults}</span>}
      </button>
    </header>
  );
}

const altP = (event: KeyboardEvent) => event.altKey && !event.ctrlKey && !event.metaKey && event.code === 'KeyP';

/** Who I am now, and everybody I could be: one press on a face, or Alt and P. */
function People() {
  const { state, me, become, act } = useWorkspace();
  const isGerman = me.locale === 'de-DE';
  return (
    <div className="people">
      <Menu
        label={`You are ${me.name}, ${me.title}. Switch user`}
        title="Switch user"
        buttonClass="people-now"
        align="end"
        width={280}
        openKey={altP}
        digits
        button={
          <>
            <Avatar person={me} />
            <span className="people-who">
              <span className="people-you">You are</span>
              <span className="people-name">{me.name}</span>
            </span>
            <span className="people-title">{me.title}</span>
            <span className="caret" aria-hidden="true" />
          </>
        }
        items={[
          ...state.people.map((person) => ({
            key: person.id,
            checked: person.id === me.id,
            label: (
              <span className="people-item">
                <Avatar person={person} />
                <span>
                  <span className="people-name">{person.name}</span>
                  <span className="people-title">{person.title}</span>
                </span>
              </span>
            ),
            choose: () => become(person.id),
          })),
          {
            key: 'language',
            label: isGerman ? 'Use Slack in English' : 'Use Slack in German (Deutsch)',
            choose: () => void act({ act: 'use-slack-in', locale: isGerman ? 'en-GB' : 'de-DE' }),
          },
        ]}
      />
      <div className="people-strip">
        {state.people
          .filter((person) => person.id !== me.id)
          .map((person) => (
            <button
              key={person.id}
              type="button"
              className="people-face"
              aria-label={`Switch to ${person.name}, ${person.title}`}
              title={`Switch to ${person.name} · ${person.title}`}
              onClick={() => become(person.id)}
            >
              <Avatar person={person} size="small" />
            </button>
          ))}
      </div>
    </div>
  );
}
