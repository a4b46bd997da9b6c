import { expect, it } from 'vitest';
import { actions } from '../../../src/actions/registry.ts';
import { actionNames, actionTraits, readNames } from '../../../src/approvals/policy/catalogue.ts';

it('a policy file may name the actions that the app can do, and no others', () => {
  expect(Object.keys(actions).sort()).toEqual([...actionNames].sort());
});

it('no name appears twice, and none is both an action and a read', () => {
  const all = [...actionNames, ...readNames];
  expect(new Set(all).size).toBe(all.length);
  expect(readNames.filter((name) => !name.startsWith('read.'))).toEqual([]);
});

it('what the rules are checked by is what the actions are', () => {
  for (const name of actionNames) {
    const action = actions[name];
    const { risks, hasWorth, isNowhere, touchesMany, alwaysAsks } = actionTraits[name];
    expect([name, risks.includes(action.risk)]).toEqual([name, true]);
    if (action.riskOf === undefined) expect([name, risks]).toEqual([name, [action.risk]]);
    expect([name, hasWorth === true]).toEqual([name, action.worth !== undefined]);
    expect([name, touchesMany === true]).toEqual([name, action.count !== undefined]);
    // A gift asks where its receiver is new (assess.ts).
    expect([name, alwaysAsks !== undefined]).toEqual([name, (action.alwaysAsks ?? action.party) !== undefined]);
    expect([name, isNowhere === true]).toEqual([name, name.startsWith('smartmove.')]);
  }
});
