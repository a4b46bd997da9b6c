const pairs = ['""', "''", '“”', '„“', '‘’', '«»'];

/**
 * A line for each of these settings that is in quotes. A shell takes them away and Docker's env files keep them; what is copied from
 * a document may have curly ones. No value is shown.
 */
export function quotedProblems(environment: Readonly<Record<string, string | undefined>>, names: readonly string[]): string[] {
  return names
    .filter((name) => isQuoted(environment[name]?.trim() ?? ''))
    .map((name) => `${name} is in quotes, which are taken as a part of it here; leave them out.`);
}

function isQuoted(value: string): boolean {
  return value.length > 1 && pairs.some((pair) => value.startsWith(pair.charAt(0)) && value.endsWith(pair.charAt(1)));
}
