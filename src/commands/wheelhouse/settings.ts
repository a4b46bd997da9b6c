import { z } from 'zod';
import type { Setting, SettingDescription } from '../../api/operations/index.ts';
import { asFault, Fault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { cut, oneLine, short } from '../../lib/text.ts';
import { actionIds, fieldNames } from '../../views/ids.ts';
import { type SettingsProps, settingsMessage } from '../../views/settings/list.ts';
import type { AppContext } from '../app-context.ts';
import { defineRead } from '../engine/read.ts';
import type { ReadSubject } from '../engine/subject.ts';
import { textOf } from '../engine/values.ts';

/** Values are asked for by key, each in the address of the call: so many at a time. */
const aPage = 10;
/** `GET /settings` is for these; what else there is, is named and not read. */
const readableScopes = new Set(['DASHBOARD', 'SHARED']);
/** A setting may hold a key to something else. */
const secretName = /SECRET|TOKEN|PASSWORD|CREDENTIAL|PRIVATE|API_?KEY/i;

const Place = z.object({ search: z.string().max(100), page: z.number().int().min(0).max(10_000) });
type Place = z.output<typeof Place>;

/** A part of a key, or none; a page from 0. */
const settingsNamed: ReadSubject<Place> = {
  usage: '[part of a key]',
  readsWithoutWords: true,
  understand: async (_app, words) => ({ kind: 'known', about: { search: searchIn(words.join(' ')), page: 0 } }),
  fields: () => [{ kind: 'text', name: fieldNames.search, label: speak('Part of a key'), optional: true, maxLength: 100 }],
  fromSubmission({ values }) {
    const search = searchIn(textOf(values, fieldNames.search) ?? '');
    return { ok: true, words: search, find: async () => ({ kind: 'known', about: { search, page: 0 } }) };
  },
  pointed: { find: async (_app, _pointer, value) => readPlace(value), words: (_pointer, value) => readPlace(value).search },
};

function searchIn(text: string): string {
  return cut(oneLine(text), 100);
}

/** `/wheelhouse settings [search]`: the operator's settings in the back office, with what they are set to. */
export const settingsRead = defineRead({
  command: 'wheelhouse',
  verb: 'settings',
  description: 'The back office’s settings, and what they are set to',
  needs: 'read.settings',
  title: 'Settings',
  about: settingsNamed,
  turns: [actionIds.settingsPage],
  fetch: ({ app }, place) => settingsPage(app, place),
  view: settingsMessage,
});

function readPlace(value: string): Place {
  try {
    return Place.parse(JSON.parse(value));
  } catch (cause) {
    throw new Fault('bad_input', speak('This button is from an older version. Type the command again.'), {
      message: 'the value of a settings button could not be read',
      cause,
    });
  }
}

/** Which settings there are, then the values of those on this page. If one of the two is refused, the other is still shown. */
async function settingsPage(app: AppContext, { search, page }: Place): Promise<SettingsProps> {
  const { known, note } = await knownSettings(app, search);
  const shown = known.slice(page * aPage, (page + 1) * aPage);
  const readable = shown.filter(({ scope }) => scope === undefined || readableScopes.has(scope)).map(({ key }) => key);
  const { values, note: valuesNote } = await valuesOf(app, readable);
  // What was found by its exact key alone has to be there to be shown.
  const settings = note === undefined ? shown : shown.filter(({ key }) => values.some((one) => one.key === key));
  const rows = await Promise.all(
    settings.map(async ({ key, scope, description }) => ({ key, scope, description, values: await wordsFor(app, key, values) })),
  );
  const place = (to: number) => JSON.stringify({ search, page: to } satisfies Place);
  return {
    search,
    settings: rows,
    total: note === undefined ? known.length : rows.length,
    notes: [note, valuesNote].filter((one) => one !== undefined),
    previous: page > 0 ? place(page - 1) : undefined,
    next: known.length > (page + 1) * aPage ? place(page + 1) : undefined,
  };
}

/** What the back office says that there is; if it does not, a search that is a whole key is still tried. */
async function knownSettings(app: AppContext, search: string): Promise<{ known: SettingDescription[]; note?: string }> {
  try {
    const query = search === '' ? {} : { searchText: search };
    const { items } = await app.readers.operations.settings.discover({ query });
    return { known: [...items].sort((a, b) => a.key.localeCompare(b.key)) };
  } catch (error) {
    if (!/^[A-Za-z][\w.-]+$/.test(search)) throw error;
    return {
      known: [{ key: search }, ...(search === search.toUpperCase() ? [] : [{ key: search.toUpperCase() }])],
      note: speak('Which settings there are could not be read: {say} Only the one of exactly this key was looked for.', {
        say: asFault(error).say,
      }),
    };
  }
}

async function valuesOf(app: AppContext, keys: readonly string[]): Promise<{ values: Setting[]; note?: string }> {
  if (keys.length === 0) return { values: [] };
  try {
    return { values: (await app.readers.operations.settings.read({ query: { keys: [...keys] } })).items };
  } catch (error) {
    return { values: [], note: speak('The values could not be read: {say}', { say: asFault(error).say }) };
  }
}

/** `everywhere else: 0`, `Graz: 9.9`. */
async function wordsFor(app: AppContext, key: string, values: readonly Setting[]): Promise<string[]> {
  const mine = values.filter((one) => one.key === key);
  return Promise.all(
    mine.map(async ({ value, branchIds = [] }) => {
      const places = await Promise.all(
        branchIds.map(async (id) =>
          id === 0 ? (mine.length > 1 ? speak('everywhere else') : speak('everywhere')) : (await app.catalogue.branch(id)).name,
        ),
      );
      return `${places.length === 0 ? '' : `${places.join(', ')}: `}${wordOf(key, value)}`;
    }),
  );
}

function wordOf(key: string, value: unknown): string {
  if (value === undefined || value === null || value === '') return speak('empty');
  if (secretName.test(key)) return speak('•••• (not shown here)');
  if (typeof value === 'boolean') return value ? speak('yes') : speak('no');
  return short(typeof value === 'string' ? value : JSON.stringify(value), 120);
}
