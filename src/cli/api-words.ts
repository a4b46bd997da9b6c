import type { ComparedCall } from '../api/document/compare.ts';
import type { DocumentDifference } from '../api/document/difference.ts';

/** What was compared, in lines: the calls that differ with each difference, then a sum. */
export function comparedLines(calls: readonly ComparedCall[]): string[] {
  const differing = calls.filter(({ differences }) => differences.length > 0);
  const lines = differing.flatMap(({ name, method, path, nearest, differences }) => [
    `${name} (${method} ${path})`,
    ...differences.map((one) => `  ${one.at}: ${sentence(one)}${near(one, nearest)}`),
  ]);
  const same = calls.length - differing.length;
  return [
    ...lines,
    differing.length === 0
      ? `All ${calls.length} calls are there as the app makes them.`
      : `${same} of ${calls.length} calls are there as the app makes them, ${differing.length} ${differing.length === 1 ? 'differs' : 'differ'}.`,
  ];
}

function sentence({ kind, ours, theirs }: DocumentDifference): string {
  switch (kind) {
    case 'not there':
      return theirs === null ? `${ours} is not there.` : `${ours} is not there: ${theirs}.`;
    case 'not known':
      return `we send ${ours}, which is not known there.`;
    case 'required':
      return `${theirs} is required there, and the app never sends it.`;
    case 'type':
      return `${ours} here, ${theirs} there.`;
    case 'missing':
      return `we read ${ours}, which does not come.`;
    case 'envelope':
      return theirs === null ? `there is no list at ${ours}.` : `a list here, ${theirs} there.`;
    case 'values':
      return `values differ: ${ours} here, ${theirs} there.`;
    case 'not described':
      return `${ours} here; the document does not say what it is there, so nothing can be compared.`;
  }
}

/** Of a call that is not there, the nearest calls; of a field, the nearest names. */
function near({ kind, nearest }: DocumentDifference, calls: readonly string[]): string {
  const names = kind === 'not there' ? calls : nearest;
  return names.length === 0 ? '' : ` Nearest: ${names.join(', ')}.`;
}
