import { Writable } from 'node:stream';
import { App, type Receiver } from '@slack/bolt';
import type { KyselyPlugin } from 'kysely';
import type { AppContext } from '../../src/commands/app-context.ts';
import { addTypedAnswerListeners } from '../../src/commands/listeners/typed-answers.ts';
import type { Database } from '../../src/db/database.ts';
import { createLog } from '../../src/lib/log.ts';
import { boltLogger } from '../../src/slack/bolt-log.ts';
import { openGate } from './gate.ts';

export const bot = 'U0WHEELHOUSE';

/** `counted`: with no jobs, so that the queries are those of what is delivered. */
export type ReplicaOptions = { policy?: string; counted?: boolean };

/** One replica that hears replies and reactions: its listeners in a Bolt app on a gate, with every line that it logs. */
export function replicaOn(database: Database, { policy, counted = false }: ReplicaOptions) {
  let queries = 0;
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      queries += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const gate = openGate(counted ? { ...database, db: database.db.withPlugin(counting) } : database, { policy, start: !counted });
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const log = createLog({ level: 'trace', destination });
  const receiver: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };
  const bolt = new App({
    receiver,
    authorize: async () => ({ botToken: 'xoxb', botUserId: bot, botId: 'B0WHEELHOUSE' }),
    logger: boltLogger(log),
  });
  const home = () => ({ teamId: 'T0', enterpriseId: undefined, botUserId: bot });
  // safe: the listeners use these and no other
  const app = { policy: gate.deps.policy, approvals: gate.approvals, home, log } as unknown as AppContext;
  addTypedAnswerListeners(bolt, app);
  const deliver = (event: object) =>
    bolt.processEvent({
      body: { type: 'event_callback', team_id: 'T0', api_app_id: 'A0', event_id: 'Ev1', event },
      ack: async () => {},
    });
  return { gate, lines, deliver, queries: () => queries };
}
