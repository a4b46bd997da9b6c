export const actionsTerms = {
  'Create terms': 'AGB anlegen',
  'Create new terms of {branch}': 'Neue AGB von {branch} anlegen',
  'Until now: terms {old}. They stay until they are deleted, which is offered afterwards.':
    'Bisher: AGB {old}. Sie bleiben, bis sie gelöscht werden; das wird danach angeboten.',
  'There were no terms until now.': 'Bisher gab es keine AGB.',
  'Until now {branch} has those of {from}.': 'Bisher gelten in {branch} die von {from}.',
  'You can delete them, but customers may already have been asked to accept them.':
    'Du kannst sie wieder löschen, aber Kunden wurden dann vielleicht schon gefragt.',
  '{branch} has new terms “{termsWord}”{rest}': '{branch} hat neue AGB „{termsWord}“{rest}',
  'The old ones ({old}) are still there: delete them when nobody needs them.':
    'Die alten ({old}) gibt es noch: Lösch sie, wenn niemand sie mehr braucht.',
  'Delete terms {id}': 'AGB {id} löschen',
  'Delete terms': 'AGB löschen',
  'Delete {terms}': '{terms} löschen',
  '{branch} has no other terms: customers would have none to accept.':
    '{branch} hat keine anderen AGB: Kunden hätten keine zum Akzeptieren.',
  '{branch} has no other terms of its own: those of {after} would apply there, and customers who haven’t accepted those are asked.':
    '{branch} hat keine anderen eigenen AGB: Dort würden die von {after} gelten, und Kunden, die diese nicht akzeptiert haben, werden gefragt.',
  'These are the newest terms of {branch}: the older ones would apply again.':
    'Das sind die neuesten AGB von {branch}: Die älteren würden wieder gelten.',
  'Customers who accepted these can no longer see what they accepted.':
    'Kunden, die diese akzeptiert haben, sehen dann nicht mehr, was das war.',
  'Can’t be undone: new terms with the same text must be accepted again by everyone.':
    'Nicht rückgängig zu machen: Neue AGB mit demselben Text müssen alle noch einmal akzeptieren.',
  'Deleted {terms}': '{terms} gelöscht',
  'Terms label': 'Text der AGB',
  'Terms link': 'Link der AGB',
  'Privacy label': 'Text des Datenschutzes',
  'Privacy link': 'Link des Datenschutzes',
  'terms {id} of {branch}': 'AGB {id} von {branch}',
  'Everybody who has accepted terms of {branch}': 'Alle, die AGB von {branch} akzeptiert haben,',
  'The one customer who has accepted terms of {branch}': 'Alle, die AGB von {branch} akzeptiert haben (das ist ein Kunde),',
  '{accepted} customers have accepted terms of {branch}: each of them':
    'Alle, die AGB von {branch} akzeptiert haben (das sind {accepted} Kunden),',
  '{who} must accept the new ones at their next rental, and cannot start one before.':
    '{who} müssen bei der nächsten Miete die neuen akzeptieren und können vorher keine starten.',
  'Edit terms': 'AGB bearbeiten',
  'The back office does not say which branch these terms belong to, so they cannot be written back whole.':
    'Das Backoffice sagt nicht, zu welchem Standort diese AGB gehören, sie lassen sich also nicht ganz zurückschreiben.',
  'Nothing would change: these terms have these values already.':
    'Es würde sich nichts ändern: Diese AGB haben diese Werte schon.',
  'The back office gave no {missing}, and a change writes the terms whole. Fill it in.':
    'Das Backoffice lieferte nichts für {missing}, und eine Änderung schreibt die AGB ganz. Trag es ein.',
  ' and no ': ' und ',
  'Change {terms}': '{terms} ändern',
  'They are replaced: what does not change is written as it was read.':
    'Sie werden ersetzt: Was sich nicht ändert, wird so geschrieben, wie es gelesen wurde.',
  'Nobody is asked to accept them again; customers of {branch} see the change from then on. To have everybody accept, create new terms.':
    'Niemand muss sie noch einmal akzeptieren; Kunden von {branch} sehen die Änderung ab diesem Zeitpunkt. Sollen alle akzeptieren, leg neue AGB an.',
  'Changed of {terms}: {changes}': 'Geändert an {terms}: {changes}',
  'Nobody is asked to accept them again.': 'Niemand muss sie noch einmal akzeptieren.',
} as const;
