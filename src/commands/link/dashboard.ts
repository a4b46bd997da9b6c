/** What is in the policy's `dashboardLink` for a customer's id. */
const places = /\{(?:id|customer|customerId)\}/g;

/** The customer's page in the back office, if the policy's pattern has a place for the id: `https://…/customers/{id}`. */
export function dashboardUrl(pattern: string | null, customerId: number): string | undefined {
  if (pattern === null) return undefined;
  const url = pattern.replace(places, String(customerId));
  return url === pattern ? undefined : url;
}

/** The customer whose page this address is; undefined for every other address. What follows the page (`/rentals`, `?tab=…`) does not matter. */
export function customerOfLink(pattern: string | null, url: string): number | undefined {
  if (pattern === null || url.length > 3_000) return undefined;
  const parts = pattern.split(places);
  if (parts.length < 2) return undefined;
  const [first = '', ...rest] = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  // The same id in every place, should the pattern have several.
  const page = `${first}([1-9]\\d{0,14})${rest.join('\\1')}`;
  const id = new RegExp(`^${page}(?:[/?#&].*)?$`, 'i').exec(url)?.[1];
  return id === undefined ? undefined : Number(id);
}
