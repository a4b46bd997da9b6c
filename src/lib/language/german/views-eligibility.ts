export const viewsEligibility = {
  'The customer, in their app': 'Der Kunde, in der App',
  Support: 'Support',
  Finance: 'Finance',
  'Can’t be changed': 'Nicht änderbar',
  'Not known: see the back office': 'Unklar: siehe Backoffice',
  'terms not accepted': 'AGB nicht akzeptiert',
  'terms accepted': 'AGB akzeptiert',
  "This branch's current terms are not accepted. Ask the customer to accept them in the app, or accept them for them with their consent.":
    'Die aktuellen AGB dieses Standorts sind nicht akzeptiert. Bitte den Kunden, sie in der App zu akzeptieren, oder akzeptier sie mit seinem Einverständnis für ihn.',
  'e-mail not confirmed': 'E-Mail nicht bestätigt',
  'e-mail confirmed': 'E-Mail bestätigt',
  'The customer opens the link in the confirmation e-mail.': 'Der Kunde öffnet den Link in der Bestätigungs-E-Mail.',
  'phone not confirmed': 'Telefon nicht bestätigt',
  'phone confirmed': 'Telefon bestätigt',
  'The customer enters the code that was sent to their phone.':
    'Der Kunde gibt den Code ein, der an sein Telefon geschickt wurde.',
  'profile incomplete': 'Profil unvollständig',
  'profile complete': 'Profil vollständig',
  'Details are missing in the profile. The customer or you can fill them in.':
    'Im Profil fehlen Angaben. Der Kunde oder Du könnt sie ergänzen.',
  'under or over the age limit': 'unter oder über der Altersgrenze',
  'age limit': 'Altersgrenze',
  'By the birth date in the profile, the customer is under or over the age limit for this vehicle. Another vehicle may work.':
    'Laut Geburtsdatum im Profil liegt der Kunde für dieses Fahrzeug unter oder über der Altersgrenze. Ein anderes Fahrzeug geht vielleicht.',
  'driving licence not verified': 'Führerschein nicht verifiziert',
  'driving licence verified': 'Führerschein verifiziert',
  'There is no valid, verified driving licence. The customer uploads it in the app, or again if it was rejected or has expired.':
    'Es gibt keinen gültigen, verifizierten Führerschein. Der Kunde lädt ihn in der App hoch, auch noch einmal, wenn er abgelehnt wurde oder abgelaufen ist.',
  'licence category missing': 'Führerscheinklasse fehlt',
  'licence category': 'Führerscheinklasse',
  'The driving licence does not cover this vehicle category. Another category may work.':
    'Der Führerschein gilt nicht für diese Fahrzeugkategorie. Eine andere Kategorie geht vielleicht.',
  'ID not verified': 'Ausweis nicht verifiziert',
  'ID verified': 'Ausweis verifiziert',
  'There is no valid, verified identity document. The customer uploads it in the app.':
    'Es gibt keinen gültigen, verifizierten Ausweis. Der Kunde lädt ihn in der App hoch.',
  'manual verification open': 'manuelle Prüfung offen',
  'manually verified': 'manuell geprüft',
  'Somebody has to check this customer in the back office.': 'Jemand muss diesen Kunden im Backoffice prüfen.',
  'The customer adds a valid payment method in the app.': 'Der Kunde fügt in der App ein gültiges Zahlungsmittel hinzu.',
  'sign-up fee unpaid': 'Anmeldegebühr offen',
  'sign-up fee paid': 'Anmeldegebühr bezahlt',
  'The sign-up fee or package is not paid. The customer pays it in the app.':
    'Die Anmeldegebühr oder das Paket ist nicht bezahlt. Der Kunde zahlt sie in der App.',
  'unpaid invoices': 'offene Rechnungen',
  'no unpaid invoices': 'keine offenen Rechnungen',
  'The customer pays them in the app; finance corrects wrong ones on the customer’s page.':
    'Der Kunde zahlt sie in der App; falsche korrigiert Finance auf der Seite des Kunden.',
  'credit check not passed': 'Bonitätsprüfung nicht bestanden',
  'credit check passed': 'Bonitätsprüfung bestanden',
  'The credit check is missing, open or negative. Finance decides (/rating list).':
    'Die Bonitätsprüfung fehlt, ist offen oder negativ. Finance entscheidet (/rating list).',
  'business account does not allow it': 'Firmenkonto erlaubt es nicht',
  "The business account does not allow this ride. The account's admin or support can change that, or the customer takes a personal ride.":
    'Das Firmenkonto erlaubt diese Fahrt nicht. Der Admin des Kontos oder der Support kann das ändern, oder der Kunde fährt privat.',
  'customer is blocked': 'Kunde ist gesperrt',
  'The customer is blocked. See the notes in the back office for why.':
    'Der Kunde ist gesperrt. Warum, steht in den Notizen im Backoffice.',
  'balance too low': 'Guthaben zu niedrig',
  'The balance is below what this branch asks for. The customer tops it up in the app.':
    'Das Guthaben liegt unter dem, was dieser Standort verlangt. Der Kunde lädt es in der App auf.',
  'signed up': 'registriert',
  'The sign-up is not finished. The customer finishes it in the app.':
    'Die Registrierung ist nicht abgeschlossen. Der Kunde schließt sie in der App ab.',
  'package not bought': 'Paket nicht gekauft',
  'package bought': 'Paket gekauft',
  'A package that this branch asks for is not bought. The customer buys it in the app.':
    'Ein Paket, das dieser Standort verlangt, ist nicht gekauft. Der Kunde kauft es in der App.',
  'no credit card': 'keine Kreditkarte',
  'credit card': 'Kreditkarte',
  'This vehicle asks for a credit card. The customer adds one in the app; another payment method is not enough.':
    'Dieses Fahrzeug verlangt eine Kreditkarte. Der Kunde fügt sie in der App hinzu; ein anderes Zahlungsmittel reicht nicht.',
  'too far away to reserve': 'zu weit weg zum Reservieren',
  'distance for a reservation': 'Entfernung für eine Reservierung',
  'The customer is too far away from the vehicle to reserve it.': 'Der Kunde ist zu weit vom Fahrzeug weg, um es zu reservieren.',
  'too far away to start': 'zu weit weg zum Starten',
  'distance for a rental': 'Entfernung für eine Miete',
  'The customer is too far away from the vehicle to start a rental.':
    'Der Kunde ist zu weit vom Fahrzeug weg, um eine Miete zu starten.',
  'not open in this branch': 'an diesem Standort nicht offen',
  'The branch does not let this customer start, or is not in operation. Another branch may work.':
    'Der Standort lässt diesen Kunden nicht starten oder ist nicht in Betrieb. Ein anderer Standort geht vielleicht.',
  'A requirement without a name': 'Eine Voraussetzung ohne Namen',
  'The back office says no more about it.': 'Das Backoffice sagt nicht mehr dazu.',
  ' Missing: {missing}.': ' Es fehlt: {missing}.',
  'an unnamed requirement': 'eine namenlose Voraussetzung',
  '{words} (missing: {missing})': '{words} (es fehlt: {missing})',
  'birth date': 'Geburtsdatum',
  'first name': 'Vorname',
  'last name': 'Nachname',
  '{leftOut, plural, one {# further requirement} other {# further requirements}} not met; see the back office for all of them.':
    '{leftOut, plural, one {# weitere Voraussetzung} other {# weitere Voraussetzungen}} nicht erfüllt; alle stehen im Backoffice.',
  'the account': 'das Konto',
  '{customer} is eligible to rent in {branch}': '{customer} darf in {branch} mieten',
  'Whether {customer} can rent in {branch} is not known: the back office says yes, and lists {unmet, plural, one {# open point} other {# open points}}':
    'Ob {customer} in {branch} mieten kann, ist unklar: Das Backoffice sagt ja und nennt doch {unmet, plural, one {# offenen Punkt} other {# offene Punkte}}',
  'Whether {customer} can rent in {branch} is not known{why}': 'Ob {customer} in {branch} mieten kann, ist unklar{why}',
  '{customer} can’t rent in {branch}; the back office doesn’t say why':
    '{customer} kann in {branch} nicht mieten; das Backoffice sagt nicht, warum',
  '{customer} can’t rent in {branch}{why}': '{customer} kann in {branch} nicht mieten{why}',
  'The back office says: {message}{code}': 'Das Backoffice sagt: {message}{code}',
  'Who can fix it: {fixerWords}': 'Wer es lösen kann: {fixerWords}',
  'OK: {met}': 'OK: {met}',
  'Ask the same again': 'Dasselbe noch einmal prüfen',
  'Check another branch or vehicle': 'Anderen Standort oder anderes Fahrzeug prüfen',
  'Change branch, category, time or business account': 'Standort, Kategorie, Zeit oder Firmenkonto ändern',
  Profile: 'Profil',
  'Asked for {branch}': 'Geprüft für {branch}',
  'any category': 'jede Kategorie',
  'personal ride': 'private Fahrt',
  'business account {account}': 'Firmenkonto {account}',
} as const;
