import { z } from 'zod';
import type { Setting, SettingDescription } from '../../api/operations/index.ts';
import { asFault, Fault } from '../../errors.ts';
import { cut, oneLine, short } from '../../lib/text.ts';
import type { Message } from '../../views/common/blocks.ts';
import { actionIds } from '../../views/ids.ts';
import { settingsMessage } from '../../views/settings/list.ts';
import { answerWith, inItsPlace } from '../answer.ts';
import type { Button, Command } from '../context.ts';
import type { Kit } from '../kit.ts';

/** Values are asked for by key, each in the address of the call: so many at a time. */
const aPage = 10;
const needs = 'read.settings';
const title = 'Settings';
/** `GET /settings` is for these; what else there is, is named and not read. */
const readableScopes = new Set(['DASHBOARD', 'SHARED']);
/** A setting may hold a key to something else. */
const secretName = /SECRET|TOKEN|PASSWORD|CREDENTIAL|PRIVATE|API_?KEY/i;

/** `/wheelhouse settings [search]`: the operator's settings in the back office, with what they are set to. */
export const settingsCommand: Command = {
  command: 'wheelhouse',
  verb: 'settings',
  usage: '[part of a key]',
  description: 'The back office’s settings, and what they are set to',
  needs,
  async run(interaction, words) {
    const search = cut(oneLine(words.join(' ')), 100);
    await answerWith(interaction, () => settingsPage(interaction.kit, { search, page: 0 }), {
      tryAgain: `wheelhouse settings ${search}`.trim(),
    });
  },
};

export const settingsPageButton: Button = {
  id: actionIds.settingsPage,
  needs,
  async run(press) {
    const place = readPlace(press.value);
    const where = await inItsPlace(press, title);
    await answerWith(where, () => settingsPage(press.kit, place), { tryAgain: `wheelhouse settings ${place.search}`.trim() });
    return undefined;
  },
};

const Place = z.object({ search: z.string().max(100), page: z.number().int().min(0).max(10_000) });
type Place = z.output<typeof Place>;

function readPlace(value: string): Place {
  try {
    return Place.parse(JSON.parse(value));
  } catch (cause) {
    throw new Fault('bad_input', 'This button is of another version of Wheelhouse. Type the command again.', {
      message: 'the value of a settings button could not be read',
      cause,
    });
  }
}

/** Which settings there are, then the values of those on this page. Where one of the two is refused, the other still stands. */
async function settingsPage(kit: Kit, { search, page }: Place): Promise<Message> {
  const { known, note } = await knownSettings(kit, search);
  const shown = known.slice(page * aPage, (page + 1) * aPage);
  const readable = shown.filter(({ scope }) => scope === undefined || readableScopes.has(scope)).map(({ key }) => key);
  const { values, note: valuesNote } = await valuesOf(kit, readable);
  // What was found by its exact key alone has to be there to be shown.
  const settings = note === undefined ? shown : shown.filter(({ key }) => values.some((one) => one.key === key));
  const rows = await Promise.all(
    settings.map(async ({ key, scope, description }) => ({ key, scope, description, values: await wordsFor(kit, key, values) })),
  );
  const place = (to: number) => JSON.stringify({ search, page: to } satisfies Place);
  return settingsMessage({
    search,
    settings: rows,
    total: note === undefined ? known.length : rows.length,
    notes: [note, valuesNote].filter((one) => one !== undefined),
    ...(page > 0 ? { previous: place(page - 1) } : {}),
    ...(known.length > (page + 1) * aPage ? { next: place(page + 1) } : {}),
  });
}

/** What the back office says that there is; where it does not, a search that is a whole key is still tried. */
async function knownSettings(kit: Kit, search: string): Promise<{ known: SettingDescription[]; note?: string }> {
  try {
    const query = search === '' ? {} : { searchText: search };
    const { items } = await kit.readers.operations.settings.discover({ query });
    return { known: [...items].sort((a, b) => a.key.localeCompare(b.key)) };
  } catch (error) {
    if (!/^[A-Za-z][\w.-]+$/.test(search)) throw error;
    return {
      known: [{ key: search }, ...(search === search.toUpperCase() ? [] : [{ key: search.toUpperCase() }])],
      note: `Which settings there are could not be read: ${asFault(error).say} Only the one of exactly this key was looked for.`,
    };
  }
}

async function valuesOf(kit: Kit, keys: readonly string[]): Promise<{ values: Setting[]; note?: string }> {
  if (keys.length === 0) return { values: [] };
  try {
    return { values: (await kit.readers.operations.settings.read({ query: { keys: [...keys] } })).items };
  } catch (error) {
    return { values: [], note: `The values could not be read: ${asFault(error).say}` };
  }
}

/** `everywhere else: 0`, `Graz: 9.9`. */
async function wordsFor(kit: Kit, key: string, values: readonly Setting[]): Promise<string[]> {
  const mine = values.filter((one) => one.key === key);
  return Promise.all(
    mine.map(async ({ value, branchIds = [] }) => {
      const places = await Promise.all(
        branchIds.map(async (id) =>
          id === 0 ? (mine.length > 1 ? 'everywhere else' : 'everywhere') : (await kit.catalogue.branch(id)).name,
        ),
      );
      return `${places.length === 0 ? '' : `${places.join(', ')}: `}${wordOf(key, value)}`;
    }),
  );
}

function wordOf(key: string, value: unknown): string {
  if (value === undefined || value === null || value === '') return 'empty';
  if (secretName.test(key)) return '•••• (not shown here)';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return short(typeof value === 'string' ? value : JSON.stringify(value), 120);
}
