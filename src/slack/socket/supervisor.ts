import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import { growingPauses } from '../../lib/pauses.ts';
import { within } from '../../lib/within.ts';
import { type Connection, connect } from './connection.ts';
import type { SocketMessage } from './envelope.ts';
import type { SocketState } from './state.ts';
import { SocketTrouble, type TroubleKind, troubleOf } from './trouble.ts';

/** `apps.connections.open` is of Tier 1, one a minute at the lowest: soon after a failure, then less and less often. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** Socket Mode is switched off and on by a person. */
const switchedOffPauseMs = 15_000;
/** A socket that lasted this long was a good one, and its end is answered at once. */
const goodAfterMs = 15_000;
/** So many that did not last are replaced at once all the same; more look like a circle. */
const quickReplacements = 3;
/** In a circle sockets are opened this far apart at most: each of them was one, and Slack says itself (429) when they are too many. */
const longestCircleMs = 15_000;
/** The answer of apps.connections.open; its own time limit is the client's. */
const askWithinMs = 10_000;
/** How long stopping may wait for answers that are due. */
const stopWithinMs = 1_000;
/** An old socket stays open beside its successor for what Slack sent to it already, and longer while answers are due on it. */
const lingerMs = 2_000;
const longestLingerMs = 10_000;

export type SocketDelivery = {
  envelope: Extract<SocketMessage, { kind: 'envelope' }>['envelope'];
  /** Answers through the socket on which it came, or its successor's; false when there is none. */
  answer(text: string): boolean;
};

export type SupervisorDeps = {
  /** Asks Slack for the address of a new socket. */
  ask(): Promise<string>;
  /** Resolves when it has been answered, or never will be; never rejects. */
  deliver(delivery: SocketDelivery): Promise<void>;
  /** For an envelope that nobody can read: Slack is told that it came, so that it does not come again. */
  discard(envelopeId: string | undefined, answer: (text: string) => boolean): void;
  clock: Clock;
  log: Log;
  random?: () => number;
};

export type Supervisor = {
  start(): void;
  stop(): Promise<void>;
  state(): SocketState;
  /** How often sockets were lost and could not be opened, by why. */
  troubles(): ReadonlyMap<TroubleKind, number>;
};

type Held = { connection: Connection; openedAt: Date; due: Set<Promise<void>>; farewell: Promise<string> };

/**
 * Holds one socket to Slack open for ever, however it is lost or refused. Slack announces when it is about to close one: the second is
 * opened then before the first is given up.
 */
export function superviseSocket({ ask, deliver, discard, clock, log, random }: SupervisorDeps): Supervisor {
  const stopping = new AbortController();
  const pauses = growingPauses({ firstMs: firstPauseMs, longestMs: longestPauseMs, random: random });
  const circle = growingPauses({ firstMs: firstPauseMs, longestMs: longestCircleMs, random: random });
  const switchedOff = growingPauses({ firstMs: switchedOffPauseMs, longestMs: longestPauseMs, random: random });
  const open = new Set<Held>();
  const counts = new Map<TroubleKind, number>();
  let current: Held | undefined;
  let shortLives = 0;
  let loop: Promise<void> = Promise.resolve();
  let state: SocketState = { state: 'opening', since: clock.now(), reconnects: 0, failedTries: 0, isAnnouncedGap: false };

  function become(to: SocketState['state'], isAnnouncedGap = false): void {
    if (state.state === 'stopped' || state.state === to) return;
    state = { ...state, state: to, since: clock.now(), isAnnouncedGap };
  }

  function note({ kind, message: say }: SocketTrouble): void {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    state = { ...state, lastTrouble: { at: clock.now(), kind, say } };
  }

  async function openOne(): Promise<Held> {
    const url = await within(clock, askWithinMs, ask(), () => {
      throw new SocketTrouble('late', 'apps.connections.open was not answered in time');
    });
    const due: Held['due'] = new Set();
    let sayFarewell: (reason: string) => void = () => undefined;
    const farewell = new Promise<string>((resolve) => {
      sayFarewell = resolve;
    });
    const connection = await connect(
      url,
      {
        clock,
        onMessage(message, send) {
          const answer = (text: string) => send(text) || (current?.connection.send(text) ?? false);
          if (message.kind === 'disconnect') sayFarewell(message.reason);
          else if (message.kind === 'unreadable') discard(message.envelopeId, answer);
          else {
            const delivery = deliver({ envelope: message.envelope, answer });
            due.add(delivery);
            void delivery.finally(() => due.delete(delivery));
          }
        },
      },
      stopping.signal,
    );
    return { connection, openedAt: clock.now(), due, farewell };
  }

  /** What Slack sent to it already is still taken and answered; then it goes. */
  async function retire(held: Held): Promise<void> {
    await Promise.race([clock.sleep(lingerMs, stopping.signal).catch(() => undefined), held.connection.gone]);
    await within(clock, longestLingerMs - lingerMs, Promise.race([settled(held.due), held.connection.gone]), () => undefined);
    await held.connection.close();
  }

  function take(held: Held): void {
    const before = current;
    current = held;
    open.add(held);
    void held.connection.gone.then((trouble) => {
      open.delete(held);
      if (held !== current) return;
      // Announced, so that the next one is being opened already: this is no news.
      const announced = state.state === 'replacing';
      if (!stopping.signal.aborted && !announced) {
        note(trouble);
        log.warn({ trouble: trouble.message }, 'the socket to Slack was lost; opening another');
      }
      if (state.state !== 'switched-off') become('lost', announced);
    });
    const isFirst = state.state === 'opening';
    log.info({ failedTries: state.failedTries, reconnects: state.reconnects + (isFirst ? 0 : 1) }, 'the socket to Slack is open');
    become('open');
    state = { ...state, failedTries: 0, reconnects: state.reconnects + (isFirst ? 0 : 1) };
    if (before !== undefined) void retire(before);
  }

  /** Resolves when another socket is wanted. */
  async function hold(held: Held): Promise<'refresh' | 'lost' | 'link_disabled'> {
    const why = await Promise.race([held.farewell, held.connection.gone.then(() => undefined)]);
    if (stopping.signal.aborted || why === undefined) return 'lost';
    if (why === 'link_disabled') {
      note(new SocketTrouble('link_disabled', 'Socket Mode is switched off in the settings of the Slack app'));
      log.error('Slack says that Socket Mode is switched off: switch it on in the settings of the Slack app; trying again');
      become('switched-off');
      return 'link_disabled';
    }
    log.info({ announced: why.slice(0, 60) }, 'Slack is about to close the socket; opening the next one first');
    become('replacing');
    return 'refresh';
  }

  async function keep(): Promise<void> {
    while (!stopping.signal.aborted) {
      let held: Held;
      try {
        held = await openOne();
      } catch (error) {
        if (stopping.signal.aborted) return;
        await failed(troubleOf(error));
        continue;
      }
      if (stopping.signal.aborted) {
        await held.connection.close();
        return;
      }
      take(held);
      pauses.reset();
      const why = await hold(held);
      const livedMs = clock.now().getTime() - held.openedAt.getTime();
      if (livedMs >= goodAfterMs) {
        shortLives = 0;
        circle.reset();
        switchedOff.reset();
      } else shortLives += 1;
      if (why === 'link_disabled') await pause(switchedOff.next());
      else if (shortLives > quickReplacements) await pause(circle.next() - livedMs);
    }
  }

  async function failed(trouble: SocketTrouble): Promise<void> {
    note(trouble);
    state = { ...state, failedTries: state.failedTries + 1 };
    const own = (state.state === 'switched-off' ? switchedOff : pauses).next();
    const pauseMs = Math.max(own, trouble.retryAfterMs ?? 0);
    log.warn(
      { trouble: trouble.message, failedTries: state.failedTries, againInMs: pauseMs },
      'the socket to Slack could not be opened; trying again',
    );
    await pause(pauseMs);
  }

  const pause = async (ms: number) => {
    if (ms > 0) await clock.sleep(ms, stopping.signal).catch(() => undefined);
  };

  return {
    start() {
      loop = keep();
    },
    async stop() {
      become('stopped');
      stopping.abort();
      // Decisions under way still get their answer to Slack.
      await within(clock, stopWithinMs, Promise.all([...open].map(({ due }) => settled(due))), () => undefined);
      await Promise.all([loop, ...[...open].map(({ connection }) => connection.close())]);
    },
    state: () => state,
    troubles: () => counts,
  };
}

async function settled(due: ReadonlySet<Promise<void>>): Promise<void> {
  while (due.size > 0) await Promise.allSettled(due);
}
