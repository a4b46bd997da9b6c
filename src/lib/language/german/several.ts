/** Deciding several requests together. */
export const several = {
  'Decide several': 'Mehrere entscheiden',
  'Approve {count}': '{count} freigeben',
  'Reject {count}': '{count} ablehnen',
  '{more} more after these. Open this again when you have decided some.':
    'Danach noch {more}. Öffne die Liste wieder, wenn Du einige entschieden hast.',
  'Choose the requests that you want to approve or reject.': 'Wähl aus, was Du freigeben oder ablehnen willst.',
  'and {more} more, in the request’s details': 'und {more} weitere, in den Details der Anfrage',
  Choose: 'Auswählen',
  '{count, plural, one {Approve # request?} other {Approve # requests?}}':
    '{count, plural, one {# Anfrage freigeben?} other {# Anfragen freigeben?}}',
  '{count, plural, one {You are rejecting # request.} other {You are rejecting # requests.}}':
    '{count, plural, one {Du lehnst # Anfrage ab.} other {Du lehnst # Anfragen ab.}}',
  'Everyone who asked will read it.': 'Alle, die angefragt haben, lesen es.',
  'Say why: everyone who asked will read it.': 'Sag, warum: Alle, die angefragt haben, lesen es.',
  '{all, plural, one {# decision recorded.} other {# decisions recorded.}}':
    '{all, plural, one {# Entscheidung festgehalten.} other {# Entscheidungen festgehalten.}}',
  '{recorded} of {all, plural, one {# decision} other {# decisions}} recorded.':
    '{recorded} von {all, plural, one {# Entscheidung} other {# Entscheidungen}} festgehalten.',
  'Nothing is waiting that you can decide together with others.':
    'Gerade wartet nichts, das Du zusammen mit anderem entscheiden kannst.',
  'None of these is waiting for you any more.': 'Davon wartet nichts mehr auf Dich.',
  'Open the list again.': 'Öffne die Liste noch einmal.',
  'What is chosen has changed since the button was drawn. Nothing was recorded; press again.':
    'Die Auswahl hat sich geändert, seit der Button da ist. Nichts wurde festgehalten; drück noch einmal.',
  'There was no time left for this one. Decide it again.': 'Dafür war keine Zeit mehr. Entscheide es noch einmal.',
  'Approved. The card shows what becomes of it.': 'Freigegeben. Die Karte zeigt, was daraus wird.',
  '{more, plural, one {Approved by you; # more approval needed.} other {Approved by you; # more approvals needed.}}':
    '{more, plural, one {Von Dir freigegeben; # weitere Freigabe fehlt.} other {Von Dir freigegeben; # weitere Freigaben fehlen.}}',
  'Request {id}': 'Anfrage {id}',
  'Asked by {asker}, {time}': 'Angefragt von {asker}, {time}',
  'Rejected.': 'Abgelehnt.',
  'Facts changed: something changed since this was requested, so nothing was done.':
    'Fakten geändert: Seit der Anfrage hat sich etwas geändert, deshalb wurde nichts getan.',
} as const;
