export const actionsShared = {
  'no branch': 'kein Standort',
  'branch {id}': 'Standort {id}',
  'There is no branch {branchId}: choose another one.': 'Es gibt keinen Standort {branchId}: Wähl einen anderen.',
  'branch {branchId}': 'Standort {branchId}',
  'Customer {customer} is deleted, so nothing can be changed for them.':
    'Kunde {customer} ist gelöscht, hier lässt sich also nichts mehr ändern.',
  'no. {card}': 'Nr. {card}',
  'These are the tags as they are now. Add some or take some away; separate them with commas.':
    'Das sind die Tags, wie sie jetzt sind. Füg welche hinzu oder nimm welche weg; trenn sie mit Beistrichen.',
  'Removing a tag may affect anything that relies on it.': 'Ein entferntes Tag kann sich auf alles auswirken, was es braucht.',
  'Can be undone by writing the old list again.': 'Rückgängig, indem Du die alte Liste wieder einträgst.',
  'Tags of {whose} are changed': 'Die Tags von {whose} sind geändert',
  'The whole list is replaced.': 'Die ganze Liste wird ersetzt.',
  'Added: {rest}': 'Hinzugefügt: {rest}',
  'Removed: {rest}': 'Entfernt: {rest}',
  'Kept: {rest}': 'Bleiben: {rest}',
  'Replace the whole list of tags': 'Die ganze Tag-Liste ersetzen',
  'Add a tag': 'Ein Tag hinzufügen',
  'Add {added} tags': '{added} Tags hinzufügen',
  'Remove a tag': 'Ein Tag entfernen',
  'Remove {removed} tags': '{removed} Tags entfernen',
  'Add {added} and remove {removed} of the tags': 'Tags: {added} hinzufügen, {removed} entfernen',
} as const;
