/** Envelopes: one voucher for many customers, for a while. */
export const envelopes = {
  Envelope: 'Kontingent',
  'open when this was asked for': 'offen, als das beantragt wurde',
  'closed, over, or not as it was approved': 'geschlossen, vorbei oder nicht mehr wie freigegeben',
  'Open an envelope': 'Kontingent öffnen',
  'Open envelope': 'Kontingent öffnen',
  'Envelope closed': 'Kontingent geschlossen',
  'Close envelope': 'Kontingent schließen',
  'Let the desk give one voucher to many customers for a while':
    'Das Team eine Zeit lang vielen Kunden einen Gutschein geben lassen',
  '[voucher] [how many] [until] [reason]': '[Gutschein] [wie viele] [bis] [Grund]',
  'How many': 'Wie viele',
  '17:00, 3h or tomorrow 12:00': '17:00, 3h oder morgen 12:00',
  'Whose customers: those of the branches below it, too.': 'Wessen Kunden: auch die der Standorte darunter.',
  'Choose the branch whose customers it is for.': 'Wähl den Standort, für dessen Kunden es ist.',
  'Write how many, as a whole number.': 'Schreib, wie viele, als ganze Zahl.',
  '“{text}” is no number of vouchers. Write how many, as a whole number.':
    '„{text}“ ist keine Anzahl von Gutscheinen. Schreib, wie viele, als ganze Zahl.',
  '“{text}” doesn’t begin with a time, so all of it is the reason. Write until when it is open.':
    '„{text}“ beginnt mit keiner Zeit, deshalb ist alles davon der Grund. Schreib, bis wann es offen ist.',
  'Write until when it is open.': 'Schreib, bis wann es offen ist.',
  'It is also what the envelope is called, on the form and the card of each voucher.':
    'So heißt auch das Kontingent, im Formular und auf der Karte jedes Gutscheins.',
  'Until its end anyone who may apply vouchers gives these at once, one to a customer.':
    'Bis zu seinem Ende kann jeder, der Gutscheine geben darf, diese sofort geben, einen je Kunde.',
  'It is open until {until}.': 'Es ist offen bis {until}.',
  'An envelope can be open for at most {longest}. Write an earlier time at Until.':
    'Ein Kontingent kann höchstens {longest} offen sein. Schreib bei „Bis“ eine frühere Zeit.',
  'An envelope can hold at most {most} vouchers. Write a smaller number at How many.':
    'Ein Kontingent kann höchstens {most} Gutscheine haben. Schreib bei „Wie viele“ eine kleinere Zahl.',
  'An envelope is for customers, and this voucher is not for them. Choose another one.':
    'Ein Kontingent ist für Kunden, und dieser Gutschein nicht. Wähl einen anderen.',
  'This ends before it begins. Write a later time at Until.': 'Das endet, bevor es beginnt. Schreib bei „Bis“ eine spätere Zeit.',
  'This policy allows no envelopes. Ask your admin.': 'Diese Policy erlaubt keine Kontingente. Frag Deinen Admin.',
  'Envelope of {count} × {voucher} for customers of {branch}': 'Kontingent von {count} × {voucher} für Kunden von {branch}',
  '{money} in all.': '{money} insgesamt.',
  'Open until {until} (UTC).': 'Offen bis {until} (UTC).',
  'While it is open, anyone who may apply vouchers gives these at once, one to a customer, and nobody is asked.':
    'Solange es offen ist, gibt jeder, der Gutscheine geben darf, diese sofort, einen je Kunde, und niemand wird gefragt.',
  'It can be closed at any time. What was given from it can’t be undone.':
    'Es kann jederzeit geschlossen werden. Was daraus gegeben wurde, ist nicht rückgängig zu machen.',
  'Runs at once (envelope “{name}”, {left} of {most} left)': 'Läuft sofort (Kontingent „{name}“, noch {left} von {most})',
  '{runs} (envelope “{name}”, {left} of {most} left).': '{runs} (Kontingent „{name}“, noch {left} von {most}).',
  'it is for many customers, so no limit for one of them says anything about it':
    'es ist für viele Kunden, deshalb sagt keine Grenze für einen von ihnen etwas darüber',
  '{left} of {most} left': 'noch {left} von {most}',
  '{drawn} of {most} given': '{drawn} von {most} gegeben',
  'open until {until}': 'offen bis {until}',
  'over since {until}': 'vorbei seit {until}',
  'closed by {person}, {at}': 'geschlossen von {person}, {at}',
  'closed at {at}: {why}': 'geschlossen um {at}: {why}',
  'Given by {people}': 'Gegeben von {people}',
  'and {others} more': 'und {others} weiteren',
  'Nobody has given one yet.': 'Bisher hat niemand einen gegeben.',
  'Envelope “{name}”': 'Kontingent „{name}“',
  'Close this envelope?': 'Dieses Kontingent schließen?',
  '{title}\nNobody can give from it any more. What was given stays given.':
    '{title}\nNiemand kann mehr daraus geben. Was gegeben wurde, bleibt gegeben.',
  'This envelope isn’t open.': 'Das ist kein offenes Kontingent.',
  'You asked for this envelope yourself, so somebody else who could approve it has to close it.':
    'Du hast dieses Kontingent selbst beantragt, deshalb muss es jemand anderes schließen, der es freigeben könnte.',
  'Wheelhouse closed envelope {id}': 'Wheelhouse hat das Kontingent {id} geschlossen',
  'Nothing is given from it any more, and what comes next asks for approval. What was given stays given.':
    'Daraus wird nichts mehr gegeben, und was jetzt kommt, braucht wieder eine Freigabe. Was gegeben wurde, bleibt gegeben.',
  'its voucher is not the one that was approved any more': 'sein Gutschein ist nicht mehr der, der freigegeben wurde',
  'those who asked for it or approved it no longer count': 'wer es beantragt oder freigegeben hat, zählt nicht mehr',
  'the policy now asks for more than was given': 'die Policy von jetzt verlangt mehr, als gegeben wurde',
  'the profile of the back office is another one now': 'das Profil des Backoffice ist jetzt ein anderes',
  'something other than Wheelhouse changed it in the database': 'etwas anderes als Wheelhouse hat es in der Datenbank geändert',
} as const;
