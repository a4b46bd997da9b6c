// Stack traces name the lines of the sources. Node's own `--enable-source-maps` searches all of each file that is loaded for its map and
// reads that, a tenth of the time of a start; here a map is read when the first stack that leads through its file is asked for.
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

/** @type {Map<string, SourceMap | undefined>} */
const maps = new Map();

/** @param {string} file as a URL */
function mapOf(file) {
  if (!maps.has(file)) maps.set(file, read(`${fileURLToPath(file)}.map`));
  return maps.get(file);
}

/** @param {string} path */
function read(path) {
  try {
    return new SourceMap(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined; // none beside it, such as a package's
  }
}

/** @param {string} whole @param {string} file @param {string} line @param {string} column */
function sourceOf(whole, file, line, column) {
  const found = mapOf(file)?.findEntry(Number(line) - 1, Number(column) - 1);
  if (found === undefined || !('originalSource' in found) || found.originalSource === '') return whole;
  return `${new URL(found.originalSource, file).href}:${found.originalLine + 1}:${found.originalColumn + 1}`;
}

Error.prepareStackTrace = (error, sites) =>
  [nameOf(error), ...sites.map((site) => `    at ${String(site).replace(/(file:\/\/.+):(\d+):(\d+)/, sourceOf)}`)].join('\n');

/** @param {Error} error */
function nameOf(error) {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error'; // what it is called throws itself
  }
}
