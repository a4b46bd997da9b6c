/** What strangers on the port may take. Slack itself gives up on a delivery after three seconds. */
export type HttpLimits = {
  /** Of one delivery. A message of 40,000 letters, the longest that Slack takes, is 640 kB on the wire. */
  bodyBytes: number;
  /** Of all deliveries together whose signature isn't checked yet. */
  unverifiedBytes: number;
  connections: number;
  /** Requests of one connection that wait for their answers. Neither Slack nor the usual proxies pipeline. */
  pipelined: number;
  /** For all headers of a request, from its first byte or from the connection's start. */
  headersMs: number;
  /** For the whole request. */
  requestMs: number;
  /** Longer than a proxy keeps an idle connection (AWS and Google: 60 s), or it sends into one that we are closing. */
  keepAliveMs: number;
  /** How long a refused sender may go on sending before it is cut off: one that is cut off at once often never reads the answer. */
  lingerMs: number;
  /** So many refused senders at the same time: enough for mistakes. Reading what a flood sends into nothing is work, too. */
  lingering: number;
};

export const usualLimits: HttpLimits = {
  bodyBytes: 1_048_576,
  unverifiedBytes: 32 * 1_048_576,
  connections: 1_000,
  pipelined: 16,
  headersMs: 8_000,
  requestMs: 10_000,
  keepAliveMs: 75_000,
  lingerMs: 1_000,
  lingering: 16,
};
