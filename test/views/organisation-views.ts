import { unitListMessage, unitMessage } from '../../src/views/business-unit/units.ts';
import { settingsMessage } from '../../src/views/settings/list.ts';
import { smartmoveUserMessage } from '../../src/views/smartmove/user.ts';
import { type TermsRow, termsListMessage, termsMessage } from '../../src/views/terms/terms.ts';
import type { Drawn } from './every-view.ts';
import { lately } from './props.ts';
import type { World } from './worlds.ts';

/** Terms, business units, settings, Smartmove users. */
export function organisationViews(world: World): Drawn[] {
  const { text, maybe, list } = world;
  return [
    {
      view: 'terms/list',
      message: termsListMessage({
        where: text('Vienna'),
        terms: list((index) => termsRow(world, index)).slice(0, 10),
        total: 12,
        page: 1,
        hasNext: true,
        branch: 1,
        mayCreate: true,
      }),
    },
    { view: 'terms/one', message: termsMessage({ terms: termsRow(world, 12), notes: [text('It is in force.')] }) },
    {
      view: 'business-unit/list',
      message: unitListMessage({
        where: text('Vienna'),
        units: list((index) => unitRow(world, index)).slice(0, 10),
        total: 12,
        page: 1,
        hasNext: true,
        branch: undefined,
        mayCreate: true,
      }),
    },
    { view: 'business-unit/one', message: unitMessage({ unit: unitRow(world, 7), notes: [text('Billing is divided by it.')] }) },
    {
      view: 'settings/list',
      message: settingsMessage({
        search: text('invoice'),
        settings: list((index) => ({
          key: text(`KEY_${index}`),
          scope: maybe('SHARED'),
          description: maybe('Open amount'),
          values: list(() => text('Vienna: 5')),
        })).slice(0, 10),
        total: 30,
        notes: [text('The values could not be read.')],
        previous: '{"search":"invoice","page":0}',
        next: '{"search":"invoice","page":2}',
      }),
    },
    {
      view: 'smartmove/user',
      message: smartmoveUserMessage({
        name: text('Maja Horvat (Smartmove user 3c90c3cc…)'),
        lately: lately(world),
        id: text('3c90c3cc-0d44-4b50-8888-8dd25736052a'),
        parts: ['User', 'Contact address', 'Billing address', 'Driving licence', 'Identity document'].map((heading) => ({
          heading,
          facts: list((index) => ({ label: text(`Fact ${index}`), value: text('Vienna') })),
        })),
        notes: [text('Smartmove does not show the customer accounts.')],
        edit: 'action:smartmove.update user:3c90c3cc-0d44-4b50-8888-8dd25736052a',
      }),
    },
  ];
}

function termsRow({ text, maybe }: World, id: number): TermsRow {
  return {
    id,
    branch: text('Vienna'),
    label: maybe('Terms of use'),
    url: maybe('https://operator.example/terms'),
    privacyLabel: maybe('Privacy'),
    privacyUrl: maybe('https://operator.example/privacy'),
    createdAt: maybe('2026-01-01T00:00:00Z'),
    holds: true,
    starts: [{ action: 'terms.delete', label: text('Delete') }],
  };
}

function unitRow({ text, maybe }: World, id: number) {
  const starts = [{ action: 'unit.update', label: text('Edit') }];
  const facts = { timezone: maybe('Europe/Vienna'), currency: maybe('EUR'), taxPercentage: 20, branch: maybe('Vienna') };
  return { id, name: maybe('Logistics'), ...facts, starts };
}
