/** Begun once for all who ask for the same while it is under way: deliveries of one press at the same moment get one answer. */
export function joining<T>(): (key: string, begin: () => Promise<T>) => Promise<T> {
  const underWay = new Map<string, Promise<T>>();
  return (key, begin) => {
    const begun = underWay.get(key);
    if (begun !== undefined) return begun;
    const answer = begin().finally(() => underWay.delete(key));
    underWay.set(key, answer);
    return answer;
  };
}
