export const commandsSubjects = {
  'No business account for “{text}” in {name}. Try its id, its code or another part of its name.':
    'Kein Firmenkonto für „{text}“ in {name}. Probier die ID, den Code oder einen anderen Teil des Namens.',
  '{total} business accounts fit “{text}”: choose one.': '{total} Firmenkonten passen zu „{text}“: Wähl eines.',
  'This button does not say which business account is meant. Look the account up again.':
    'Dieser Button sagt nicht, welches Firmenkonto gemeint ist. Such das Konto noch einmal.',
  'No branch is called “{text}”: choose one.': 'Kein Standort heißt „{text}“: Wähl einen.',
  'All branches': 'Alle Standorte',
  'No {one} is called “{text}”: choose one.': 'Nichts heißt „{text}“: Wähl aus ({one}).',
  'Several fit “{text}”: choose one.': 'Mehrere passen zu „{text}“: Wähl aus.',
  '“{text}” could not be looked up: {say}': '„{text}“ konnte nicht gesucht werden: {say}',
  'Instead of a customer.': 'Statt eines Kunden.',
  'Choose a customer or a business account, not both.': 'Wähl einen Kunden oder ein Firmenkonto, nicht beides.',
  'Choose {who}: a customer or a business account.': 'Wähl, {who}: ein Kunde oder ein Firmenkonto.',
  'This button does not say {whose} meant. Look the customer or the account up again.':
    'Dieser Button sagt nicht, wer gemeint ist ({whose}). Such den Kunden oder das Konto noch einmal.',
  'Nobody was found. Try an id or an e-mail address.': 'Niemand gefunden. Probier eine ID oder eine E-Mail-Adresse.',
  'Type a name, an e-mail address, a phone number or an id.':
    'Gib einen Namen, eine E-Mail-Adresse, eine Telefonnummer oder eine ID ein.',
  'sign-up finished': 'Registrierung abgeschlossen',
  'sign-up not finished': 'Registrierung nicht abgeschlossen',
  'without sub-branches': 'ohne Unterstandorte',
  'in a business account': 'in einem Firmenkonto',
  'in no business account': 'in keinem Firmenkonto',
  'in business account {account}': 'in Firmenkonto {account}',
  'blocked customers excluded': 'ohne gesperrte Kunden',
  'blocked or deleted': 'gesperrt oder gelöscht',
  'The policy file names no branch, and the back office has none. Tell your admin.':
    'Die Policy-Datei nennt keinen Standort, und das Backoffice hat keinen. Sag es Deinem Admin.',
  'born {born}': 'geboren {born}',
  'Voucher {template}': 'Gutschein {template}',
  'Business accounts only': 'Nur für Firmenkonten',
  'This button does not say which member is meant. Look the account up again.':
    'Dieser Button sagt nicht, welches Mitglied gemeint ist. Such das Konto noch einmal.',
  'The owner’s role cannot be given here: choose another role, or change the owner in the back office.':
    'Die Rolle des Inhabers lässt sich hier nicht vergeben: Wähl eine andere oder ändere den Inhaber im Backoffice.',
  'This customer isn’t a member of this business account. {say}': 'Dieser Kunde ist kein Mitglied dieses Firmenkontos. {say}',
  'Choose the member.': 'Wähl das Mitglied.',
  'Choose which {one}; its values are then shown here to be changed.':
    'Wähl zuerst aus ({one}); die Werte erscheinen dann hier zum Ändern.',
  '“{text}” is a business account, and this needs a customer: an id, an e-mail address or a name.':
    '„{text}“ ist ein Firmenkonto, hier braucht es einen Kunden: ID, E-Mail-Adresse oder Name.',
  '{rest} customers match “{text}”. Choose one.': '{rest} Kunden passen zu „{text}“. Wähl einen.',
  'No customer matches “{text}”. Try an id, an e-mail address or a phone number.':
    'Kein Kunde passt zu „{text}“. Probier eine ID, eine E-Mail-Adresse oder eine Telefonnummer.',
  'Several cards fit “{text}”: choose one.': 'Mehrere Karten passen zu „{text}“: Wähl eine.',
  'No card for “{text}”. Check the number on the card.': 'Keine Karte für „{text}“. Prüf die Nummer auf der Karte.',
  'Several business accounts fit “{text}”: choose one.': 'Mehrere Firmenkonten passen zu „{text}“: Wähl eines.',
  'No business account for “{text}”.': 'Kein Firmenkonto für „{text}“.',
  'card {id}': 'Karte {id}',
  'That looks like an e-mail address or a phone number.': 'Das sieht nach einer E-Mail-Adresse oder Telefonnummer aus.',
  'If that’s a person, look them up as a customer.': 'Wenn es eine Person ist, such sie als Kunden.',
  'Show card': 'Karte zeigen',
  'Open customer {id}': 'Kunde {id} öffnen',
  'That’s card {number}, assigned to customer {id}.': 'Das ist die Karte {number}. Sie gehört Kunde {id}.',
  'That’s card {number}.': 'Das ist die Karte {number}.',
  'That’s card {number} ({state}).': 'Das ist die Karte {number} ({state}).',
  'That’s the business account {name}.': 'Das ist das Firmenkonto {name}.',
  'Open business account': 'Firmenkonto öffnen',
  'That’s a customer’s ID.': 'Das ist die ID eines Kunden.',
  'Look up customer': 'Kunden suchen',
  'That is a customer. Look them up with /customer lookup {id}.': 'Das ist ein Kunde. Such ihn mit /customer lookup {id}.',
  'That is a business account. Look it up with /account lookup {id}.':
    'Das ist ein Firmenkonto. Such es mit /account lookup {id}.',
  'That is a card. Look it up with /card find card:{id}.': 'Das ist eine Karte. Such sie mit /card find card:{id}.',
} as const;
