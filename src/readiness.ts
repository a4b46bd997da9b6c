/** One thing that the app needs to do its work now, as /readyz shows it. */
export type ReadinessPart = {
  name: string;
  /** `ready: false` makes /readyz answer 503; `state` stands in its body under the part's name. */
  check(): Promise<PartState> | PartState;
};
export type PartState = { ready: boolean; state: object };

/** The answer of /readyz: ready when every part is. A part that throws isn't ready. */
export async function readiness(parts: readonly ReadinessPart[]): Promise<{ ready: boolean; body: object }> {
  const states = await Promise.all(
    parts.map(async ({ name, check }) => {
      try {
        return [name, await check()] as const;
      } catch {
        return [name, { ready: false, state: { trouble: 'could not be checked' } }] as const;
      }
    }),
  );
  const ready = states.every(([, part]) => part.ready);
  return { ready, body: { ready, ...Object.fromEntries(states.map(([name, part]) => [name, part.state])) } };
}
