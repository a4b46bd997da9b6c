/**
 * What is wrong with the address of a PostgreSQL, as the end of a sentence, or undefined. No part of the address is ever repeated: a
 * password may be anywhere in it once it has letters that mean something in addresses.
 */
export function postgresUrlProblem(value: string): string | undefined {
  if (!/^postgres(ql)?:\/\//.test(value)) return 'must begin with postgres://';
  const odd =
    'cannot be read as an address. Letters such as # / ? @ : % or a space in the user name or the password must be percent-encoded (%23 for #)';
  if (/\s/.test(value) || !URL.canParse(value)) return odd;
  const url = new URL(value);
  // A password with such a letter in it may still parse, as another host or path.
  if (url.hash !== '' || url.pathname.includes('@') || url.search.includes('@')) return odd;
  try {
    for (const part of [url.username, url.password, url.pathname]) decodeURIComponent(part);
  } catch {
    return odd;
  }
  if (/^\/.*\//.test(url.pathname)) return odd;
  return undefined;
}
