export type DifferenceKind =
  /** No such path, or no such method there. */
  | 'not there'
  /** We send it, and it is not known there. */
  | 'not known'
  /** It must be sent, and never is. */
  | 'required'
  | 'type'
  /** We read it, and it does not come. */
  | 'missing'
  /** The list is inside an object. */
  | 'envelope'
  /** Values that one side does not know. */
  | 'values'
  /** The document says nothing about it, so that nothing can be compared. */
  | 'not described';

/** Something that would hurt. `at` is ours: `method`, `path`, `query.…`, `body.…` or `answer.…`, of a list one element. */
export type DocumentDifference = {
  at: string;
  kind: DifferenceKind;
  ours: string | null;
  theirs: string | null;
  nearest: string[];
};

export function difference(
  at: string,
  kind: DifferenceKind,
  ours: string | null,
  theirs: string | null,
  nearest: string[] = [],
): DocumentDifference {
  return { at, kind, ours, theirs, nearest };
}
