export const commandsSmartmove = {
  'Smartmove is not configured in this deployment. Ask your admin to set it up.':
    'Smartmove ist hier nicht eingerichtet. Bitte Deinen Admin darum.',
  'The product’s key, as Smartmove calls it.': 'Der Schlüssel des Produkts, wie Smartmove ihn nennt.',
  'Two letters, such as AT.': 'Zwei Buchstaben, zum Beispiel AT.',
  'Cannot be changed afterwards.': 'Lässt sich nachher nicht ändern.',
  'The same as the contact address': 'Gleich wie die Kontaktadresse',
  'Fill in the billing address, or tick this.': 'Füll die Rechnungsadresse aus oder hak das an.',
  'This is needed.': 'Das wird gebraucht.',
  'A country is two letters, such as AT.': 'Schreib das Land mit zwei Buchstaben, zum Beispiel AT.',
  'Driving licence': 'Führerschein',
  'Customer accounts': 'Kundenkonten',
  User: 'User',
  'The user’s id in Smartmove: a UUID. Press Enter to load the user.':
    'Die ID des Users in Smartmove: eine UUID. Mit Enter wird der User geladen.',
  'Press Enter to load the user.': 'Mit Enter wird der User geladen.',
  'Smartmove replaces the whole user: this app sends all that it could read. It cannot read the customer accounts (customerAccounts: payment account, payer, cost centre): give them again below, or they may be lost. The e-mail address cannot be changed.':
    'Smartmove ersetzt den ganzen User: Diese App sendet alles, was sie lesen konnte. Die Kundenkonten (customerAccounts: Zahlungskonto, Zahler, Kostenstelle) kann sie nicht lesen: Gib sie unten noch einmal an, sonst gehen sie vielleicht verloren. Die E-Mail-Adresse lässt sich nicht ändern.',
  'Also change': 'Auch ändern',
  'Cannot be read. Empty, none is sent.': 'Nicht lesbar. Bleibt es leer, wird nichts gesendet.',
  German: 'Deutsch',
  English: 'Englisch',
  'Register a Smartmove user': 'Smartmove-User anlegen',
  'Change a Smartmove user; the whole user is replaced': 'Smartmove-User ändern; der ganze User wird ersetzt',
  'A Smartmove user: status, product, addresses, documents': 'Ein Smartmove-User: Status, Produkt, Adressen, Dokumente',
  'The user’s id in Smartmove: a UUID.': 'Die ID des Users in Smartmove: eine UUID.',
  'Smartmove does not show the customer accounts (customerAccounts): who pays, and with what.':
    'Smartmove zeigt die Kundenkonten (customerAccounts) nicht: wer zahlt und womit.',
  'Product since': 'Produkt seit',
  'Product until': 'Produkt bis',
  'Contact address': 'Kontaktadresse',
  Classes: 'Klassen',
  '{count, plural, one {# picture} other {# pictures}} of documents: look at them in Smartmove, they do not come into Slack.':
    '{count, plural, one {# Bild} other {# Bilder}} von Dokumenten: Sieh sie in Smartmove an, nach Slack kommen sie nicht.',
} as const;
