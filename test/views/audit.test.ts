import { expect, it } from 'vitest';
import { auditMessage } from '../../src/views/audit/list.ts';

it.each([
  ['decide', 'not decided in time'],
  ['execute', 'not carried out in time'],
])('an entry says which time ran out: %s', (clock, said) => {
  const entry = {
    ...{ seq: 1, at: new Date(0), kind: 'request.expired', actor: 'app', requestId: undefined, action: undefined },
    ...{ subjects: [], facts: { facts: { clock } }, reason: undefined },
  };
  const shown = auditMessage({
    ...{ page: { entries: [entry], hasOlder: false, hasNewer: false }, looking: '', timeZone: undefined, filter: '' },
    ...{ labelOf: String, olderThan: String, newerThan: String },
  });
  expect(JSON.stringify(shown.blocks)).toContain(said);
});
