import { z } from 'zod';
import { counted } from '../../lib/text.ts';
import { defineAction } from '../define.ts';
import { existingBranch } from '../vocabulary/existing-branch.ts';
import { ifAllowed } from '../vocabulary/if-allowed.ts';

/** How many there are when nobody can say: no rule for a few may match. */
const unknownCount = 1_000_000;

/** Signs out everybody with a role in a branch. */
export const logoutMany = defineAction({
  name: 'access.logout-many',
  label: 'Log out many',
  risk: 'bulk',
  reason: 'required',
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
  branches: (_seen, { branchId }) => [branchId],
  preview: ({ branch, most }, { role }, _show) => ({
    title: `Log out everybody with the role ${role} in ${branch}`,
    lines: [
      most === undefined
        ? 'How many people that are is not known.'
        : `The back office does not say how many have this role; ${branch} has ${counted(most, 'customer')} in all.`,
    ],
    warning: 'It takes effect at once and for all of them, colleagues and customers in the middle of a rental included.',
    undo: 'Cannot be undone: each of them signs in again by themselves.',
  }),
  execute: ({ operations }, { role, branchId }) => operations.customers.logoutMany({ body: { role, branchId } }),
  render: ({ branch }, { role }, _show, result) => ({
    title: `Everybody with the role ${role} in ${branch} is logged out`,
    lines: result?.loggedOut === undefined ? [] : [`The back office counted ${counted(result.loggedOut, 'person', 'people')}.`],
  }),
});
