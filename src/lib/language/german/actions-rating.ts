export const actionsRating = {
  'Approve a rating': 'Bonität freigeben',
  'The credit is approved already, and no rating waits for a decision.':
    'Die Bonität ist schon freigegeben, und keine Prüfung wartet auf Entscheidung.',
  'No rating waits for a decision: this sets the credit status without one.':
    'Keine Prüfung wartet auf Entscheidung: Das setzt den Bonitätsstatus ohne eine.',
  'This rating has no score yet.': 'Diese Prüfung hat noch keinen Score.',
  'Approve the credit rating of {rated}': 'Bonität von {rated} freigeben',
  'Rating to be approved: {rating}.': 'Freizugebende Prüfung: {rating}.',
  'Credit status': 'Bonitätsstatus',
  'Can be taken back by rejecting, but what was rented on credit until then stays.':
    'Lässt sich durch Ablehnen zurücknehmen, aber was bis dahin auf Rechnung gemietet wurde, bleibt.',
  'The credit rating of {rated} is approved': 'Die Bonität von {rated} ist freigegeben',
  'There has been no rating so far.': 'Es gab noch keine Prüfung.',
  'Latest rating: {rating}.': 'Letzte Prüfung: {rating}.',
  'Create a rating': 'Bonität eintragen',
  '{validUntil} is over: choose a later day, or leave out until when the rating is valid.':
    '{validUntil} ist vorbei: Wähl einen späteren Tag oder lass weg, bis wann sie gilt.',
  'Create a credit rating of {rated}: {ratingStatusWord}': 'Bonitätsprüfung von {rated} eintragen: {ratingStatusWord}',
  'Without a score': 'Ohne Score',
  'Score {score}': 'Score {score}',
  'without an end': 'unbefristet',
  'valid until {validUntil}': 'gültig bis {validUntil}',
  'There is no active rating.': 'Es gibt keine aktive Prüfung.',
  'Active rating: {rating}.': 'Aktive Prüfung: {rating}.',
  'Credit status now: {ratingStatusWord}.': 'Bonitätsstatus jetzt: {ratingStatusWord}.',
  'A rating cannot be deleted here; approving or rejecting decides the credit.':
    'Eine Prüfung lässt sich hier nicht löschen; Freigeben oder Ablehnen entscheidet.',
  'An approved rating lets them rent on credit.': 'Eine freigegebene Prüfung erlaubt das Mieten auf Rechnung.',
  '{rated} has a new credit rating: {ratingStatusWord}': '{rated} hat eine neue Bonitätsprüfung: {ratingStatusWord}',
  'Request a new rating': 'Neue Prüfung anfordern',
  'Ask the provider for a new credit rating of {rated}': 'Den Anbieter um eine neue Bonitätsprüfung von {rated} bitten',
  'Under way already: {rating}.': 'Läuft schon: {rating}.',
  'The provider charges for it, although the rating above still counts. Queue another one only when you need it.':
    'Der Anbieter verrechnet sie, obwohl die Prüfung oben noch gilt. Fordere nur dann eine neue an, wenn Du sie brauchst.',
  'The provider charges for it, although a rating is under way already. Wait for that one if you can.':
    'Der Anbieter verrechnet sie, obwohl schon eine läuft. Warte auf diese, wenn Du kannst.',
  'The provider charges for it, whatever comes out.': 'Der Anbieter verrechnet sie, egal was herauskommt.',
  'Can’t be undone: the provider is asked immediately.': 'Nicht rückgängig zu machen: Der Anbieter wird sofort gefragt.',
  'A new credit rating of {rated} is queued': 'Eine neue Bonitätsprüfung von {rated} ist angefordert',
  'The provider takes a while. Look with /rating list {rest}{rated}.':
    'Der Anbieter braucht eine Weile. Sieh nach mit /rating list {rest}{rated}.',
  'Reject a rating': 'Bonität ablehnen',
  'The credit is rejected already, and no rating waits for a decision.':
    'Die Bonität ist schon abgelehnt, und keine Prüfung wartet auf Entscheidung.',
  'Reject the credit rating of {rated}': 'Bonität von {rated} ablehnen',
  'No rating waits for a decision.': 'Keine Prüfung wartet auf Entscheidung.',
  'Rating to be rejected: {rating}.': 'Abzulehnende Prüfung: {rating}.',
  'Can be taken back by approving.': 'Lässt sich durch Freigeben zurücknehmen.',
  'The credit is approved now: where it is required, the next rental will not start.':
    'Die Bonität ist jetzt freigegeben: Wo sie nötig ist, startet die nächste Miete dann nicht mehr.',
  'The credit rating of {rated} is rejected': 'Die Bonität von {rated} ist abgelehnt',
  'score {score}': 'Score {score}',
  'by {provider}': 'von {provider}',
  'dated {createdAt}': 'vom {createdAt}',
} as const;
