// Loads what was built, with the bytecode that the build has kept beside it: a quarter of the processor time of a start less. Node
// keeps bytecode of its own from version 22 on, but for the account that runs, after its first start, in a folder that can be written.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import './stack-traces.js';

/** @type {Map<string, { exports: object }>} */
const loaded = new Map();

/**
 * A file of `dist/` and those that it asks for, each once: scripts/build.mjs has made a function of each.
 *
 * @param {string} path
 */
function load(path) {
  const before = loaded.get(path);
  if (before !== undefined) return before.exports;
  const module = { exports: {} };
  loaded.set(path, module);
  const require = createRequire(path);
  const own = (/** @type {string} */ id) => (/^\.\/.+\.cjs$/.test(id) ? load(join(dirname(path), id)) : require(id));
  try {
    script(path, bytecodeOf(path)).runInThisContext()(own, module, pathToFileURL(path).href);
  } catch (error) {
    // Half of it must not pass for all of it when it is asked for again.
    loaded.delete(path);
    throw error;
  }
  return module.exports;
}

/** @param {string} path @param {Buffer | undefined} cachedData bytecode of another version of Node is passed over */
export function script(path, cachedData) {
  return new Script(readFileSync(path, 'latin1'), { filename: pathToFileURL(path).href, ...(cachedData && { cachedData }) });
}

/** @param {string} path */
function bytecodeOf(path) {
  try {
    return readFileSync(`${path}.bytecode`);
  } catch {
    return undefined;
  }
}

/**
 * What `dist/start.js` and `dist/cli.js` are made of.
 *
 * @public
 * @param {string} url of a file of `dist/`
 */
export const loadBuilt = (url) => load(fileURLToPath(url));
