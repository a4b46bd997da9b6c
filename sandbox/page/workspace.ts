import { createContext, useContext } from 'react';
import type { PageState, Person } from '../workspace/page-protocol.ts';
import type { Act, Connection } from './state.ts';

/** What every part of the page may ask for. */
export type Workspace = {
  state: PageState;
  me: Person;
  at: string;
  /** Opens a conversation, or `home`. */
  go(at: string, message?: string): void;
  /** The message that a link led to, if one did. */
  sought: string;
  /** Looks through another person's eyes, at the same place or at this one. */
  become(person: string, at?: string): void;
  /** Sends what the person did; a refusal is shown as a notice. Resolves to whether it went well. */
  act(act: Act): Promise<boolean>;
  ask: Connection['ask'];
  /** Puts a text into the composer and the caret behind it. */
  compose(text: string): void;
  /** What is to be in the composer, until the composer has taken it. */
  draft: string | undefined;
  takeDraft(): void;
};

const WorkspaceContext = createContext<Workspace | undefined>(undefined);
export const WorkspaceProvider = WorkspaceContext.Provider;

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('a part of the page is outside the workspace');
  return workspace;
}

/** The present instant of the sandbox's clock, in epoch seconds. */
export function nowOf(state: PageState): number {
  return Date.parse(state.clock.now) / 1000;
}

/** The person who wrote or is meant; the app itself is nobody of the people. */
export function personOf(state: PageState, id: string): Person | undefined {
  return state.people.find((person) => person.id === id);
}
