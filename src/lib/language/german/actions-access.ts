export const actionsAccess = {
  'Add a sign-in method': 'Anmeldeart hinzufügen',
  'The customer signs in with {signInWord} already.': 'Der Kunde meldet sich schon mit {signInWord} an.',
  'The customer has no {contactWord}: fill in the one to sign in with.':
    'Dem Kunden fehlt: {contactWord}. Trag ein, womit er sich anmelden soll.',
  'Customer {holder} has this {what}, so nobody else can sign in with it. Use another one.':
    'Kunde {holder} hat schon dieselbe Angabe ({what}), damit kann sich sonst niemand anmelden. Nimm eine andere.',
  'Let {customer} sign in with {signInWord}, too': '{customer} auch mit {signInWord} anmelden lassen',
  'With {word}, which is not the {contactWord} of the profile.': 'Mit {word}; im Profil steht etwas anderes ({contactWord}).',
  'With {word}, as in the profile.': 'Mit {word}, wie im Profil.',
  'Signs in with': 'Meldet sich an mit',
  Phone: 'Telefon',
  'Anyone with this {contactWord} can sign in as the customer.':
    'Wer Zugriff darauf hat ({contactWord}), kann sich als dieser Kunde anmelden.',
  'Can be undone by removing the sign-in method, but not what somebody did meanwhile.':
    'Rückgängig durch Entfernen der Anmeldeart, aber nicht, was inzwischen jemand getan hat.',
  '{customer} can sign in with {signInWord}': '{customer} kann sich mit {signInWord} anmelden',
  'phone number': 'Telefonnummer',
  'e-mail address': 'E-Mail-Adresse',
  'Log out everyone with a role': 'Alle mit einer Rolle abmelden',
  'Log out everybody with the role {role} in {branch}': 'Alle mit der Rolle {role} in {branch} abmelden',
  'How many people that are is not known.': 'Wie viele Leute das sind, ist nicht bekannt.',
  'The back office does not say how many have this role; {branch} has {most, plural, one {# customer} other {# customers}} in all.':
    'Das Backoffice sagt nicht, wie viele diese Rolle haben; {branch} hat insgesamt {most, plural, one {# Kunden} other {# Kunden}}.',
  'It is for all of them, colleagues and customers in the middle of a rental included. {reachesLater}':
    'Es gilt für alle, auch für Leute aus dem Team und für Kunden mitten in einer Miete. {reachesLater}',
  'Can’t be undone; each of them just signs in again.': 'Nicht rückgängig zu machen; alle melden sich einfach wieder an.',
  'Everybody with the role {role} in {branch} is logged out': 'Alle mit der Rolle {role} in {branch} sind abgemeldet',
  'The back office counted {loggedOut, plural, one {# person} other {# people}}.':
    'Das Backoffice zählte {loggedOut, plural, one {# Person} other {# Personen}}.',
  'Log out everywhere': 'Überall abmelden',
  'The customer isn’t signed in on any device, so there is nothing to log out.':
    'Der Kunde ist nirgends angemeldet, es gibt also nichts abzumelden.',
  'Log {customer} out everywhere': '{customer} überall abmelden',
  'Signed in on': 'Angemeldete Geräte',
  '{devices, plural, one {# device} other {# devices}}': '{devices, plural, one {# Gerät} other {# Geräte}}',
  'It can interrupt a rental. {reachesLater}': 'Es kann eine Miete unterbrechen. {reachesLater}',
  'Can’t be undone; the customer just signs in again.': 'Nicht rückgängig zu machen; der Kunde meldet sich einfach wieder an.',
  '{customer} is logged out on {devices, plural, one {# device} other {# devices}}':
    '{customer} ist auf {devices, plural, one {# Gerät} other {# Geräten}} abgemeldet',
  'Remove a sign-in method': 'Anmeldeart entfernen',
  'The customer does not sign in with {signInWord}, but with {signInList}: there is nothing to remove.':
    'Der Kunde meldet sich nicht mit {signInWord} an, sondern mit {signInList}: Es gibt nichts zu entfernen.',
  'Stop {customer} signing in with {signInWord}': '{customer} nicht mehr mit {signInWord} anmelden lassen',
  'This is the last sign-in method: the customer cannot sign in at all afterwards. Add another one first, unless that is what you want.':
    'Das ist die letzte Anmeldeart: Danach kann sich der Kunde gar nicht mehr anmelden. Füg zuerst eine andere hinzu, außer Du willst genau das.',
  'Can be undone by adding the sign-in method again.': 'Rückgängig, indem Du die Anmeldeart wieder hinzufügst.',
  '{customer} does not sign in with {signInWord} any more': '{customer} meldet sich nicht mehr mit {signInWord} an',
  'No sign-in method is left.': 'Es bleibt keine Anmeldeart.',
  'Left: {signInList}': 'Übrig: {signInList}',
  'Password reset by e-mail': 'Passwort per E-Mail zurücksetzen',
  'Customer {holder} has this e-mail address. Send it to them: /customer password-reset {holder}':
    'Kunde {holder} hat diese E-Mail-Adresse. Schick sie dorthin: /customer password-reset {holder}',
  'Send an e-mail to choose a new password to {email}': 'E-Mail zum Zurücksetzen des Passworts an {email} senden',
  'No customer Wheelhouse can find has this address. If the back office doesn’t know it either, it says so and sends nothing.':
    'Kein Kunde, den Wheelhouse finden kann, hat diese Adresse. Kennt auch das Backoffice niemanden, sagt es das und sendet nichts.',
  'Can’t be recalled; the password stays as it is until the customer chooses another one.':
    'Nicht zurückzuholen; das Passwort bleibt, bis der Kunde ein anderes wählt.',
  'The e-mail to choose a new password is on its way to {email}':
    'Die E-Mail zum Zurücksetzen des Passworts ist unterwegs an {email}',
  'Reset the second factor': 'Zweiten Faktor zurücksetzen',
  'The customer has no second factor, so there is nothing to reset.':
    'Der Kunde hat keinen zweiten Faktor, es gibt also nichts zurückzusetzen.',
  'Reset two-factor sign-in for {customer}': 'Zwei-Faktor-Anmeldung von {customer} zurücksetzen',
  'Two-factor sign-in is for staff accounts: the dashboard and the service app ask for it, the riders’ app never does.':
    'Zwei-Faktor-Anmeldung gibt es für Konten von Mitarbeitenden: Dashboard und Service-App fragen danach, die App der Fahrenden nie.',
  'Second factor': 'Zweiter Faktor',
  'Until they set it up again, the password alone is enough to sign in. Make sure that it is really they who ask.':
    'Bis er wieder eingerichtet ist, reicht das Passwort allein zum Anmelden. Vergewissere Dich, dass wirklich diese Person fragt.',
  'Can’t be undone here; the customer sets it up again.': 'Hier nicht rückgängig zu machen; der Kunde richtet ihn neu ein.',
  'The second factor of {customer} is off': 'Der zweite Faktor von {customer} ist aus',
  'They set it up again at their next sign-in to the dashboard or the service app.':
    'Er wird bei der nächsten Anmeldung am Dashboard oder in der Service-App neu eingerichtet.',
  'Send a password reset': 'Passwort zurücksetzen',
  'Customer {customerId} has no e-mail address, so nothing can be sent. Add one first: /customer edit {customerId}':
    'Kunde {customerId} hat keine E-Mail-Adresse, es kann also nichts gesendet werden. Trag zuerst eine ein: /customer edit {customerId}',
  'The customer signs in with {signInList}, so a password does not help them.':
    'Der Kunde meldet sich mit {signInList} an, ein Passwort hilft also nicht.',
  'Send {customer} an e-mail to choose a new password': '{customer} eine E-Mail zum Zurücksetzen des Passworts senden',
  'It goes to {email}.': 'Sie geht an {email}.',
  'The e-mail to choose a new password is on its way to {customer}':
    'Die E-Mail zum Zurücksetzen des Passworts ist unterwegs an {customer}',
  'It goes to {email}. It may take some minutes, and may be among the spam.':
    'Sie geht an {email}. Das kann ein paar Minuten dauern, und sie kann im Spam landen.',
  'e-mail and password': 'E-Mail und Passwort',
  'code by e-mail': 'Code per E-Mail',
  'It can take up to an hour until every device is signed out.':
    'Es kann bis zu einer Stunde dauern, bis alle Geräte abgemeldet sind.',
} as const;
