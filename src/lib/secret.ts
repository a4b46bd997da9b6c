import { inspect } from 'node:util';

/** A value that prints as dots wherever it is printed: logs, errors, JSON, the debugger. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself; call it only where it is handed to the other side. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '••••';
  }

  toJSON(): string {
    return '••••';
  }

  [inspect.custom](): string {
    return '••••';
  }
}
