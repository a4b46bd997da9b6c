export const actionsCard = {
  'Assign a card': 'Karte zuweisen',
  'Card {card} belongs to this customer already.': 'Karte {card} gehört diesem Kunden schon.',
  'Card {card} is assigned to {rest}. Unassign it first.': 'Karte {card} ist schon vergeben ({rest}). Nimm sie zuerst ab.',
  'customer {userId}': 'Kunde {userId}',
  'Card {card} is {stateWord}, so it cannot be assigned. Take another card.':
    'Karte {card} ist {stateWord}, lässt sich also nicht zuweisen. Nimm eine andere Karte.',
  'Assign card {card} to {customer}': 'Karte {card} an {customer} zuweisen',
  'Card {card}': 'Karte {card}',
  'assigned to {customer}': 'zugewiesen an {customer}',
  'Can be undone by unassigning the card.': 'Rückgängig durch Abnehmen der Karte.',
  'Card {card} now belongs to {customer}': 'Karte {card} gehört jetzt {customer}',
  'Create many cards': 'Viele Karten anlegen',
  'These card numbers are in the list twice: {some}. Take one of each out.':
    'Diese Kartennummern stehen zweimal in der Liste: {some}. Nimm je eine heraus.',
  '{rest} already: {some}. Take {rest2} out of the list.': '{rest} schon: {some}. Nimm {rest2} aus der Liste.',
  'This card number exists': 'Diese Kartennummer gibt es',
  'These {names} card numbers exist': 'Diese {names} Kartennummern gibt es',
  'Create {cards, plural, one {# card} other {# cards}} in {branch}':
    '{cards, plural, one {# Karte} other {# Karten}} in {branch} anlegen',
  'Numbers: {some}.': 'Nummern: {some}.',
  'They cannot be deleted here; the number and RFID of each can be edited.':
    'Sie lassen sich hier nicht löschen; Nummer und RFID jeder Karte sind änderbar.',
  '{cards, plural, one {# card} other {# cards}} created in {branch}':
    '{cards, plural, one {# Karte} other {# Karten}} in {branch} angelegt',
  '{numbers} … {last} ({numbers2} in all)': '{numbers} … {last} (insgesamt {numbers2})',
  'Each with its RFID uid.': 'Jede mit ihrer RFID-UID.',
  'Without RFID uids.': 'Ohne RFID-UID.',
  '{withChip} with an RFID uid, {cards} without.': '{withChip} mit RFID-UID, {cards} ohne.',
  'Create a card': 'Karte anlegen',
  'Create card {cardNumber} in {branch}': 'Karte {cardNumber} in {branch} anlegen',
  'Without an RFID uid.': 'Ohne RFID-UID.',
  'RFID uid {rfidUid}.': 'RFID-UID {rfidUid}.',
  'RFID uid {rfidUid}, type {rfidType}.': 'RFID-UID {rfidUid}, Typ {rfidType}.',
  'It is new and belongs to nobody until it is assigned.': 'Sie ist neu und gehört niemandem, bis sie zugewiesen wird.',
  'It cannot be deleted here; its number and RFID can be edited.':
    'Sie lässt sich hier nicht löschen; Nummer und RFID sind änderbar.',
  'Card {cardNumber} was created in {branch}': 'Karte {cardNumber} gibt es jetzt in {branch}',
  'Next: assign it.': 'Als Nächstes: zuweisen.',
  'The card number {cardNumber} is taken: card {card} exists already. Check the number, or find it with /card find {card}.':
    'Die Kartennummer {cardNumber} ist vergeben: Karte {card} gibt es schon. Prüf die Nummer oder such sie mit /card find {card}.',
  'The RFID uid {rfidUid} belongs to card {card} already. Read the card’s chip again.':
    'Die RFID-UID {rfidUid} gehört schon zu Karte {card}. Lies den Chip der Karte noch einmal.',
  'Unassign a card': 'Karte abnehmen',
  'Card {card} is {stateWord}, so there is nobody to take it from.':
    'Karte {card} ist {stateWord}, es gibt also niemanden, dem Du sie abnehmen könntest.',
  'its holder': 'der Person, die sie hat',
  'Unassign card {card} from {holder} and mark it {stateWord}':
    'Karte {card} von {holder} zurücknehmen; danach ist sie {stateWord}',
  'assigned to {holder}': 'zugewiesen an {holder}',
  'Can be undone by assigning the card again.': 'Rückgängig, indem Du die Karte wieder zuweist.',
  'Can’t be undone here: a {stateWord} card can’t be assigned again.':
    'Hier nicht rückgängig zu machen: Eine Karte mit dem Status „{stateWord}“ lässt sich nicht wieder zuweisen.',
  'Card {card} is now {stateWord}': 'Karte {card} ist jetzt {stateWord}',
  'Card {card} is now {stateWord} and no longer {owner}’s': 'Karte {card} ist jetzt {stateWord} und gehört nicht mehr {owner}',
  'Card number': 'Kartennummer',
  'RFID uid': 'RFID-UID',
  'RFID type': 'RFID-Typ',
  'Edit a card': 'Karte bearbeiten',
  'Nothing would change: card {card} has these values already.':
    'Es würde sich nichts ändern: Karte {card} hat diese Werte schon.',
  'Change {changed} of card {card}': '{changed} von Karte {card} ändern',
  'It is {stateWord}, and stays so.': 'Sie ist {stateWord} und bleibt es.',
  'It is {stateWord} to customer {userId}, and stays so.': 'Sie ist {stateWord} (Kunde {userId}) und bleibt es.',
  'Somebody has this card: vehicles know it by its chip, so a wrong uid locks them out.':
    'Jemand hat diese Karte: Fahrzeuge erkennen sie am Chip, eine falsche UID sperrt also aus.',
  'Card {card}: {changed} changed': 'Karte {card}: {changed} geändert',
} as const;
