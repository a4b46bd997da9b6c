import type { Redactor } from '../../src/lib/mask.ts';
import type { ShownAbsence } from '../../src/views/approvals/away-notes.ts';
import type { LatelyFacts } from '../../src/views/common/lately.ts';
import type { PlainWords } from '../../src/views/common/plain.ts';
import type { CustomerFacts } from '../../src/views/customer/facts.ts';
import type { ProfileProps } from '../../src/views/customer/profile.ts';
import type { EligibilityProps } from '../../src/views/eligibility/result.ts';
import type { Field, FormProps } from '../../src/views/form/form.ts';
import type { RequestAudience, RequestReading, RequestView } from '../../src/views/request/view.ts';
import type { ShownState } from '../../src/views/request/words.ts';
import { OwnTokens } from '../support/own-pages.ts';
import { given, type World } from './worlds.ts';

/** The people and links that views themselves put there; nobody and nothing else may be mentioned or linked. */
export const ownTokens: ReadonlySet<string> = new OwnTokens([
  '<@U0AGENT1>',
  '<@U0LEAD1>',
  '<@U0LEAD2>',
  '<https://workspace.example/archives/C0APPROVALS/p1|request 7F3KQ2M9XA>',
  '<https://desk.example.com/t/HD-881|HD-881>',
]);

export const now = new Date('2026-11-21T13:05:00Z');

export function reading(audience: RequestAudience): RequestReading {
  return { audience, now, timeZone: 'Europe/Vienna' };
}

export function plain({ text, maybe, list }: World): PlainWords {
  return {
    title: text('Apply voucher Goodwill 50 to A.N. · customer 42'),
    lines: list((index) => text(`Fact ${index}`)),
    changes: list((index) => ({ label: text(`Field ${index}`), before: text('old'), after: text('new') })),
    ...given('warning', maybe('The customer is told by e-mail.')),
    ...given('undo', maybe('It cannot be taken back.')),
  };
}

export function customer({ text, maybe, list }: World, index = 0): CustomerFacts & { page: string | undefined } {
  return {
    id: 4711 + index,
    firstName: maybe('Anna'),
    lastName: maybe('Nowak'),
    email: maybe('anna@example.com'),
    phone: maybe('+43 660 1234567'),
    birthdate: maybe('1990-04-02'),
    street: maybe('Ring 1'),
    postcode: maybe('1010'),
    city: maybe('Vienna'),
    country: maybe('AT'),
    language: maybe('de'),
    blockState: maybe('NOT_BLOCKED'),
    page: index > 9 || maybe('') === undefined ? undefined : `https://dash.example/customers/${4711 + index}`,
    paymentState: maybe('SOURCE_ADDED'),
    emailIsVerified: true,
    phoneIsVerified: false,
    licenseVerificationState: maybe('REJECTED'),
    licenseExpirationDate: maybe('2030-01-31'),
    drivingLicenseCategories: list(() => text('B')),
    idVerificationState: maybe('VERIFIED'),
    idDocumentType: maybe('PASSPORT'),
    manualVerificationState: maybe('PROCESSING'),
    creditStatus: maybe('APPROVED'),
    signInMethods: list(() => text('EMAIL_CODE')),
    annotations: list(() => text('Called twice')),
    tags: list(() => text('vip')),
  };
}

export function requirements({ text, maybe, list }: World): EligibilityProps['requirements'] {
  const known = ['TERMS', 'DRIVING_LICENSE', 'UNPAID_INVOICES', 'HELMET_TRAINING'];
  return list((index) => ({
    type: index < 4 ? (known[index] ?? '') : text('NEW_KIND'),
    fulfilled: index % 4 === 3,
    message: maybe('Not accepted'),
    errorCode: maybe('U602'),
    missing: [text('firstName'), text('lastName')],
    fix:
      index === 1
        ? undefined
        : { action: 'customer.accept-terms', label: text('Accept terms'), value: 'action:customer.accept-terms customer:42' },
  }));
}

export function lately({ text, list }: World): LatelyFacts {
  return {
    now,
    others: list((index) => ({
      person: 'U0AGENT1',
      did: index % 2 === 0 ? 'looked' : 'changed',
      at: new Date(now.getTime() - index * 60_000),
    })),
    waiting: list(() => ({ label: text('Apply voucher'), asker: 'U0AGENT1', state: 'pending' as const })).slice(0, 5),
  };
}

export function profile(world: World, redactor: Redactor): ProfileProps {
  const { text, maybe, list } = world;
  return {
    customer: customer(world),
    branch: { id: 1, name: text('Vienna') },
    lately: lately(world),
    details: {
      ok: true,
      value: {
        terms: maybe('OUTDATED'),
        openInvoicesGross: 31.5,
        currency: maybe('EUR'),
        rides: 12,
        ridesKilometers: 88.4,
        lastRentalAt: maybe('2026-11-02T10:00:00Z'),
      },
    },
    accounts: { ok: true, value: list((index) => ({ id: index, name: maybe('ACME'), role: maybe('MEMBER') })) },
    paymentSources: { ok: true, value: list(() => ({ type: maybe('CARD'), label: maybe('Visa 4242'), isDefault: true })) },
    vouchers: { ok: true, value: { all: 5, usable: 3 } },
    rating: { ok: true, value: text('approved, score 71') },
    cards: { ok: true, value: list((index) => ({ id: index, number: maybe('0017'), state: maybe('ASSIGNED') })) },
    requirements: { ok: true, value: { fulfilled: false, requirements: requirements(world), category: maybe('Compact') } },
    redactor,
    actions: list((index) => ({
      action: `card.assign${index}`,
      label: text('Assign card'),
      value: `action:card.assign customer:42 page:${index}`,
    })),
    dashboardUrl: text('https://dash.example/customers/42'),
    canReveal: true,
  };
}

/** Nothing of others is in them. */
export const ownPages = [
  { kind: 'customer', id: 42, url: 'https://dash.example/customers/42' },
  { kind: 'card', id: 7, url: 'https://dash.example/cards/7' },
] as const;

export function request(world: World, state: ShownState, id = '7F3KQ2M9XA'): RequestView {
  const { maybe, list } = world;
  return {
    id,
    state,
    label: world.text('Apply a voucher'),
    risk: 'destructive',
    plain: plain(world),
    asker: 'U0AGENT1',
    askedAt: now,
    ...given('reason', maybe('Scooter broke down, ticket 881')),
    ticket: maybe('HD-881') === undefined ? undefined : { text: 'HD-881', address: 'https://desk.example.com/t/HD-881' },
    ...(maybe('') === undefined ? {} : { pages: ownPages }),
    rule: { role: world.text('lead'), count: 2, ...given('name', maybe('goodwill')) },
    votes: list((index) => ({
      user: index % 2 === 0 ? 'U0LEAD1' : 'U0LEAD2',
      givenFor: index % 4 === 2 ? 'U0LEAD2' : undefined,
      verdict: state === 'rejected' && index === 1 ? 'no' : 'yes',
      at: now,
      ...given('reason', maybe('too much')),
    })),
    questions: list((index) => ({
      id: `${id}q${index}`,
      by: 'U0LEAD1',
      at: now,
      text: world.text('Was there no other scooter?') || '-',
      answer: index % 2 === 0 ? undefined : { text: world.text('None nearby.') || '-', at: now },
    })),
    decideBy: new Date('2026-11-21T17:05:00Z'),
    executeBy: new Date('2026-11-21T18:05:00Z'),
    approvers: { named: ['U0LEAD1', 'U0LEAD2'], others: 3 },
    differences: list(() => ({
      label: world.text('Block state'),
      before: world.text('NOT_BLOCKED'),
      after: world.text('BLOCKED'),
    })),
    ...given('explanation', maybe('The back office said no.')),
    expired: 'not-executed',
    finishedAt: now,
  };
}

export function formProps(world: World): FormProps {
  const { text, maybe, list } = world;
  const choices = list((index) => ({ text: text(`Choice ${index}`), value: `choice:${index}`, description: text('says more') }));
  const base = (name: string) => ({ name, label: text('Label') || 'Label', ...given('hint', maybe('A hint')) });
  const typed = given('initial', maybe('typed'));
  const fields: Field[] = [
    {
      ...base('customer'),
      kind: 'lookup',
      source: 'customer',
      dispatch: true,
      ...(world.name === 'empty' ? {} : { initial: { text: text('Anna'), value: 'customer:42' } }),
    },
    { ...base('card'), kind: 'lookup', source: 'card' },
    { ...base('branch'), kind: 'select', source: 'branch', choices, initial: 'choice:1' },
    {
      ...base('voucher'),
      kind: 'select',
      choices: { groups: [{ label: text('Goodwill'), choices }] },
      none: text('no templates'),
    },
    { ...base('state'), kind: 'radio', choices, initial: 'choice:1' },
    { ...base('notify'), kind: 'checkboxes', choices, initial: ['choice:0'], optional: true },
    { ...base('tags'), kind: 'multi-select', choices, initial: ['choice:0', 'choice:1', 'gone'] },
    { ...base('name'), kind: 'text', ...typed, dispatch: true },
    { ...base('reason'), kind: 'multiline', ...typed, maxLength: 500 },
    { ...base('email'), kind: 'email', ...typed },
    { ...base('amount'), kind: 'number', initial: text('12'), min: 0, max: 50, decimal: true },
    { ...base('stand-in'), kind: 'person', initial: 'U0LEAD1' },
    { ...base('day'), kind: 'date', initial: text('2026-11-21') },
    { ...base('time'), kind: 'time', initial: text('14:05'), timeZone: 'Europe/Vienna' },
  ];
  return {
    callbackId: 'action:voucher.apply',
    title: text('Apply voucher'),
    submit: text('Apply'),
    metadata: 'customer:42',
    intro: text('For customers who had trouble.'),
    fields,
    preview: plain(world),
    lately: lately(world),
    gate: {
      kind: 'asks',
      role: text('lead'),
      count: 1,
      approvers: ['U0LEAD1', 'U0LEAD2', 'U0LEAD3'],
      others: 1,
      ...given('rule', maybe('goodwill')),
    },
    problem: text('The back office refused.'),
  };
}

export function absence({ text, maybe }: World): ShownAbsence {
  return {
    id: 'abc123',
    person: 'U0LEAD1',
    standIn: maybe('U0LEAD2') === undefined ? undefined : 'U0LEAD2',
    from: now,
    until: new Date('2026-11-24T23:00:00Z'),
    note: maybe('Back on Wednesday') === undefined ? undefined : text('Back on Wednesday') || '-',
    timeZone: 'Europe/Vienna',
  };
}
