/** Plain words as an action gives them (the same shape as its `Plain`): the views draw and escape them. */
export type PlainWords = {
  title: string;
  lines?: readonly string[];
  changes?: readonly Change[];
  warning?: string;
  undo?: string;
  isLarge?: boolean;
  /** What is to be done next, offered to the asker once it is done. */
  next?: readonly { action: string; label: string; about: { terms: number } }[];
};

export type Change = { label: string; before: string; after: string };

/** A part of a view that may not have been loaded: the rest is shown, and this part says why. `hidden`: this person may not see it. */
export type Part<T> = { ok: true; value: T } | { ok: false; say: string; hidden?: true };

/** Whose clock the texts follow. */
export type Reading = { now: Date; timeZone: string | undefined };
