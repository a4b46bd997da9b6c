import type { SmartmoveUserWrite, smartmove } from '../../src/api/smartmove/index.ts';
import type { BackOfficeState, Handlers } from './handlers.ts';
import { notFound, Refusal } from './refusal.ts';
import type { SmartmoveDocument, SmartmoveUser } from './world/smartmove-types.ts';
import type { World } from './world/types.ts';

/** The mobility provider whose users these are; another one's are not found. */
export const mobilityProvider = { country: 'AT', provider: 'WHL' } as const;

/** A user as read: the documents are nested and called differently than when they are written, and some parts are write-only. */
function answer(world: World, user: SmartmoveUser) {
  const { product, license, identification, customerAccounts: _, ...plain } = user;
  return {
    ...plain,
    ...(world.smartmoveProductField === 'productKey' ? { productKey: product } : { productCode: product }),
    ...(isEmpty(license)
      ? {}
      : {
          driversLicense: {
            licenseType: license.kind,
            issuingAuthority: license.authority,
            licenseNumber: license.number,
            issueDate: license.issueDate,
            blobs: license.blobs,
          },
        }),
    ...(isEmpty(identification)
      ? {}
      : {
          identificationDocument: {
            documentType: identification.kind,
            issuingAuthority: identification.authority,
            documentNumber: identification.number,
            issueDate: identification.issueDate,
            blobs: identification.blobs,
          },
        }),
  };
}

const isEmpty = ({ blobs, ...texts }: SmartmoveDocument) =>
  blobs.length === 0 && Object.values(texts).every((text) => text === undefined);

function checkProvider(params: { country: string; provider: string }): void {
  if (params.country !== mobilityProvider.country || params.provider !== mobilityProvider.provider) {
    throw notFound('NOT_FOUND', `There is no mobility provider ${params.country}-${params.provider}`);
  }
}

function find(world: World, id: string): SmartmoveUser {
  const user = world.smartmoveUsers.get(id.toLowerCase());
  if (user === undefined) throw notFound('NOT_FOUND', 'User not found');
  return user;
}

type Basics = Pick<
  SmartmoveUserWrite,
  | 'firstName'
  | 'lastName'
  | 'dateOfBirth'
  | 'language'
  | 'phone'
  | 'contactAddress'
  | 'billingAddress'
  | 'customerType'
  | 'productKey'
>;

const basics = (body: Basics) => ({
  firstName: body.firstName,
  lastName: body.lastName,
  dateOfBirth: body.dateOfBirth,
  language: body.language,
  phone: body.phone,
  contactAddress: body.contactAddress,
  billingAddress: body.billingAddress,
  customerType: body.customerType,
  product: body.productKey,
});

/** Members that are there; the world leaves out what it does not have. */
const present = <T extends object>(members: { [K in keyof T]: T[K] | undefined }) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>; // safe: only what is undefined was taken out

function create({ world, ids }: BackOfficeState, body: Basics & { email: string }): SmartmoveUser {
  for (const other of world.smartmoveUsers.values()) {
    if (other.email?.toLowerCase() === body.email.toLowerCase())
      throw new Refusal(409, 'CONFLICT', 'A user with this e-mail address exists already');
  }
  const id = ids.uuid();
  const user: SmartmoveUser = {
    id,
    ...basics(body),
    email: body.email,
    emailVerified: false,
    status: 'New',
    license: { blobs: [] },
    identification: { blobs: [] },
  };
  world.smartmoveUsers.set(id, user);
  return user;
}

/** Replaces: an optional part that is not in the body is gone. What the body cannot carry (e-mail, pictures, subscription) stays. */
function replace(world: World, user: SmartmoveUser, body: SmartmoveUserWrite): SmartmoveUser {
  const { id, email, productSubscriptionStart, productSubscriptionEnd } = user;
  const next: SmartmoveUser = {
    id,
    ...present({ email, productSubscriptionStart, productSubscriptionEnd, customerAccounts: body.customerAccounts }),
    ...basics(body),
    emailVerified: body.emailVerified ?? false,
    status: body.status ?? 'Incomplete',
    license: {
      blobs: user.license.blobs,
      ...present({
        kind: user.license.kind,
        authority: body.drivinglicenseIssuingAuthority,
        number: body.drivinglicenseNumber,
        issueDate: body.drivinglicenseIssuingDate,
      }),
    },
    identification: {
      blobs: user.identification.blobs,
      ...present({
        kind: body.identificationType,
        authority: body.identificationIssuingAuthority,
        number: body.identificationNumber,
        issueDate: body.identificationIssuingDate,
      }),
    },
  };
  world.smartmoveUsers.set(id, next);
  return next;
}

export const smartmoveHandlers: Handlers<typeof smartmove> = {
  users: {
    get: {
      needs: 'token',
      handle({ world }, { params }) {
        checkProvider(params);
        return answer(world, find(world, params.customerId));
      },
    },
    create: {
      needs: 'token',
      status: 201,
      handle(office, { params, body }) {
        checkProvider(params);
        return answer(office.world, create(office, body));
      },
    },
    update: {
      needs: 'token',
      handle({ world }, { params, body }) {
        checkProvider(params);
        return answer(world, replace(world, find(world, params.customerId), body));
      },
    },
  },
};

/** The row's body names the product `productKey`; this tenant may call it `productCode`, and then takes no other name. */
export function readProductField(world: World, body: unknown): unknown {
  if (world.smartmoveProductField === 'productKey' || typeof body !== 'object' || body === null) return body;
  const { productKey: _, productCode, ...rest } = body as Record<string, unknown>; // safe: any object can be read by name
  return productCode === undefined ? rest : { ...rest, productKey: productCode };
}
