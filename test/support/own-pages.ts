/** A page of the dashboards that tests have: an id at the end of the address, and nothing but the same id beside its kind. */
const ownPage =
  /^<https:\/\/(?:back|dash|office\.hollerin)\.example\/(?:customers|accounts|cards)\/(\d{1,15})\|(?:customer|business account|card|Kunde|Firmenkonto|Karte) \1>$/;

/** Tokens that may ping or link, and such pages. */
export class OwnTokens extends Set<string> {
  override has(token: string): boolean {
    return super.has(token) || ownPage.test(token);
  }
}
