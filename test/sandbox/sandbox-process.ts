/** `npm start` as a process of its own, and people who use its page over HTTP, as the browser does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { interactive, valuesOf } from '../../sandbox/workspace/blocks.ts';
import type { PageActAnswer, PageMessage, PageState } from '../../sandbox/workspace/page-protocol.ts';
import { things } from '../../sandbox/workspace/thing.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Generous, for a busy machine: everything below ends as soon as it can. */
const patienceMs = 100_000;

export type SandboxProcess = {
  pid: number;
  /** What it has printed so far, both streams. */
  output(): string;
  /** Resolves to the page's address, once the ready line is there. */
  ready(): Promise<string>;
  /** Sends the signal; resolves when nothing of it is left that could still print, with its code and how long that took. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; tookMs: number }>;
  ended: Promise<number | null>;
};

/** By npm, as people start it, or without: then its pid is the sandbox's own. */
export function sandboxProcess(env: Record<string, string>, by: 'npm' | 'node' = 'node'): SandboxProcess {
  let printed = '';
  const [command, ...words] = by === 'npm' ? ['npm', 'start'] : [process.execPath, 'bin/run.js', 'start.ts'];
  const child: ChildProcess = spawn(command ?? '', words, {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => (printed += String(part)));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  let over = false;
  void ended.then(() => (over = true));
  return {
    pid: child.pid ?? 0,
    output: () => printed,
    ready: () =>
      until(() => {
        if (over) throw new Error(`It ended: ${printed}`);
        return /^Wheelhouse is ready: (http:\/\/localhost:\d+)$/m.exec(printed)?.[1];
      }, 'the sandbox was ready'),
    async end(signal) {
      const at = performance.now();
      child.kill(signal);
      return { code: await ended, tookMs: performance.now() - at };
    },
    ended,
  };
}

/** Looks again and again until there is something; an error of `look` ends it. */
export async function until<T>(
  look: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  say: string,
): Promise<T> {
  const givenUpAt = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (performance.now() > givenUpAt) throw new Error(`Waited in vain until ${say}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Somebody at the page. */
export function atPage(base: string, as: string) {
  const post = async (act: object): Promise<PageActAnswer> => {
    const response = await fetch(`${base}/page/act`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as, ...act }),
    });
    return (await response.json()) as PageActAnswer; // safe: the protocol's answer
  };
  const look = async (): Promise<PageState> => {
    const response = await fetch(`${base}/page/events?as=${as}`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('\n\n')) text += (await reader?.read())?.value ?? '';
    await reader?.cancel();
    return JSON.parse(text.slice('data: '.length, text.indexOf('\n\n'))) as PageState; // safe: the protocol's picture
  };
  const person = {
    act: post,
    look,
    messages: async (channel: string): Promise<PageMessage[]> => (await look()).messages[channel] ?? [],
    /** Does something until there is what it is for: once more if told to, since on a busy machine Slack may not say in time who that is. */
    async does<T>(act: () => Promise<unknown>, see: () => Promise<T | undefined>, say: string): Promise<T> {
      const toldAgain = async () =>
        Object.values((await look()).messages)
          .flat()
          .filter((message) => /(Press|Try) again\./.test(JSON.stringify(message))).length;
      for (;;) {
        const before = await toldAgain();
        await act();
        const seen = await until(async () => {
          const found = await see();
          return found !== undefined ? { found } : (await toldAgain()) > before ? 'again' : undefined;
        }, say);
        if (seen !== 'again') return seen.found;
      }
    },
    says: (channel: string, words: string) =>
      until(
        async () => (await person.messages(channel)).find((message) => JSON.stringify(message).includes(words)),
        `“${words}” in ${channel}`,
      ),
    modalSays: (words: string) =>
      until(async () => {
        const modal = (await look()).modals.at(-1);
        return JSON.stringify(modal ?? {}).includes(words) && modal;
      }, `a modal said “${words}”`),
    /** Sends the uppermost form as it is, with this reason. */
    async submit(reason = ''): Promise<PageActAnswer> {
      const modal = (await look()).modals.at(-1);
      const blocks = things(modal?.view.blocks);
      const values = valuesOf(blocks);
      for (const { element, blockId, actionId } of interactive(blocks)) {
        if (blockId === 'reason' && element.type === 'plain_text_input' && reason !== '')
          values[blockId] = { ...values[blockId], [actionId]: { type: 'plain_text_input', value: reason } };
      }
      return post({ act: 'modal-submit', view: modal?.id, values });
    },
    /** Presses the button with this text in a message. */
    async press(message: PageMessage, text: string): Promise<PageActAnswer> {
      const button = interactive(things(message.blocks)).find(({ element }) =>
        JSON.stringify(element.text ?? '').includes(`"${text}"`),
      );
      const action = { type: 'button', action_id: button?.actionId, block_id: button?.blockId, value: button?.element.value };
      return post({ act: 'message-action', channel: message.channel, ts: message.ts, action, values: {} });
    },
  };
  return person;
}
