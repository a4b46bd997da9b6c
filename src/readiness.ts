/** One thing that the app needs to do its work now, as /readyz shows it. */
export type ReadinessPart = {
  name: string;
  /** `ready: false` makes /readyz answer 503; `state` is in its body under the part's name. */
  check(): Promise<PartState> | PartState;
};
/** Without a state it is left out. */
export type PartState = { ready: boolean; state: object | undefined };

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
  const told = states.filter(([, part]) => part.state !== undefined);
  return { ready, body: { ready, ...Object.fromEntries(told.map(([name, part]) => [name, part.state])) } };
}
