export const commandsLists = {
  'business unit': 'Geschäftseinheit',
  'Say which time zone it is in, like Europe/Vienna.': 'Gib die Zeitzone an, zum Beispiel Europe/Vienna.',
  'Say which currency it bills in, like EUR.': 'Gib die Währung der Rechnungen an, zum Beispiel EUR.',
  'Say which tax is on its invoices, like 20.': 'Gib die Steuer auf den Rechnungen an, zum Beispiel 20.',
  'Currency and tax stay for good.': 'Währung und Steuer bleiben für immer.',
  Name: 'Name',
  'Europe/Vienna': 'Europe/Vienna',
  'Three letters. Can’t be changed later.': 'Drei Buchstaben. Später nicht mehr änderbar.',
  'Can’t be changed later.': 'Später nicht mehr änderbar.',
  'Add a business unit': 'Geschäftseinheit hinzufügen',
  'Change its name or time zone': 'Name oder Zeitzone ändern',
  'Delete a business unit that nothing refers to': 'Geschäftseinheit löschen, auf die nichts verweist',
  'The business units of a branch': 'Die Geschäftseinheiten eines Standorts',
  'List business units': 'Geschäftseinheiten',
  List: 'Auflisten',
  'One business unit': 'Eine Geschäftseinheit',
  'Show a business unit': 'Geschäftseinheit zeigen',
  'Its currency and tax stay for good. It can be deleted only while nothing refers to it.':
    'Währung und Steuer bleiben für immer. Löschen geht nur, solange nichts darauf verweist.',
  Edit: 'Bearbeiten',
  ' at:{at}': ' at:{at}',
  'Whether a customer may start, what is missing, and who can fix it':
    'Ob ein Kunde starten darf, was fehlt und wer es lösen kann',
  Eligibility: 'Fahrberechtigung',
  Check: 'Prüfen',
  'category {id}': 'Kategorie {id}',
  Category: 'Kategorie',
  'this branch has nothing to book; what holds for every vehicle is checked.':
    'dieser Standort hat nichts zu buchen; geprüft wird, was für jedes Fahrzeug gilt.',
  Date: 'Datum',
  'Leave empty for now.': 'Leer heißt jetzt.',
  Time: 'Uhrzeit',
  'Only if the ride is for business.': 'Nur wenn die Fahrt geschäftlich ist.',
  'Choose a customer.': 'Wähl einen Kunden.',
  'Choose a time on that day, too.': 'Wähl auch eine Uhrzeit an diesem Tag.',
  '“{rest}” is not a branch or a category there.': '„{rest}“ ist dort weder Standort noch Kategorie.',
  'No customer matches “{text}”.': 'Kein Kunde passt zu „{text}“.',
  '“{number}” is a card number, and the card is not assigned.':
    '„{number}“ ist eine Kartennummer, und die Karte ist nicht zugewiesen.',
  '“{number}” is a card number. Its holder is filled in.': '„{number}“ ist eine Kartennummer. Ihr Inhaber ist eingetragen.',
  'No customer matches “{text}” exactly. Choose one of these, or search again.':
    'Kein Kunde heißt genau „{text}“. Wähl einen davon oder such noch einmal.',
  'Several customers match “{text}”. Choose one.': 'Mehrere Kunden passen zu „{text}“. Wähl einen.',
  'Sending it to you…': 'Ich sende es Dir…',
  'This picture is not there any more. Look the verification up again.':
    'Dieses Bild gibt es nicht mehr. Ruf die Verifizierung noch einmal auf.',
  'Pictures of documents do not come into Slack here. Look at them in the back office.':
    'Bilder von Dokumenten kommen hier nicht nach Slack. Sieh sie im Backoffice an.',
  'This button does not say which picture is meant. Look the verification up again.':
    'Dieser Button sagt nicht, welches Bild gemeint ist. Ruf die Verifizierung noch einmal auf.',
  'Where a customer’s checks stand, what was tried, and the next step':
    'Wo die Prüfungen eines Kunden stehen, was versucht wurde und was als Nächstes kommt',
  'Several vouchers fit “{text}”: choose one.': 'Mehrere Gutscheine passen zu „{text}“: Wähl einen.',
  'No voucher is called “{text}”: choose one.': 'Kein Gutschein heißt „{text}“: Wähl einen.',
  '{unreadable, plural, one {# voucher isn’t} other {# vouchers aren’t}} listed: Wheelhouse can’t read what the back office says about it.':
    '{unreadable, plural, one {# Gutschein fehlt} other {# Gutscheine fehlen}} in der Liste: Wheelhouse kann nicht lesen, was das Backoffice dazu sagt.',
  '{strange, plural, one {# voucher isn’t} other {# vouchers aren’t}} listed: for accounts of the type {types}, which Wheelhouse doesn’t know.':
    '{strange, plural, one {# Gutschein fehlt} other {# Gutscheine fehlen}} in der Liste: für Konten der Art {types}, die Wheelhouse nicht kennt.',
  Apply: 'Geben',
  'It also becomes a note on the customer in the back office, which the whole desk reads there.':
    'Daraus wird auch eine Notiz beim Kunden im Backoffice, die dort alle im Support lesen.',
  'It also becomes a note on the business account in the back office, which the whole desk reads there.':
    'Daraus wird auch eine Notiz beim Firmenkonto im Backoffice, die dort alle im Support lesen.',
  'voucher {template}': 'Gutschein {template}',
  'Choose what to give': 'Wähl, was Du geben willst',
  'the vouchers could not be loaded. Close this and try again.':
    'die Gutscheine konnten nicht geladen werden. Schließ das und versuch es noch einmal.',
  'this branch has no customer-care voucher.': 'dieser Standort hat keinen Kulanzgutschein.',
  'who gets the voucher': 'wer den Gutschein bekommt',
  'Choose the voucher.': 'Wähl den Gutschein.',
  'Give a goodwill voucher': 'Kulanzgutschein geben',
  'The vouchers of a customer or a business account, and what is left of them':
    'Die Gutscheine eines Kunden oder Firmenkontos und was davon übrig ist',
} as const;
