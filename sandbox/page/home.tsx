import { useEffect } from 'react';
import { Blocks } from './blocks/blocks.tsx';
import { SurfaceProvider } from './blocks/surface.tsx';
import { Avatar } from './parts/avatar.tsx';
import { useWorkspace } from './workspace.ts';

/** The app's Home tab, as this person sees it. */
export function Home() {
  const { state, act, me, go } = useWorkspace();
  const messages = state.conversations.find(({ kind, name }) => kind === 'dm' && name === state.app.name);
  // biome-ignore lint/correctness/useExhaustiveDependencies: opened once for each person who comes here
  useEffect(() => {
    void act({ act: 'open-home' });
  }, [me.id]);
  return (
    <div className="home-scroll">
      <header className="conversation-head">
        <Avatar person={undefined} />
        <h1 className="conversation-name">{state.app.name}</h1>
        {messages && (
          <button type="button" className="button button-small home-messages" onClick={() => go(messages.id)}>
            Messages
          </button>
        )}
      </header>
      {state.home ? (
        <div className="home">
          <SurfaceProvider place={{ in: 'home' }} blocks={state.home.blocks}>
            <Blocks blocks={state.home.blocks} />
          </SurfaceProvider>
        </div>
      ) : (
        <div className="empty">
          <span className="spinner" aria-hidden="true" />
          <p>
            {state.appConnected
              ? `${state.app.name} is drawing its Home for ${me.name}.`
              : `${state.app.name} is not connected yet.`}
          </p>
        </div>
      )}
    </div>
  );
}
