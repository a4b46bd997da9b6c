/** Whether a name of the policy file (`card.assign`, `card.*`, `*`) means this action or read. A `*` is only at the end. */
export function means(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

export function anyMeans(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => means(pattern, name));
}
