/** What the journal and requests call somebody: a customer by a number, a Smartmove user by a UUID. */
export function subjectOf(person: number | string): string {
  return /^\d+$/.test(String(person)) ? `customer:${person}` : `smartmove:${String(person).toLowerCase()}`;
}

/** The other way round; undefined if the subject is no person. */
export function personIn(subject: string): string | undefined {
  return /^(?:customer:(\d+)|smartmove:([0-9a-f-]{36}))$/
    .exec(subject)
    ?.slice(1)
    .find((part) => part !== undefined);
}
