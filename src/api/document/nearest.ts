/** How alike two names are, from 0 to 1: pairs of letters that both have, whatever their order, case and signs. */
export function likeness(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  if (a.length === 0 || b.length === 0) return one.toLowerCase() === other.toLowerCase() ? 1 : 0;
  const rest = [...b];
  const common = a.filter((pair) => {
    const index = rest.indexOf(pair);
    if (index >= 0) rest.splice(index, 1);
    return index >= 0;
  }).length;
  return (2 * common) / (a.length + b.length);
}

function pairsOf(name: string): string[] {
  const letters = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_, index) => letters.slice(index, index + 2));
}

export type Near = { name: string; likeness: number };

/** The likest of these names, best first; what lies one level down (`address.city`) is compared by its last part, and is a little less like. */
export function nearest(name: string, candidates: Iterable<string>, least = 0.4, most = 3): Near[] {
  return [...candidates]
    .map((candidate) => {
      const last = candidate.split('.').at(-1) ?? candidate;
      const inside = last === candidate ? 0 : likeness(name, last) * 0.95;
      return { name: candidate, likeness: Math.max(inside, likeness(name, candidate)) };
    })
    .filter((near) => near.likeness >= least)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most);
}

/** What may be meant: the likest names; if none is alike but few are left, those. */
export function candidatesFor(name: string, free: readonly string[]): string[] {
  const near = nearest(name, free).map((one) => one.name);
  return near.length === 0 && free.length <= 3 ? [...free] : near;
}
