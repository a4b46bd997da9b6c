/**
 * What goes wrong in the middle of a working desk, one thing at a time, on both databases: how long until all is right again, and what was
 * lost. Writes docs/chaos.md. `npm run chaos`; `npm run chaos -- 5` for faults of five seconds, `npm run chaos -- 30 'disk'` for some.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectFile } from '../../src/lib/project.ts';
import { type Desk, openDesk } from './desk.ts';
import { chaosServer, smallDisk } from './places.ts';

const seconds = Number(process.argv[2] ?? 30);
const only = process.argv[3] ?? '';
const cards = 5;

type Place = {
  name: 'embedded' | 'PostgreSQL';
  desk: Desk;
  disk: ReturnType<typeof smallDisk>;
  server: Awaited<ReturnType<typeof chaosServer>>;
};
type Fault = {
  name: string;
  begin(place: Place): unknown;
  end(place: Place): unknown;
  fits?(place: Place): boolean;
  /** In an app that hangs on a socket. */
  bySocket?: true;
};

const slackSays = (answer: object) => ({
  begin: ({ desk }: Place) => {
    desk.here.slack.state.misbehave = () => answer;
  },
  end: ({ desk }: Place) => {
    desk.here.slack.state.misbehave = undefined;
  },
});

const faults: readonly Fault[] = [
  {
    name: 'database killed, and started again (embedded: the whole app)',
    begin: ({ server, desk }) => server?.kill() ?? desk.kill(),
    end: ({ server, desk }) => server?.start() ?? desk.start(),
  },
  {
    name: 'database read-only, connections kept',
    fits: ({ server }) => server !== undefined,
    begin: ({ server }) => server?.readOnly(true),
    end: ({ server }) => server?.readOnly(false),
  },
  {
    name: 'disk full',
    fits: ({ disk }) => disk !== undefined,
    begin: ({ disk }) => disk?.fill(),
    end: ({ disk }) => disk?.free(),
  },
  { name: 'Slack: 429, Retry-After 5', ...slackSays({ retryAfter: 5 }) },
  { name: 'Slack: 503', ...slackSays({ status: 503 }) },
  { name: 'Slack: token_revoked', ...slackSays({ error: 'token_revoked' }) },
  {
    name: 'Slack: connections refused',
    begin: ({ desk }) => {
      desk.here.slack.state.down = true;
    },
    end: ({ desk }) => {
      desk.here.slack.state.down = false;
    },
  },
  {
    name: 'back office down',
    begin: ({ desk }) => {
      desk.here.operations.state.down = true;
    },
    end: ({ desk }) => {
      desk.here.operations.state.down = false;
    },
  },
  {
    name: 'back office slow (3 s a call)',
    begin: ({ desk }) => desk.here.operations.misbehave(() => true, { kind: 'slow', ms: 3_000 }),
    end: ({ desk }) => desk.here.operations.behave(),
  },
  {
    name: 'Slack: Socket Mode refused',
    bySocket: true,
    begin: ({ desk }) => desk.socket?.refuse(true),
    end: ({ desk }) => desk.socket?.refuse(false),
  },
];

async function placeOn(
  name: Place['name'],
  { bySocket = false } = {},
): Promise<{ place: Place; remove(): Promise<void> } | undefined> {
  const disk = smallDisk(400);
  const folder = disk?.path ?? mkdtempSync(join(tmpdir(), 'wheelhouse-chaos-'));
  const server = name === 'PostgreSQL' ? await chaosServer(join(folder, 'postgres')) : undefined;
  if (name === 'PostgreSQL' && server === undefined) return undefined;
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  const desk = await openDesk(
    {
      DATA_DIR: data,
      LOG_LEVEL: 'warn',
      ...(server === undefined ? {} : { DATABASE_URL: server.url, JOURNAL_KEY: 'chaos'.repeat(12) }),
    },
    { bySocket },
  );
  return {
    place: { name, desk, disk, server },
    async remove() {
      await desk.stop();
      await server?.remove();
      disk?.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function run(place: Place, fault: Fault): Promise<string> {
  const { desk } = place;
  const items = await desk.prepare(cards);
  await fault.begin(place);
  const began = performance.now();
  for (const item of items) {
    await desk.press(item);
    await sleep((seconds * 1_000) / cards);
  }
  await sleep(Math.max(0, seconds * 1_000 - (performance.now() - began)));
  const lived = place.server === undefined && fault === faults[0] ? true : desk.isAlive();
  await fault.end(place);
  const tookS = await desk.allRight(items);
  const { words, wrong, open } = desk.tally(items);
  const count = [...new Set(words)].map((word) => `${words.filter((one) => one === word).length} ${word}`).join(', ');
  const line = `| ${fault.name} | ${place.name} | ${tookS.toFixed(1)} s | ${count} | ${open + wrong === 0 ? 'nothing' : `${open} left open, ${wrong} that the back office contradicts`}${lived ? '' : '; the process ended'} |`;
  process.stdout.write(`${line}\n`);
  return line;
}

const rows: string[] = [];
for (const name of ['PostgreSQL', 'embedded'] as const) {
  for (const bySocket of [false, true]) {
    const wanted = faults.filter((fault) => fault.name.includes(only) && (fault.bySocket ?? false) === bySocket);
    const made = wanted.length === 0 ? undefined : await placeOn(name, { bySocket });
    if (made === undefined) continue;
    for (const fault of wanted) {
      if (fault.fits?.(made.place) === false) continue;
      const failed = (error: unknown) => `| ${fault.name} | ${name} | | | ${String(error).split('\n')[0]} |`;
      rows.push(await run(made.place, fault).catch(failed));
    }
    await made.remove();
  }
}

const page = projectFile('docs/chaos.md');
if (only === '') {
  const marker = '<!-- measured -->';
  const [before = ''] = readFileSync(page, 'utf8').split(marker);
  writeFileSync(
    page,
    `${before}${marker}\n\nFaults of ${seconds} s, ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} cores.\n\n| what | database | all right again after | the five requests | lost |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`,
  );
}
process.exit(0);
