import type { FaultKind, FaultRule } from '../workspace/page-protocol.ts';

/** How long `slow` waits, in real time. */
export const slowMs = 2500;
/** What `busy` tells in Retry-After, in seconds. */
export const busyRetryAfterS = 30;
export const garbage = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>';

/** The faults being played: rules that were switched on, counted down as calls meet them. */
export type Faults = {
  rules(): FaultRule[];
  set(rules: readonly FaultRule[]): void;
  /** What this call meets: a delay, and the first other fault that fits. */
  meet(upstream: 'operations' | 'smartmove', isRead: boolean): { slow: boolean; kind: Exclude<FaultKind, 'slow'> | undefined };
};

export function createFaults(changed: () => void): Faults {
  let rules: FaultRule[] = [];

  const meetOne = (fits: (rule: FaultRule) => boolean): FaultKind | undefined => {
    const place = rules.findIndex(fits);
    const rule = rules[place];
    if (rule === undefined) return undefined;
    if (rule.times !== undefined) {
      rules =
        rule.times <= 1 ? rules.filter((_, other) => other !== place) : rules.with(place, { ...rule, times: rule.times - 1 });
      changed();
    }
    return rule.kind;
  };

  return {
    rules: () => rules.map((rule) => ({ ...rule })),
    set(next) {
      rules = next.filter((rule) => rule.times === undefined || rule.times > 0).map((rule) => ({ ...rule }));
      changed();
    },
    meet(upstream, isRead) {
      if (rules.length === 0) return { slow: false, kind: undefined };
      const fits = (rule: FaultRule) =>
        (rule.upstream === 'both' || rule.upstream === upstream) && (rule.on === 'all' || (rule.on === 'reads') === isRead);
      const slow = meetOne((rule) => rule.kind === 'slow' && fits(rule)) !== undefined;
      const kind = meetOne((rule) => rule.kind !== 'slow' && fits(rule));
      return { slow, kind: kind === 'slow' ? undefined : kind };
    },
  };
}
