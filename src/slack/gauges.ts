import { Counter, Gauge, type Registry } from 'prom-client';
import type { SlackIdentity } from './identity.ts';
import type { SocketReceiver } from './socket/receiver.ts';
import { socketStates } from './socket/state.ts';

/** How the connection to Slack is doing, read when somebody looks: labels from closed lists alone. */
export function addSlackGauges(
  registry: Registry,
  {
    identity,
    socket,
    secondsSinceDelivery,
  }: {
    identity: Pick<SlackIdentity, 'known'>;
    socket: Pick<SocketReceiver, 'state' | 'troubles'> | undefined;
    secondsSinceDelivery(): number;
  },
): void {
  const registers = [registry];
  new Gauge({
    name: 'wheelhouse_slack_token_accepted',
    help: '1 while Slack accepts the bot token',
    registers,
    collect() {
      this.set(identity.known() === undefined ? 0 : 1);
    },
  });
  new Gauge({
    name: 'wheelhouse_slack_last_delivery_seconds',
    help: 'Seconds since Slack last delivered anything to this process, or since it started',
    registers,
    collect() {
      this.set(secondsSinceDelivery());
    },
  });
  if (socket === undefined) return;
  new Gauge({
    name: 'wheelhouse_slack_socket_state',
    help: '1 at the state that the socket to Slack is in, 0 at the others',
    labelNames: ['state'],
    registers,
    collect() {
      for (const state of socketStates) this.set({ state }, socket.state().state === state ? 1 : 0);
    },
  });
  new Counter({
    name: 'wheelhouse_slack_socket_reconnects_total',
    help: 'Sockets to Slack that were opened after the first',
    registers,
    collect() {
      this.reset();
      this.inc(socket.state().reconnects);
    },
  });
  new Counter({
    name: 'wheelhouse_slack_socket_troubles_total',
    help: 'Sockets to Slack that were lost or could not be opened, by why',
    labelNames: ['kind'],
    registers,
    collect() {
      this.reset();
      for (const [kind, count] of socket.troubles()) this.inc({ kind }, count);
    },
  });
}
