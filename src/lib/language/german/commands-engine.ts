export const commandsEngine = {
  'Looking…': 'Ich schaue nach…',
  'Checking with the back office… This takes longer than usual; the answer follows below.':
    'Ich frage das Backoffice… Das dauert länger als sonst; die Antwort kommt darunter.',
  'Go on in the form that has opened.': 'Mach im Formular weiter, das sich geöffnet hat.',
  'This request is shown to the person who asked and to those who may decide it.':
    'Diese Anfrage sieht nur, wer sie gestellt hat oder darüber entscheiden darf.',
  'This request is still being checked. Look again in a moment.': 'Diese Anfrage wird noch geprüft. Schau gleich noch einmal.',
  'Requests waiting for you, and your own': 'Anfragen, die auf Dich warten, und Deine eigenen',
  'customer or business account': 'Kunde oder Firmenkonto',
  'There is no {what} with this number in your branches. Others may exist elsewhere.':
    'An Deinen Standorten gibt es „{what}“ mit dieser Nummer nicht. Anderswo vielleicht schon.',
  'You see your own branches. Others may exist elsewhere.':
    'Du siehst nur Deine eigenen Standorte. Anderswo kann es weitere geben.',
  'Changed meanwhile: now {shown}.': 'Inzwischen geändert: jetzt {shown}.',
  'Masked. Leave it to keep it, or type a whole new value.': 'Maskiert. Lass es so stehen oder gib einen ganz neuen Wert ein.',
  'Then {toDo}: {split}.': 'Danach {toDo}: {split}.',
  'Nothing has changed yet.': 'Es hat sich noch nichts geändert.',
  'This cannot be empty.': 'Das darf nicht leer sein.',
  'Type the whole value: what is masked here can’t be completed.':
    'Gib den ganzen Wert ein: Was hier maskiert ist, lässt sich nicht ergänzen.',
  'Edit what you want to change. To remove a value, empty its field.':
    'Ändere, was Du willst. Um einen Wert zu entfernen, leer das Feld.',
  'Wait until the current values are shown below, then change them.':
    'Warte, bis unten die aktuellen Werte stehen, und ändere sie dann.',
  'Check what will change, then press {submit}.': 'Prüf, was sich ändert, und drück dann {submit}.',
  'Looking up what will happen when you send it…': 'Ich sehe nach, was beim Absenden passiert…',
  'Give a reason: the approver needs it to decide.': 'Gib einen Grund an: Wer freigibt, braucht ihn zum Entscheiden.',
  'Checking what will change…': 'Ich prüfe, was sich ändert…',
  'Request approval': 'Freigabe anfragen',
  'Search again': 'Noch einmal suchen',
  '{problem} Try again to choose.': '{problem} Versuch noch einmal auszuwählen.',
  Show: 'Anzeigen',
  'The approver sees this, and it’s kept on record.': 'Wer freigibt, sieht das, und es bleibt im Protokoll.',
  'Helps anyone who reviews this later.': 'Hilft allen, die das später ansehen.',
  'Something else': 'Etwas anderes',
  'More about it': 'Mehr dazu',
  'Needed for “Something else”.': 'Nötig bei „Etwas anderes“.',
  'Say why, in a few words or with the number of a ticket.': 'Sag kurz, warum, oder nenn eine Ticketnummer.',
  'This button is from an older version. Look the customer up again.':
    'Dieser Button ist aus einer älteren Version. Such den Kunden noch einmal.',
  'All tags, separated by commas. Anything you delete here is removed.':
    'Alle Tags, mit Beistrich getrennt. Was Du hier löschst, wird entfernt.',
  'change the tags': 'Tags ändern',
  'There are more tags than a form can hold. Change them in the back office.':
    'Es sind mehr Tags, als ein Formular fasst. Ändere sie im Backoffice.',
  'Choose which {one}.': 'Wähl aus: {one}.',
  'Check eligibility': 'Fahrberechtigung prüfen',
  'The back office did not answer the last time. Look-ups and changes may not work right now.':
    'Das Backoffice hat zuletzt nicht geantwortet. Suchen und Ändern geht im Moment vielleicht nicht.',
  'This button is from an older version. Type the command instead.':
    'Dieser Button ist aus einer älteren Version. Schreib stattdessen den Befehl.',
  Wheelhouse: 'Wheelhouse',
  'This version of Wheelhouse does not have that command. Type /wheelhouse help for those it has.':
    'Diese Version von Wheelhouse kennt den Befehl nicht. Mit /wheelhouse help siehst Du alle.',
  '“{unknown}” isn’t a /{name} command. These are:': '„{unknown}“ ist kein Befehl von /{name}. Es gibt diese:',
  'Not possible': 'Nicht möglich',
  'Search is paused until midnight UTC: today’s calls are used up':
    'Suche pausiert bis Mitternacht UTC: Abfragen für heute aufgebraucht',
  'Type it whole after the command instead, such as an id': 'Schreib es stattdessen ganz hinter den Befehl, etwa eine ID',
  'Smartmove user': 'Smartmove-User',
  'This request can’t be requested again here. Type the command again.':
    'Diese Anfrage lässt sich hier nicht noch einmal stellen. Schreib den Befehl noch einmal.',
  'Only the person who asked can ask again.': 'Nur wer angefragt hat, kann noch einmal anfragen.',
  'This request is still on its way or settled; there is nothing to ask again.':
    'Diese Anfrage läuft noch oder ist erledigt; es gibt nichts noch einmal anzufragen.',
  'You asked for this yourself, so somebody else has to decide it. You can cancel it.':
    'Das hast Du selbst angefragt, also muss jemand anderes entscheiden. Du kannst die Anfrage zurückziehen.',
  'This does not wait for a decision any more. The card shows what became of it.':
    'Hier ist nichts mehr zu entscheiden. Was daraus wurde, steht auf der Karte.',
  'Say why: the person who asked will read it.': 'Sag, warum: Wer angefragt hat, liest es.',
  'Not approved': 'Nicht freigegeben',
  'You don’t have a role in Wheelhouse. Ask your admin to add you to a group that has one.':
    'Du hast keine Rolle in Wheelhouse. Bitte Deinen Admin, Dich in eine Gruppe mit Rolle aufzunehmen.',
  'You don’t have permission to {grant}. Ask a lead or your admin.':
    'Dafür hast Du keine Berechtigung: {grant}. Frag einen Lead oder Deinen Admin.',
  'look at business accounts': 'Firmenkonten ansehen',
  'look at the journal': 'Journal ansehen',
  'look up cards': 'Karten suchen',
  'look up customers': 'Kunden suchen',
  'check who can drive': 'prüfen, wer fahren darf',
  'look at figures': 'Zahlen ansehen',
  'look at payment details': 'Zahlungsdaten ansehen',
  'look at credit ratings': 'Bonität ansehen',
  'see unmasked data': 'unmaskierte Daten sehen',
  'look at the settings': 'Einstellungen ansehen',
  'look at Smartmove users': 'Smartmove-User ansehen',
  'look at Wheelhouse’s status': 'Status von Wheelhouse ansehen',
  'look at terms': 'AGB ansehen',
  'see where somebody is signed in': 'sehen, wo jemand angemeldet ist',
  'look at business units': 'Geschäftseinheiten ansehen',
  'look at verifications': 'Verifizierungen ansehen',
  'look at vouchers': 'Gutscheine ansehen',
  'look at {verb}': '{verb} ansehen',
  'There is no e-mail address, phone number or id in this message.':
    'In dieser Nachricht steht keine E-Mail-Adresse, Telefonnummer oder ID.',
  'No customer matches {sure}.': 'Kein Kunde passt zu {sure}.',
  '{first} is beside {called}, so it may be a postcode. Is it the customer’s id?':
    '{first} steht neben {called}, ist also vielleicht eine Postleitzahl. Ist es die ID des Kunden?',
  '“{word}” isn’t a /{name} command, so the whole line was looked up.':
    '„{word}“ ist kein Befehl von /{name}, deshalb wurde die ganze Zeile gesucht.',
  '{isNoVerb} Did you mean {line}?': '{isNoVerb} Meintest Du {line}?',
  '{isNoVerb} The commands are: {verbs}.': '{isNoVerb} Es gibt: {verbs}.',
  'Give the business unit a name.': 'Gib der Geschäftseinheit einen Namen.',
  'My approvals': 'Meine Freigaben',
  'It was rejected: {reason}': 'Das wurde abgelehnt: {reason}',
} as const;
