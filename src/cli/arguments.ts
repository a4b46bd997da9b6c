import { userInfo } from 'node:os';
import { type Risk, risks } from '../actions/define.ts';

/** What a command came to: its lines and its exit code. */
export type CommandEnd = { lines: readonly string[]; code: 0 | 1 | 2 };

/** A number of at least nothing, as people write it; undefined for anything else. */
export function numberIn(text: string): number | undefined {
  return /^\d{1,12}(\.\d{1,4})?$/.test(text.trim()) ? Number(text) : undefined;
}

export function notNumber(option: string, text: string): CommandEnd {
  return { lines: [`--${option} ${text}: write a number of at least 0, such as 50 or 12.50.`], code: 2 };
}

export function riskIn(text: string): { risk: Risk } | CommandEnd {
  const risk = risks.find((one) => one === text);
  return risk === undefined ? { lines: [`--risk ${text}: write one of ${risks.join(', ')}.`], code: 2 } : { risk };
}

/** Who runs this, as the machine knows them. */
export function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}
