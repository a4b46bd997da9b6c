import { createReadStream } from 'node:fs';
import { fetch } from 'undici';
import { parseDocument } from 'yaml';
import { fileProblem } from '../../lib/written-file.ts';
import { jsonTrouble } from './json-trouble.ts';
import { type Foreign, isForeign } from './their-schema.ts';

/** A document, or one line that says why there is none. */
export type Loaded = { ok: true; document: Foreign } | { ok: false; problem: string };

/** More than any API's description is; what is longer is not read to its end. */
const mostBytes = 16 * 1024 * 1024;
/** From the first byte asked for to the last one read. */
const mostMs = 20_000;

/** Reads an OpenAPI document from a file, a URL, or the standard input (`-`). */
export async function loadDocument(source: string): Promise<Loaded> {
  const text = await textOf(source);
  if (typeof text !== 'string') return { ok: false, problem: `${shown(source)} ${text.problem}` };
  const parsed = documentIn(text);
  return parsed.ok ? parsed : { ok: false, problem: `${shown(source)} ${parsed.problem}` };
}

/** Without what a URL can hold in front of its host: it may be a password. */
function shown(source: string): string {
  if (source === '-') return 'The standard input';
  return source
    .replace(/^(https?:\/\/)[^/@]*@/i, '$1')
    .split('?', 1)
    .join('');
}

async function textOf(source: string): Promise<string | { problem: string }> {
  try {
    if (/^https?:\/\//i.test(source)) return await overHttp(source);
    if (source === '-') return await collected(process.stdin);
    const why = fileProblem(source, mostBytes);
    if (why !== undefined) return { problem: why === 'is not there' ? 'does not exist.' : `${why}.` };
    return await collected(createReadStream(source));
  } catch (error) {
    if (error instanceof TooLarge)
      return { problem: `is larger than ${mostBytes / 1024 / 1024} MB, which no description of an API is.` };
    const code = errorCode(error);
    if (code === 'TimeoutError') return { problem: `did not answer whole within ${mostMs / 1000} s.` };
    return { problem: `cannot be read${code === undefined ? '' : ` (${code})`}.` };
  }
}

async function overHttp(url: string): Promise<string | { problem: string }> {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(mostMs),
    headers: { accept: 'application/yaml, application/json, */*' },
  });
  if (response.ok && response.body !== null) return collected(response.body);
  await response.body?.cancel();
  return { problem: `answered ${response.status}.` };
}

class TooLarge extends Error {}

async function collected(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array); // safe: both kinds of stream give bytes where no encoding is set
    size += bytes.length;
    if (size > mostBytes) throw new TooLarge();
    chunks.push(bytes);
  }
  return textIn(Buffer.concat(chunks));
}

/** As its byte order mark says: PowerShell writes UTF-16 where it is told to write what a command printed. */
function textIn(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark !== 'fffe' && mark !== 'feff') return bytes.toString('utf8');
  const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
  return (mark === 'fffe' ? even : Buffer.from(even).swap16()).toString('utf16le');
}

function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'TimeoutError') return error.name;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return errorCode(error.cause);
}

/** Understands the text, or says what it is instead. */
export function documentIn(text: string): Loaded {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start === '') return { ok: false, problem: 'is empty.' };
  // UTF-16 without its mark, a picture, an archive: parsers look through it for a long time.
  if (start.includes('\0')) return { ok: false, problem: 'is no text: give the YAML or JSON itself, in UTF-8.' };
  if (/^<[a-z!?]/i.test(start))
    return {
      ok: false,
      problem: 'is a web page (or other markup), not an OpenAPI document: give the address of the raw YAML or JSON.',
    };
  const content = /^[{[]/.test(start) ? jsonIn(start) : yamlIn(start);
  if (typeof content === 'string') return { ok: false, problem: content };
  const { value } = content;
  if (!isForeign(value)) return { ok: false, problem: 'is no OpenAPI document: it holds no object.' };
  const [swagger, openapi] = [versionIn(value.swagger), versionIn(value.openapi)];
  if (swagger !== undefined) return { ok: false, problem: `is Swagger ${swagger}; OpenAPI 3.0 or 3.1 is needed.` };
  if (openapi === undefined || !/^3\.\d/.test(openapi))
    return { ok: false, problem: 'is no OpenAPI 3.0 or 3.1 document: it does not begin with openapi: 3.' };
  if (!isForeign(value.paths) || Object.keys(value.paths).length === 0)
    return { ok: false, problem: 'holds no paths: it is not whole.' };
  if (!Object.values(value.paths).some(describesCalls))
    return { ok: false, problem: 'describes no calls under paths: it is not whole.' };
  return { ok: true, document: value };
}

/** `2.0`, written as a text or as a number; undefined for what is no version. */
function versionIn(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 10).replace(/^2$/, '2.0') : undefined;
}

/** Of a path: it has a method, or refers to where its methods are. */
function describesCalls(path: unknown): boolean {
  return (
    isForeign(path) &&
    Object.entries(path).some(([name, part]) => name === '$ref' || (methods.has(name.toLowerCase()) && isForeign(part)))
  );
}

const methods = new Set(['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace']);

function jsonIn(text: string): { value: unknown } | string {
  const trouble = jsonTrouble(text);
  if (trouble?.kind === 'twice') return namedTwice(trouble.line);
  if (trouble?.kind === 'deep') return 'has more brackets in each other than any description of an API.';
  try {
    return { value: JSON.parse(text) };
  } catch {
    // YAML would take it for a part of the key that follows, and that for missing.
    if (trouble?.kind === 'comment')
      return `has a comment in it (line ${trouble.line}), which JSON can’t have: take the comments out.`;
    // YAML can be written with braces, too.
    const yaml = yamlIn(text);
    return typeof yaml === 'string' ? 'is not whole JSON: it ends too early, or is damaged.' : yaml;
  }
}

function yamlIn(text: string): { value: unknown } | string {
  try {
    const document = parseDocument(text, { logLevel: 'error' });
    const [error] = document.errors;
    // Whichever of the two were taken, the other would be compared with nothing.
    if (error?.code === 'DUPLICATE_KEY') return namedTwice(error.linePos?.[0].line ?? 1);
    if (error?.code === 'MULTIPLE_DOCS') return 'holds more than one YAML document: give the one that describes the API.';
    if (error !== undefined) return `is neither YAML nor JSON as OpenAPI needs it (line ${error.linePos?.[0].line ?? 1}).`;
    return { value: document.toJS({ maxAliasCount: 1000 }) };
  } catch (error) {
    if (!(error instanceof ReferenceError)) return 'cannot be read as YAML or JSON.';
    return /^Unresolved alias/.test(error.message)
      ? 'refers to a part by a name that nothing in it has (YAML aliases): it is not whole.'
      : 'repeats parts of itself so often that reading it would not end (YAML aliases).';
  }
}

const namedTwice = (line: number) =>
  `names a key twice (line ${line}), so that it says two things at once: take one of them out.`;
