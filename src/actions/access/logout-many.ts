import { z } from 'zod';
import { speak } from '../../lib/language/speak.ts';
import { defineAction } from '../define.ts';
import { existingBranch } from '../shared/branches.ts';
import { ifAllowed } from '../shared/readings.ts';
import { reachesLater } from './shared.ts';

/** How many there are when nobody can say: no rule for a few may match. */
const unknownCount = 1_000_000;

/** Signs out everybody with a role in a branch. */
export const logoutMany = defineAction({
  name: 'access.logout-many',
  label: 'Log out everyone with a role',
  risk: 'bulk',
  input: z.object({ role: z.string().trim().min(1).max(100), branchId: z.number().int() }),
  subjects: ({ branchId }) => [`logout:${branchId}`],
  async precheck({ operations }, { branchId }) {
    // Nothing says how many have the role; nobody outside the branch is touched, so all of the branch are the most.
    const [branch, people] = await Promise.all([
      existingBranch(operations, branchId),
      ifAllowed(operations.customers.search({ query: { branchId, size: 1 } })),
    ]);
    return { branch, most: people?.totalElements };
  },
  fingerprint: ({ branch }) => ({ Branch: branch }),
  count: (_input, { most }) => most ?? unknownCount,
  branches: (_snapshot, { branchId }) => [branchId],
  preview: ({ branch, most }, { role }, _redactor) => ({
    title: speak('Log out everybody with the role {role} in {branch}', { role, branch }),
    lines: [
      most === undefined
        ? speak('How many people that are is not known.')
        : speak(
            'The back office does not say how many have this role; {branch} has {most, plural, one {# customer} other {# customers}} in all.',
            { branch, most },
          ),
    ],
    warning: speak('It is for all of them, colleagues and customers in the middle of a rental included. {reachesLater}', {
      reachesLater: speak(reachesLater),
    }),
    undo: speak('Can’t be undone; each of them just signs in again.'),
  }),
  execute: ({ operations }, { role, branchId }) => operations.customers.logoutMany({ body: { role, branchId } }),
  render: ({ branch }, { role }, _redactor, result) => ({
    title: speak('Everybody with the role {role} in {branch} is logged out', { role, branch }),
    lines: [
      ...(result?.loggedOut === undefined
        ? []
        : [
            speak('The back office counted {loggedOut, plural, one {# person} other {# people}}.', {
              loggedOut: result.loggedOut,
            }),
          ]),
      speak(reachesLater),
    ],
  }),
});
