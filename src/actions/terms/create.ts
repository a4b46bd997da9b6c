import { z } from 'zod';
import type { Terms } from '../../api/operations/index.ts';
import { refuse } from '../../errors.ts';
import { defineAction, type Readers } from '../define.ts';
import { branchName } from '../vocabulary/branch-name.ts';
import {
  acceptedBy,
  mustAcceptAgain,
  TermsFacts,
  termsFieldNames,
  termsFields,
  termsWord,
  touchedBy,
} from '../vocabulary/terms.ts';

const input = z.object({ branchId: z.number().int(), terms: TermsFacts });

/** Adds a version of a branch's terms; in force, it sends every customer of the branch through accepting it. */
export const createTerms = defineAction({
  name: 'terms.create',
  label: 'Create terms',
  risk: 'bulk',
  reason: 'required',
  input,
  // One version at a time: two of them would both read the other as not there.
  subjects: ({ branchId }) => [`terms-of:${branchId}`],
  async precheck(readers, { branchId, terms }) {
    const [branch, versions, accepted] = await Promise.all([
      branchName(readers, branchId),
      versionsOf(readers, branchId),
      terms.active ? acceptedBy(readers, branchId) : undefined,
    ]);
    if (versions.some(({ version }) => version === terms.version))
      throw refuse(`${branch} has a version ${terms.version} of its terms already. Edit that one, or choose another version.`);
    const inForce = versions.flatMap(({ active, version, id }) => (active === true ? [version ?? `no. ${id}`] : [])).sort();
    return { branch, inForce, accepted };
  },
  fingerprint: ({ branch, inForce }) => ({ Branch: branch, 'In force now': inForce }),
  branches: (_seen, { branchId }) => [branchId],
  count: ({ terms }, { accepted }) => touchedBy(terms.active, accepted),
  preview({ branch, inForce, accepted }, { terms }) {
    return {
      title: `Create version ${terms.version} of the terms of ${branch}`,
      lines: [
        ...termsFieldNames.slice(1).map((field) => `${termsFields[field]}: ${termsWord(terms[field])}`),
        `In force until now: ${inForce.length === 0 ? 'none' : `version ${inForce.join(', ')}`}.`,
      ],
      ...(terms.active
        ? {
            warning: mustAcceptAgain(branch, accepted, terms.validFrom),
            undo: 'It can be deleted again, but who was asked to accept it has been asked.',
          }
        : { undo: 'Customers notice nothing of it until it is in force; it can be deleted again.' }),
    };
  },
  execute: ({ operations }, { branchId, terms }) => operations.terms.create({ body: { branchId, ...terms } }),
  async settled(readers, { branchId, terms }, _seen, _told, result) {
    const found =
      result === undefined
        ? // Its version was free when it was sent, and a branch has each version once.
          (await versionsOf(readers, branchId)).find(({ version }) => version === terms.version)
        : await readers.operations.terms.get({ params: { id: result.id } });
    return found !== undefined && isAsWritten(found, terms) ? 'done' : 'not-done';
  },
  render: ({ branch, accepted }, { terms }, _show, result) => ({
    title: `${branch} has version ${terms.version} of its terms${result === undefined ? '' : ` (${result.id})`}`,
    ...(terms.active ? { lines: [mustAcceptAgain(branch, accepted, terms.validFrom)] } : {}),
  }),
});

async function versionsOf({ operations }: Readers, branchId: number): Promise<Terms[]> {
  const page = await operations.terms.list({ query: { branchId, size: 500 } });
  return page.items.filter((terms) => terms.branchId === undefined || terms.branchId === branchId);
}

function isAsWritten(found: Terms, terms: z.output<typeof TermsFacts>): boolean {
  return (
    found.version === terms.version &&
    found.title === terms.title &&
    (terms.url === undefined || found.url === terms.url) &&
    (terms.validFrom === undefined || found.validFrom?.slice(0, 10) === terms.validFrom) &&
    (found.active ?? terms.active) === terms.active
  );
}
