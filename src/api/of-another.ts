import type { RowArguments } from './encode.ts';
import { type Endpoint, isRead } from './table.ts';

/** `/customers/:id`, `/customers/:id/details`, `/groups/:userGroupId/members/:userId`: rows whose answer is the thing of the last parameter. */
const ofOne = /^\/[\w-]+\/:(\w+)(?:\/details|(\/members\/:(\w+)))?$/;

/** A read of one thing was answered with another one (a cache on the way, a mistaken route): nobody is shown as somebody else. */
export function isOfAnother(row: Endpoint, { params = {} }: RowArguments, value: unknown): boolean {
  const [found, thing = '', , member] = ofOne.exec(row.path) ?? [];
  if (found === undefined || !isRead(row) || row.list === true || typeof value !== 'object' || value === null) return false;
  const wanted = params[member ?? thing];
  const [, came] = Object.entries(value).find(([name]) => name === (member ?? 'id')) ?? [];
  const [one, other] = [came, wanted].map((id) => String(id).trim().toLowerCase());
  return wanted !== undefined && came !== undefined && one !== other;
}
