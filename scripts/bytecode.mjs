/**
 * The end of a build, in a process of its own: V8's bytecode for each built file, which bin/load-built.js hands back to V8. V8 looks itself
 * whether it is of its own version and fits the file.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { script } from '../bin/load-built.js';

for (const path of process.argv.slice(2)) {
  // Every function, and not only those that run while a file is loaded. V8 refuses what was made with other flags than those of the start.
  setFlagsFromString('--no-lazy');
  const compiled = script(path, undefined);
  setFlagsFromString('--lazy');
  const unfinished = `${path}.bytecode.${process.pid}`;
  // V8 does not look whether all of it came to the disk.
  writeFileSync(unfinished, compiled.createCachedData(), { mode: 0o644, flush: true });
  renameSync(unfinished, `${path}.bytecode`);
}
