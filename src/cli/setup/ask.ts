/** Says what is wrong with what was typed; undefined if nothing is. */
export type Check = (typed: string) => string | undefined;
export type SetupChoice<T> = { value: T; label: string; hint?: string | undefined };

/** Somebody who answers questions: a person at a terminal, or a test. Each rejects with `Stopped` when they have had enough. */
export type Ask = {
  text(question: string, options: { initial?: string | undefined; hint?: string | undefined; check?: Check }): Promise<string>;
  /** What is typed is not shown. */
  secret(question: string, options: { check?: Check }): Promise<string>;
  choose<T extends string>(question: string, choices: readonly SetupChoice<T>[], initial?: T): Promise<T>;
  confirm(question: string, initial: boolean): Promise<boolean>;
  tell(kind: 'info' | 'good' | 'bad', text: string): void;
  /** Shows that something takes a moment. */
  during<T>(what: string, work: () => Promise<T>): Promise<T>;
};

/** Ctrl-C, or Esc. */
export class Stopped extends Error {}
