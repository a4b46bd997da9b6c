import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export type Ended = { code: number | null; stdout: string; stderr: string };

/** Runs node in a folder without any configuration, with these variables alone. */
export function runNode(
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  folder: string = root,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...argv], {
      cwd: folder,
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

export const wheelhouse = (argv: readonly string[], environment: Readonly<Record<string, string>> = {}, folder?: string) =>
  runNode([join(root, 'bin/wheelhouse.js'), ...argv], environment, folder);

/** A file of this content in a folder of its own. */
export function fileWith(text: string, name = 'policy.yml'): string {
  const file = join(mkdtempSync(join(tmpdir(), 'wheelhouse-cli-')), name);
  writeFileSync(file, text);
  return file;
}

/** A pipe that nobody writes to. */
export function pipe(): string {
  const file = join(fileWith(''), '../pipe');
  execFileSync('mkfifo', [file]);
  return file;
}

/** The file with 36 MB. */
export function larger(file: string): string {
  truncateSync(file, 36 * 1_048_576);
  return file;
}

export type Answer = { status?: number; headers?: Readonly<Record<string, string>>; body: unknown };

/** A local server that answers each path as the function says; anything it does not know is 404. */
export async function serverThat(
  answer: (path: string, request: { body: string; authorization: string | undefined }) => Answer | undefined,
) {
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    const path = request.url?.split('?')[0] ?? '';
    const {
      status = 200,
      headers = {},
      body: content,
    } = answer(path, { body, authorization: request.headers.authorization }) ?? { status: 404, body: {} };
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(content));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo; // safe: it listens on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}
