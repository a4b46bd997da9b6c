import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { smallDisk } from '../chaos/places.ts';
import { launch, type Outside, outside } from '../outside/app.ts';

const opened: { disk: ReturnType<typeof smallDisk>; here: Outside }[] = [];
afterEach(async () => {
  for (const { here, disk } of opened.splice(0)) {
    await here.stop();
    disk?.remove();
  }
});

async function onDisk(megabytes: number) {
  const here = await outside();
  const disk = smallDisk(megabytes);
  opened.push({ disk, here });
  if (disk === undefined) throw new Error('this account may not mount a disk: run it as root');
  return { here, disk, data: join(disk.path, 'data') };
}

/** What the process said in the end, without the lines of its log. */
const spoken = (output: string) => output.split('\n').filter((line) => line !== '' && !line.startsWith('{'));

it.each([
  ['has too little room', 20, false],
  ['has not a byte left', 2, true],
])(
  'a first start of the embedded database on a disk that %s ends in one line that names the setting',
  async (_what, megabytes, isFull) => {
    const { here, disk, data } = await onDisk(megabytes);
    if (isFull) disk.fill();
    const app = launch({ ...here.environment, DATA_DIR: data });
    expect(await app.ended).not.toBe(0);
    const lines = spoken(app.output());
    expect(lines.join('\n')).toMatch(/DATA_DIR/);
    expect(lines).toHaveLength(1);
    expect(app.output()).not.toMatch(/object Object|ENOSPC|at file:|node:/);
  },
  180_000,
);

it('a first start that was refused for want of room is made once there is room', async () => {
  const { here, disk, data } = await onDisk(200);
  disk.fill();
  expect(await launch({ ...here.environment, DATA_DIR: data }).ended).not.toBe(0);
  disk.free();
  await here.start({ DATA_DIR: data });
  expect(here.running()).toBe(true);
  expect(existsSync(join(data, 'postgres/PG_VERSION'))).toBe(true);
  expect(readdirSync(data)).not.toContain('postgres.unfinished');
}, 180_000);
