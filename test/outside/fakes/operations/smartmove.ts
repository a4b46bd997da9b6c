/** Smartmove's users: what is written is flat, what is read is nested, and a PUT replaces what it does not carry. */
import { parsed, type Thing, thing } from '../json.ts';
import type { Heard } from '../server.ts';
import type { Answer, World } from './world.ts';

/** A document as it is read, of its parts as they are written. */
const licence = (body: Thing): Thing => ({
  issuingAuthority: body.drivinglicenseIssuingAuthority,
  issueDate: body.drivinglicenseIssuingDate,
  licenseNumber: body.drivinglicenseNumber,
});
const identification = (body: Thing): Thing => ({
  issuingAuthority: body.identificationIssuingAuthority,
  issueDate: body.identificationIssuingDate,
  documentNumber: body.identificationNumber,
  documentType: body.identificationType,
});
const open = ['firstName', 'lastName', 'dateOfBirth', 'language', 'phone', 'contactAddress', 'billingAddress', 'customerType'];
const pick = (body: Thing, names: string[]) => Object.fromEntries(names.map((name) => [name, body[name]]));

export function smartmoveUsers(world: World, heard: Heard): Answer {
  const parts = /^\/m2m\/api\/v1\/admin\/DE\/ABC\/users(?:\/([^/]+))?$/.exec(heard.path);
  if (!parts) return [404, { message: 'no such endpoint' }];
  const body = thing(parsed(heard.raw));
  if (parts[1] === undefined) {
    if (heard.method !== 'POST') return [405, { message: 'not allowed' }];
    const missing = [...open, 'productKey', 'email'].filter((name) => body[name] === undefined);
    if (missing.length > 0) return [400, { message: `missing: ${missing.join()}` }];
    world.nextId += 1;
    const id = `0d0f1c2e-7a51-4c1b-9a3f-0000000${world.nextId}`;
    world.smartmoveUsers.set(id, { id, emailVerified: false, status: 'New', ...body });
    return [201, world.smartmoveUsers.get(id)];
  }
  const user = world.smartmoveUsers.get(parts[1]);
  if (!user) return [404, { message: 'no such user' }];
  if (heard.method === 'GET') return [200, user];
  if (heard.method !== 'PUT') return [405, { message: 'not allowed' }];
  const missing = [...open, 'productKey'].filter((name) => body[name] === undefined);
  if (missing.length > 0) return [400, { message: `missing: ${missing.join()}` }];
  const next = {
    ...pick(user, ['id', 'email', 'productSubscriptionStart', 'productSubscriptionEnd']),
    ...pick(body, [...open, 'productKey', 'emailVerified', 'status']),
    driversLicense: licence(body),
    identificationDocument: identification(body),
  };
  world.smartmoveUsers.set(parts[1], next);
  return [200, next];
}
