import type { WebClient } from '@slack/web-api';
import type { Policy } from '../../src/approvals/policy/types.ts';
import { type Clock, systemClock } from '../../src/lib/clock.ts';
import { createDirectory, type SlackDirectory } from '../../src/slack/directory.ts';
import type { Identity } from '../../src/slack/identity.ts';
import { memoryAnswers } from '../../src/slack/memory-answers.ts';

/** The product's directory in one process without a database. */
export function directoryAlone({
  client,
  roles,
  known,
  clock = systemClock,
}: {
  client: WebClient;
  roles: Policy['roles'];
  known: () => Identity | undefined;
  clock?: Clock;
}): SlackDirectory {
  const slack = { client, background: client, isScarce: () => false };
  return createDirectory({ store: memoryAnswers({ clock }), slack, policy: { roles }, clock, identity: { known } });
}
