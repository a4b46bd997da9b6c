/** Everything that may be done to terms, business units and Smartmove users, each to one of its own. */
import type { Deed } from './deeds.ts';
import type { Thing } from './fakes/json.ts';
import type { Stage } from './stage.ts';

export const smartmoveUsers = '/m2m/api/v1/admin/DE/ABC/users';

const next = (here: Stage) => {
  here.operations.world.nextId += 1;
  return here.operations.world.nextId;
};

export function aTerms(here: Stage) {
  const id = next(here);
  const terms = {
    id,
    branchId: 1,
    termsAndConditionsText: `Bedingungen ${id}`,
    termsAndConditionsUrl: `https://agb.example/${id}`,
    privacyGuidelinesText: 'Datenschutz',
    privacyGuidelinesUrl: 'https://agb.example/privat',
  };
  here.operations.world.terms.set(id, terms);
  return { ...terms };
}

export function aUnit(here: Stage) {
  const id = next(here);
  const unit = { id, name: `Sparte${id}`, timezone: 'Europe/Berlin', currency: 'EUR', taxPercentage: 19, branchId: 1 };
  here.operations.world.units.set(id, unit);
  return { ...unit };
}

export function aSmartmoveUser(here: Stage) {
  const n = next(here);
  const address = { address: 'Lindenhof 3', city: 'Berlin', zipCode: '10115', countryCode: 'DE', federalState: 'Berlin' };
  const user = {
    id: `9b2c${n}-1111-4222-8333-4444555${n}`.replace(/^9b2c(\d{5})-/, (_, digits) => `9b2${digits}-`),
    firstName: 'Sibylle',
    lastName: `Wanderstab${n}`,
    dateOfBirth: '1980-02-03T00:00:00.000Z',
    language: 'de',
    phone: `+4917088${n}`,
    email: `sibylle${n}@kundenpost.example`,
    contactAddress: { ...address },
    billingAddress: { ...address, address: 'Rechnungsweg 9', company: 'Stab OHG', vatNumber: 'DE811111111' },
    customerType: 'Private',
    productKey: 'basic',
    productSubscriptionStart: '2026-01-01',
    emailVerified: true,
    status: 'Active',
    driversLicense: {
      licenseType: 'B',
      issuingAuthority: 'LABO',
      licenseNumber: 'B072RRE2I55',
      issueDate: '2010-05-06T00:00:00.000Z',
      blobs: [],
    },
    identificationDocument: {
      documentType: 'IDCARD',
      issuingAuthority: 'Bürgeramt',
      documentNumber: 'T220001293',
      issueDate: '2020-07-08T00:00:00.000Z',
      blobs: [],
    },
  };
  here.operations.world.smartmoveUsers.set(user.id, user);
  return { ...user };
}

/** The whole body that a Smartmove user of ours is put with, when this changes. */
export const whole = (user: ReturnType<typeof aSmartmoveUser>, changed: Thing): Thing => ({
  firstName: user.firstName,
  lastName: user.lastName,
  dateOfBirth: user.dateOfBirth,
  language: user.language,
  phone: user.phone,
  contactAddress: user.contactAddress,
  billingAddress: user.billingAddress,
  customerType: user.customerType,
  productKey: user.productKey,
  emailVerified: user.emailVerified,
  status: user.status,
  drivinglicenseIssuingAuthority: user.driversLicense.issuingAuthority,
  drivinglicenseIssuingDate: user.driversLicense.issueDate,
  drivinglicenseNumber: user.driversLicense.licenseNumber,
  identificationIssuingAuthority: user.identificationDocument.issuingAuthority,
  identificationIssuingDate: user.identificationDocument.issueDate,
  identificationNumber: user.identificationDocument.documentNumber,
  identificationType: user.identificationDocument.documentType,
  ...changed,
});

export const deeds: Record<string, (here: Stage) => Deed> = {
  'terms.create'(here) {
    const n = next(here);
    const body = {
      branchId: 1,
      termsAndConditionsText: `Neue Bedingungen ${n}`,
      termsAndConditionsUrl: `https://agb.example/n${n}`,
      privacyGuidelinesText: 'Datenschutz',
      privacyGuidelinesUrl: 'https://agb.example/privat',
    };
    return {
      line: '/terms create',
      already: { Branch: 'Berlin' },
      values: {
        'Terms label': body.termsAndConditionsText,
        'Terms link': body.termsAndConditionsUrl,
        'Privacy label': body.privacyGuidelinesText,
        'Privacy link': body.privacyGuidelinesUrl,
      },
      gate: 'a lead',
      about: body.termsAndConditionsText,
      call: { method: 'POST', path: '/terms-and-conditions', body },
      proof: /^\/terms-and-conditions\/\d+$/,
    };
  },
  'terms.update'(here) {
    const { id, ...terms } = aTerms(here);
    return {
      line: `/terms edit ${id}`,
      already: {
        Terms: `terms ${id}`,
        'Terms label': terms.termsAndConditionsText,
        'Terms link': terms.termsAndConditionsUrl,
        'Privacy label': 'Datenschutz',
      },
      values: { 'Terms label': `Bessere Bedingungen ${id}` },
      gate: 'a lead',
      about: `terms ${id}`,
      call: {
        method: 'PUT',
        path: `/terms-and-conditions/${id}`,
        body: { ...terms, termsAndConditionsText: `Bessere Bedingungen ${id}` },
      },
      proof: `/terms-and-conditions/${id}`,
    };
  },
  'terms.delete'(here) {
    const { id } = aTerms(here);
    return {
      line: `/terms delete ${id}`,
      already: { Terms: `terms ${id}` },
      gate: 'a lead',
      about: `terms ${id}`,
      call: { method: 'DELETE', path: `/terms-and-conditions/${id}` },
      proof: `/terms-and-conditions/${id}`,
    };
  },
  'unit.create'(here) {
    const n = next(here);
    return {
      line: `/business-unit create Neusparte${n}`,
      already: { Name: `Neusparte${n}`, Currency: 'EUR' },
      values: { 'Time zone': 'Europe/Berlin', 'Tax percentage': '19' },
      gate: 'at once',
      about: `Neusparte${n}`,
      call: {
        method: 'POST',
        path: '/business-units',
        body: { name: `Neusparte${n}`, timezone: 'Europe/Berlin', currency: 'EUR', taxPercentage: 19 },
      },
      proof: /^\/business-units\/\d+$/,
    };
  },
  'unit.update'(here) {
    const { id, name, timezone } = aUnit(here);
    return {
      line: `/business-unit edit ${id}`,
      already: { 'Business unit': name, Name: name, 'Time zone': timezone },
      values: { 'Time zone': 'Europe/Zurich' },
      gate: 'at once',
      about: name,
      call: { method: 'PUT', path: `/business-units/${id}`, body: { name, timezone: 'Europe/Zurich' } },
      proof: `/business-units/${id}`,
    };
  },
  'unit.delete'(here) {
    const { id, name } = aUnit(here);
    return {
      line: `/business-unit delete ${id}`,
      already: { 'Business unit': name },
      gate: 'a lead',
      about: name,
      call: { method: 'DELETE', path: `/business-units/${id}` },
      proof: `/business-units/${id}`,
    };
  },
  'smartmove.create'(here) {
    const n = next(here);
    const home = { address: 'Seeweg 1', city: 'Berlin', zipCode: '10117', countryCode: 'DE' };
    return {
      line: '/smartmove create',
      values: {
        'E-mail': `neu${n}@kundenpost.example`,
        'First name': 'Ottilie',
        'Last name': `Neuland${n}`,
        'Birth date': '1991-03-04',
        Phone: `+4917099${n}`,
        Language: 'English',
        'Customer type': 'Private',
        Product: 'basic',
        Address: home.address,
        Postcode: home.zipCode,
        City: home.city,
        Country: home.countryCode,
      },
      gate: 'at once',
      about: `Neuland${n}`,
      call: {
        method: 'POST',
        path: smartmoveUsers,
        body: {
          productKey: 'basic',
          firstName: 'Ottilie',
          lastName: `Neuland${n}`,
          dateOfBirth: '1991-03-04T00:00:00.000Z',
          language: 'en',
          phone: `+4917099${n}`,
          email: `neu${n}@kundenpost.example`,
          contactAddress: home,
          billingAddress: home,
          customerType: 'Private',
        },
      },
      proof: new RegExp(`^${smartmoveUsers}/[0-9a-f-]{36}$`),
    };
  },
  'smartmove.update'(here) {
    const user = aSmartmoveUser(here);
    return {
      line: `/smartmove edit ${user.id}`,
      already: { 'Last name': user.lastName, City: 'Berlin', Status: 'Active', Product: 'basic' },
      values: { City: 'Potsdam', Status: 'Blocked' },
      gate: 'a lead',
      about: user.id.slice(0, 8),
      call: {
        method: 'PUT',
        path: `${smartmoveUsers}/${user.id}`,
        body: whole(user, { status: 'Blocked', contactAddress: { ...user.contactAddress, city: 'Potsdam' } }),
      },
      proof: `${smartmoveUsers}/${user.id}`,
    };
  },
};
