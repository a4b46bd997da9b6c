export const actionsBusinessUnit = {
  'Create a business unit': 'Geschäftseinheit anlegen',
  'Create the business unit {unit}': 'Geschäftseinheit {unit} anlegen',
  'Currency ({currency}) and tax ({taxPercentage} %) can’t be changed later.':
    'Währung ({currency}) und Steuer ({taxPercentage} %) lassen sich später nicht mehr ändern.',
  'There is a business unit of this name already ({namesakes}).':
    'Es gibt schon eine Geschäftseinheit mit diesem Namen ({namesakes}).',
  'Can be deleted again for as long as nothing refers to it. Name and time zone can be changed later.':
    'Lässt sich löschen, solange nichts darauf verweist. Name und Zeitzone sind später änderbar.',
  'The business unit {name} was created{rest}': 'Die Geschäftseinheit {name} ist angelegt{rest}',
  'Branches are pointed at it in the back office.': 'Standorte werden im Backoffice darauf eingestellt.',
  'Delete a business unit': 'Geschäftseinheit löschen',
  'Delete {unit}': '{unit} löschen',
  'Delete {unit} of {branch}': '{unit} von {branch} löschen',
  'Currency: {unitWord}, tax: {unitWord2}': 'Währung: {unitWord}, Steuer: {unitWord2}',
  'The back office refuses it when anything else refers to this unit; nothing is changed then.':
    'Das Backoffice lehnt ab, wenn noch etwas auf diese Einheit verweist; dann ändert sich nichts.',
  'Can’t be undone; a new unit with the same name gets a new ID.':
    'Nicht rückgängig zu machen; eine neue Einheit mit demselben Namen bekommt eine neue ID.',
  'Deleted {unit}': '{unit} gelöscht',
  '{accounts, plural, one {# business account} other {# business accounts}}':
    '{accounts, plural, one {# Firmenkonto} other {# Firmenkonten}}',
  'None of the {snapshot} has it as its default.': 'Bei keinem ({snapshot}) ist sie der Standard.',
  'None of {snapshot} that could be looked through has it as its default; not all could be.':
    'Bei keinem der durchsehbaren ({snapshot}) ist sie der Standard; alle waren nicht durchsehbar.',
  '{rest} more': '{rest} weitere',
  '{charAt}{unit} cannot be deleted: it is the default of the {rest} {who}. Give {rest2} another one first.':
    '{charAt}{unit} lässt sich nicht löschen: Sie ist der Standard ({rest}): {who}. Gib {rest2} zuerst eine andere.',
  'business account': 'Firmenkonto',
  'business accounts': 'Firmenkonten',
  'The back office still uses this business unit somewhere and deletes only those that nothing refers to. No business account has it as its default, as far as could be seen, so look for it at cost centres, vehicles, rentals and invoices. Nothing was changed.':
    'Das Backoffice verwendet diese Geschäftseinheit noch irgendwo und löscht nur solche, auf die nichts verweist. Soweit zu sehen war, ist sie bei keinem Firmenkonto der Standard; such sie also bei Kostenstellen, Fahrzeugen, Mieten und Rechnungen. Nichts wurde geändert.',
  'Time zone': 'Zeitzone',
  Currency: 'Währung',
  'Tax percentage': 'Steuersatz',
  'business unit {id}': 'Geschäftseinheit {id}',
  'business unit {name} ({id})': 'Geschäftseinheit {name} ({id})',
  'not said': 'nicht genannt',
  'Edit a business unit': 'Einheit bearbeiten',
  'Nothing would change: the business unit has these values already.':
    'Es würde sich nichts ändern: Die Geschäftseinheit hat diese Werte schon.',
  'The back office gave no name for this business unit, and a change writes it whole. Fill in the name.':
    'Das Backoffice nannte keinen Namen für diese Geschäftseinheit, und eine Änderung schreibt sie ganz. Trag den Namen ein.',
  'Change {unit}: {changes}': '{unit} ändern: {changes}',
  'Changed of {unit}: {changes}': 'Geändert an {unit}: {changes}',
  '{fixed}; these stay for good.': '{fixed}; das bleibt für immer.',
  'That’s not a time zone: write it like Europe/Vienna.': 'Das ist keine Zeitzone: Schreib sie wie Europe/Vienna.',
  'A currency has three letters, like EUR.': 'Eine Währung hat drei Buchstaben, wie EUR.',
  'Write the tax as a number, like 20.': 'Schreib den Steuersatz als Zahl, wie 20.',
  'A tax is not negative.': 'Ein Steuersatz ist nicht negativ.',
  'A tax is 100 at most.': 'Ein Steuersatz ist höchstens 100.',
} as const;
