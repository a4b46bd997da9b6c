import { markOf } from '../../lib/mark.ts';
import { type Locate, type Problem, problemAt } from '../../lib/yaml-problems.ts';
import { anyMeans } from './pattern.ts';
import type { NotableState, Policy, Webhook } from './types.ts';

/** What is wrong with the address of a receiver, in a sentence. */
export function addressProblem(url: string): string | undefined {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address === undefined || /\s/.test(url)) return 'This is no address: write one such as https://desk.example.com/hooks.';
  if (address.username !== '' || address.password !== '')
    return 'Leave name and password out of the address: every try is signed with the secret.';
  if (address.protocol === 'https:') return undefined;
  if (address.protocol === 'http:' && isLoopback(address.hostname)) return undefined;
  return 'Write an address that begins with https://; http:// is for this machine alone (localhost, 127.0.0.1).';
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

/** Variables that hold a secret and are not set, each where the file names it. */
export function secretProblems(
  { webhooks }: Pick<Policy, 'webhooks'>,
  environment: Readonly<Record<string, string | undefined>>,
  locate: Locate,
): Problem[] {
  return webhooks.flatMap(({ secret }, index) =>
    environment[secret]?.trim()
      ? []
      : [
          problemAt(
            locate,
            ['webhooks', index, 'secret'],
            `The variable ${secret} is not set. Set it to the secret that the receiver knows, too.`,
          ),
        ],
  );
}

/** What a receiver is known by in jobs and tables: another one as soon as anything of it is another. */
export function receiverKey({ url, on, actions }: Webhook): string {
  return markOf(JSON.stringify([url, on, actions]), 22);
}

/** The receivers that may have something to hear when a request of this action has reached this state. */
export function receiversOf({ webhooks }: Pick<Policy, 'webhooks'>, state: NotableState, action: string): string[] {
  const isTakenIn = state === 'pending' || state === 'approved';
  return webhooks
    .filter(
      ({ on, actions }) =>
        anyMeans(actions, action) &&
        on.some((event) => event === state || (isTakenIn && (event === 'asked' || event === 'offered'))),
    )
    .map(receiverKey);
}
