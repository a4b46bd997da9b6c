import type { StoredMessage } from './state.ts';

/**
 * Where a response_url speaks: to whom, in which channel, and from which message of the app's it came, if from one. Only that message can be
 * replaced or deleted by it: what a command's response_url has posted can't be changed.
 */
export type Reply = { person: string; channel: string; origin?: StoredMessage };

export type Issued = Reply & { atMs: number; used: number };

export type ResponseUrls = { issued: Map<string, Issued> };

export function createResponseUrls(): ResponseUrls {
  return { issued: new Map() };
}
