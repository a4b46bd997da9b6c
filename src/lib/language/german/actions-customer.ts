export const actionsCustomer = {
  'Accept terms': 'AGB akzeptieren',
  'This customer has accepted the terms of {branch} already.': 'Dieser Kunde hat die AGB von {branch} schon akzeptiert.',
  'Accept the terms of {branch} for {customer}': 'AGB von {branch} für {customer} akzeptieren',
  'Terms of {branch}': 'AGB von {branch}',
  'This is binding for the customer. Only do it if they have agreed and that is documented.':
    'Das bindet den Kunden. Mach es nur, wenn er zugestimmt hat und das festgehalten ist.',
  'Can’t be undone here.': 'Hier nicht rückgängig zu machen.',
  'The terms of {branch}{rest} are accepted for {customer}': 'Die AGB von {branch}{rest} sind für {customer} akzeptiert',
  'Terms {terms}{rest}.': 'AGB {terms}{rest}.',
  '{branch} has no terms of its own: those of {of} apply there.': '{branch} hat keine eigenen AGB: Dort gelten die von {of}.',
  'Create a customer': 'Kunden anlegen',
  'Customer {holder} has this {what} already. Look them up: /customer lookup {holder}':
    'Kunde {holder} hat schon dieselbe Angabe ({what}). Sieh nach: /customer lookup {holder}',
  'the licence of a new customer would count as more than unverified':
    'der Führerschein eines neuen Kunden würde als mehr gelten als nicht verifiziert',
  'Create {person} in {branch}': '{person} in {branch} anlegen',
  'Signs in with: {signInWords}': 'Meldet sich an mit: {signInWords}',
  'Birth date': 'Geburtsdatum',
  Language: 'Sprache',
  'Licence classes: {drivingLicenseCategories}': 'Führerscheinklassen: {drivingLicenseCategories}',
  'Gets the newsletter.': 'Bekommt den Newsletter.',
  'Gets an e-mail to choose a password.': 'Bekommt eine E-Mail zum Festlegen eines Passworts.',
  'What {branch} asks for before a rental depends on the vehicle, too: /eligibility says afterwards what is missing.':
    'Was {branch} vor einer Miete verlangt, hängt auch vom Fahrzeug ab: /eligibility sagt danach, was fehlt.',
  'The driving licence counts as verified, without a check by the provider. Do it only with the licence in hand.':
    'Der Führerschein gilt als verifiziert, ohne Prüfung durch den Anbieter. Mach das nur mit dem Führerschein in der Hand.',
  'Can be undone only by deleting the customer.': 'Nur durch Löschen des Kunden rückgängig zu machen.',
  '{person} was created in {branch}': '{person} ist in {branch} angelegt',
  '{value} was created in {branch}': '{value} ist in {branch} angelegt',
  'What is missing for a rental, by branch and vehicle: /eligibility {result} "{branch}"':
    'Was für eine Miete fehlt, nach Standort und Fahrzeug: /eligibility {result} "{branch}"',
  'The new customer': 'Der neue Kunde',
  'a customer': 'ein Kunde',
  'Delete the customer': 'Kunden löschen',
  'Customer {customerId} owns business account {account}, so the account would be left without an owner. Give it another owner in the back office first.':
    'Kunde {customerId} ist Inhaber von Firmenkonto {account}, das Konto hätte dann keinen mehr. Gib ihm zuerst im Backoffice einen anderen Inhaber.',
  'Delete {customer}': '{customer} löschen',
  'Open invoices: {open}. They stay unpaid.': 'Offene Rechnungen: {open}. Sie bleiben offen.',
  'Has {cards}: take it back first if it is used again.': 'Hat {cards}: Nimm sie zuerst zurück, wenn sie weiter verwendet wird.',
  'card {card}': 'Karte {card}',
  'Leaves business account {account}.': 'Verlässt Firmenkonto {account}.',
  Account: 'Konto',
  'in use': 'in Verwendung',
  'The customer is signed out, cannot sign in again, and their data is gone.':
    'Der Kunde wird abgemeldet, kann sich nicht mehr anmelden, und seine Daten sind weg.',
  '{customer} is deleted': '{customer} ist gelöscht',
  'First name': 'Vorname',
  'Last name': 'Nachname',
  Street: 'Straße',
  Postcode: 'Postleitzahl',
  City: 'Ort',
  Country: 'Land',
  Newsletter: 'Newsletter',
  'Anyone who signs in by phone needs a phone number.': 'Wer sich per Telefon anmeldet, braucht eine Telefonnummer.',
  'Anyone who signs in by e-mail needs an e-mail address.': 'Wer sich mit der E-Mail-Adresse anmeldet, braucht eine.',
  'An e-mail to choose a password needs an e-mail address.':
    'Eine E-Mail zum Festlegen eines Passworts braucht eine E-Mail-Adresse.',
  'Licence classes': 'Führerscheinklassen',
  'Edit details': 'Daten bearbeiten',
  'Nothing would change: the customer has these values already.': 'Es würde sich nichts ändern: Der Kunde hat diese Werte schon.',
  'Change {changes} of {customer}': '{changes} von {customer} ändern',
  'Anyone with this e-mail address or phone can take over the account.':
    'Wer diese E-Mail-Adresse oder Telefonnummer hat, kann das Konto übernehmen.',
  '{customer}: {changes} changed': '{customer}: {changes} geändert',
  'The customer signs in with this e-mail address, so it cannot be removed. Type another one.':
    'Der Kunde meldet sich mit dieser E-Mail-Adresse an, sie lässt sich also nicht entfernen. Gib eine andere ein.',
  'The customer signs in with this phone number, so it cannot be removed. Type another one.':
    'Der Kunde meldet sich mit dieser Telefonnummer an, sie lässt sich also nicht entfernen. Gib eine andere ein.',
} as const;
