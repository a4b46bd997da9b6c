export const api = {
  'the back office': 'das Backoffice',
  'Nothing was changed.': 'Nichts wurde geändert.',
  'version of the terms': 'AGB-Version',
  'there is no such {thing} in {upstream}. Check what was entered, or search for it.':
    'nicht gefunden ({thing}), sagt {upstream}. Prüf die Eingabe oder such danach.',
  'The message was: “{quote}”.': 'Die Meldung war: „{quote}“.',
  '{seconds, plural, one {# second} other {# seconds}}': '{seconds, plural, one {# Sekunde} other {# Sekunden}}',
  '{minutes, plural, one {# minute} other {# minutes}}': '{minutes, plural, one {# Minute} other {# Minuten}}',
  '{upstream} is busy and asks to wait. {unchanged}Try again in {wait}.':
    '{upstream} ist ausgelastet und bittet zu warten. {unchanged}Versuch es in {wait} noch einmal.',
  'the time to carry it out was over before it could be sent. Nothing was changed. Ask again.':
    'die Zeit zum Ausführen war um, bevor es gesendet werden konnte. Nichts wurde geändert. Frag noch einmal an.',
  '{upstream} has trouble answering. Try again in a minute.':
    '{upstream} hat Probleme beim Antworten. Versuch es in einer Minute noch einmal.',
  '{name} could not be reached. Nothing was sent, so nothing was changed. Try again in a minute.':
    '{name} war nicht erreichbar. Es wurde nichts gesendet, also auch nichts geändert. Versuch es in einer Minute noch einmal.',
  'the look-up was called off. Start it again.': 'die Suche wurde abgebrochen. Starte sie noch einmal.',
  '{name} did not answer in time. Try again in a moment.':
    '{name} hat nicht rechtzeitig geantwortet. Versuch es gleich noch einmal.',
  '{name} broke off while answering. Try again in a minute.':
    '{name} hat mitten in der Antwort abgebrochen. Versuch es in einer Minute noch einmal.',
  '{name} cannot be reached. Try again in a minute.': '{name} ist nicht erreichbar. Versuch es in einer Minute noch einmal.',
  ' Its configured address may lead to another part of it: the app users’ own API answers these paths too, with other shapes.':
    ' Die eingestellte Adresse führt vielleicht zu einem anderen Teil: Auch die API der App-User antwortet auf diese Pfade, aber in anderer Form.',
  '{upstream} answered in a way that Wheelhouse cannot read. Tell your admin.{hint}':
    '{upstream} hat etwas geantwortet, das Wheelhouse nicht lesen kann. Sag es Deinem Admin.{hint}',
  '{upstream} answered with another {thing} than was asked for, so nothing of it is shown. Tell your admin.':
    '{upstream} hat etwas anderes geantwortet als gefragt ({thing}); davon wird nichts gezeigt. Sag es Deinem Admin.',
  'it is not certain whether this happened: the answer of {upstream} was lost. Do not repeat it before somebody has looked.':
    'unklar, ob das passiert ist: Die Antwort ging verloren ({upstream}). Wiederhol es nicht, bevor jemand nachgesehen hat.',
  '{upstream} lets Wheelhouse sign in but does not accept its token. {unchanged}Tell the people who run Wheelhouse: the addresses for signing in and for calls may belong to different systems.':
    '{upstream} lässt Wheelhouse anmelden, nimmt aber das Token nicht an. {unchanged}Sag es denen, die Wheelhouse betreiben: Die Adressen für Anmeldung und Abfragen gehören vielleicht zu verschiedenen Systemen.',
  '{name} could not be reached to sign in. Nothing was sent, so nothing was changed. Try again in a minute.':
    '{name} war zum Anmelden nicht erreichbar. Es wurde nichts gesendet, also auch nichts geändert. Versuch es in einer Minute noch einmal.',
  'signing in to {name} does not work at the moment. Nothing was changed. Try again in a minute.':
    'die Anmeldung funktioniert gerade nicht ({name}). Nichts wurde geändert. Versuch es in einer Minute noch einmal.',
  'Wheelhouse could not sign in to {name}. Nothing was changed. Tell the person who runs Wheelhouse: {trouble}':
    'Wheelhouse konnte sich nicht anmelden ({name}). Nichts wurde geändert. Sag es denen, die Wheelhouse betreiben: {trouble}',
  'its user there has two-factor sign-in switched on. Use an API client without it.':
    'Der User dort hat die Zwei-Faktor-Anmeldung eingeschaltet. Nimm einen API-Client ohne.',
  'the sign-in answered without a usable token. Check that the address is the one for signing in.':
    'Die Anmeldung antwortete ohne brauchbares Token. Prüf, ob das die Adresse zum Anmelden ist.',
  'there is no sign-in at the configured address.': 'An der eingestellten Adresse gibt es keine Anmeldung.',
  'the client id or its key was refused.': 'Client-ID oder Schlüssel wurden abgelehnt.',
  'the sign-in answered {status}.': 'Die Anmeldung antwortete mit {status}.',
  '{upstream} is not configured in this deployment. Ask your admin to set it up.':
    '{upstream} ist hier nicht eingerichtet. Bitte Deinen Admin darum.',
  '{upstream} does not have this: it is switched off in its profile. Nothing was changed.':
    '{upstream} hat das nicht: Es ist im Profil ausgeschaltet. Nichts wurde geändert.',
  'The app’s own user in {name} lacks the permission for this. Ask your admin to have it granted.':
    'Dem User der App fehlt dafür die Berechtigung ({name}). Bitte Deinen Admin, sie zu geben.',
  'What this is about does not exist in {name} any more. Look it up again.':
    'Das, worum es geht, gibt es nicht mehr ({name}). Such es noch einmal.',
  'This conflicts with something that is there already. Look it up again to see what.':
    'Das widerspricht etwas, das es schon gibt. Such noch einmal, um zu sehen, was.',
  'This was not accepted by {name}. Check what was entered and try again.':
    'Nicht angenommen ({name}). Prüf die Eingabe und versuch es noch einmal.',
  'What was entered cannot be sent as it is.{own} Nothing was changed.':
    'So lässt sich die Eingabe nicht senden.{own} Nichts wurde geändert.',
  'The value for {field} cannot be sent as it is.{own} Nothing was changed.':
    'Der Wert für {field} lässt sich so nicht senden.{own} Nichts wurde geändert.',
  'The value for {name} is missing or cannot be used. Nothing was changed.':
    'Der Wert für {name} fehlt oder ist unbrauchbar. Nichts wurde geändert.',
  'You have used the {perPerson} look-ups that the policy gives each person a day. You can look things up again after midnight UTC. Requests that are on their way go on.':
    'Du hast die {perPerson} Suchen verbraucht, die die Policy jeder Person am Tag gibt. Nach Mitternacht UTC kannst Du wieder suchen. Laufende Anfragen gehen weiter.',
  'Today’s calls to the back office are used up, so what can wait is not read before midnight UTC. Commands with an id, an e-mail address or a card’s number still work.':
    'Die Abfragen beim Backoffice sind für heute aufgebraucht; was warten kann, wird erst nach Mitternacht UTC gelesen. Befehle mit ID, E-Mail-Adresse oder Kartennummer gehen weiter.',
  'Wheelhouse’s own user in the back office lacks the permission {permission}, so this cannot be done from here. Ask your admin to have it granted.':
    'Dem User von Wheelhouse fehlt im Backoffice die Berechtigung {permission}, deshalb geht das von hier aus nicht. Bitte Deinen Admin, sie zu geben.',
  'Something went wrong in Wheelhouse itself. Nothing was changed by this step. Try again, and tell the people who run it the reference if it happens again.':
    'In Wheelhouse selbst ist etwas schiefgegangen. Dieser Schritt hat nichts geändert. Versuch es noch einmal, und sag denen, die es betreiben, die Referenz, wenn es wieder passiert.',
  'Slack is limiting how often Wheelhouse may call it. Try again in {seconds, plural, one {# second} other {# seconds}}.':
    'Slack begrenzt gerade, wie oft Wheelhouse es aufrufen darf. Versuch es in {seconds, plural, one {# Sekunde} other {# Sekunden}} noch einmal.',
  'Slack did not answer as needed just now. Try again in a moment.':
    'Slack hat gerade nicht geantwortet wie nötig. Versuch es gleich noch einmal.',
  'Slack did not answer in time. Try again.': 'Slack hat nicht rechtzeitig geantwortet. Versuch es noch einmal.',
  'It was refused.': 'Es wurde abgelehnt.',
  'Slack has not confirmed yet which workspace Wheelhouse belongs to, so nobody can ask or decide. Try again in a moment.':
    'Slack hat noch nicht bestätigt, zu welchem Workspace Wheelhouse gehört; bis dahin kann niemand anfragen oder entscheiden. Versuch es gleich noch einmal.',
  'Slack is changing who is in the group right now. Try again in a moment.':
    'Slack ändert gerade, wer in der Gruppe ist. Versuch es gleich noch einmal.',
  'The personal data of this request has been erased.': 'Die personenbezogenen Daten dieser Anfrage sind gelöscht.',
  'nobody is left who could decide it': 'niemand ist mehr da, der entscheiden könnte',
  'Slack doesn’t take what was to be shown here. Close this and try another way; the log has Slack’s reason.':
    'Slack nimmt nicht an, was hier stehen sollte. Schließ das und versuch es anders; Slacks Grund steht im Log.',
  'That took too long, so Slack did not let the form open. Try again.':
    'Das hat zu lange gedauert, deshalb ließ Slack das Formular nicht öffnen. Versuch es noch einmal.',
  'Slack did not confirm that it was shared. See if it is there, then try again.':
    'Slack hat nicht bestätigt, dass es geteilt wurde. Sieh nach, ob es da ist, und versuch es dann noch einmal.',
  'Slack doesn’t take what was to be shown here. Type /approvals to see your requests.':
    'Slack nimmt nicht an, was hier stehen sollte. Mit /approvals siehst Du Deine Anfragen.',
  'Slack does not know you in this workspace, so you cannot use Wheelhouse here.':
    'Slack kennt Dich in diesem Workspace nicht, deshalb kannst Du Wheelhouse hier nicht nutzen.',
  'This Slack account is deactivated, so it cannot use Wheelhouse.':
    'Dieses Slack-Konto ist deaktiviert und kann Wheelhouse nicht nutzen.',
  'Apps and bots cannot ask for or decide anything in Wheelhouse.':
    'Apps und Bots können in Wheelhouse nichts anfragen oder entscheiden.',
  'Guests cannot use Wheelhouse. Ask a colleague who is a full member.':
    'Gäste können Wheelhouse nicht nutzen. Frag jemanden, der volles Mitglied ist.',
  'People of other workspaces cannot use Wheelhouse. Ask somebody of the company that runs it.':
    'Leute aus anderen Workspaces können Wheelhouse nicht nutzen. Frag jemanden aus der Firma, die es betreibt.',
  'This back office does not have this: {name} is switched off in its profile. Ask the people who run Wheelhouse if that has changed.':
    'Dieses Backoffice hat das nicht: {name} ist im Profil ausgeschaltet. Frag die, die Wheelhouse betreiben, ob sich das geändert hat.',
  'The password does not meet the rules. Choose a longer one.': 'Das Passwort entspricht nicht den Regeln. Wähl ein längeres.',
  'There is a customer with these details already. Look that one up instead.':
    'Es gibt schon einen Kunden mit diesen Angaben. Such stattdessen diesen.',
  'The customer could not be created. Check the details and try again.':
    'Der Kunde ließ sich nicht anlegen. Prüf die Angaben und versuch es noch einmal.',
  'The back office does not know this customer. Look the customer up again.':
    'Das Backoffice kennt diesen Kunden nicht. Such ihn noch einmal.',
  'There is no active customer for this. Check whether the account was deleted or blocked.':
    'Dazu gibt es keinen aktiven Kunden. Prüf, ob das Konto gelöscht oder gesperrt wurde.',
  'This way of signing in is not supported here. Choose another one.': 'Diese Anmeldeart geht hier nicht. Wähl eine andere.',
  'The country is missing. Add it to the address first.': 'Das Land fehlt. Ergänz zuerst die Adresse.',
  'This detail may not be changed. Ask an administrator of the back office.':
    'Diese Angabe darf nicht geändert werden. Frag einen Administrator des Backoffice.',
  'The profile is not complete. Add what is missing first.': 'Das Profil ist unvollständig. Ergänz zuerst, was fehlt.',
  'The profile has neither e-mail nor phone. Add one of them first.':
    'Im Profil stehen weder E-Mail noch Telefon. Trag zuerst eines davon ein.',
  'The profile has no e-mail. Add it first.': 'Im Profil steht keine E-Mail. Trag sie zuerst ein.',
  'The profile has no phone number. Add it first.': 'Im Profil steht keine Telefonnummer. Trag sie zuerst ein.',
  'The profile has no first name. Add it first.': 'Im Profil steht kein Vorname. Trag ihn zuerst ein.',
  'The profile has no last name. Add it first.': 'Im Profil steht kein Nachname. Trag ihn zuerst ein.',
  'The profile has no birth date. Add it first.': 'Im Profil steht kein Geburtsdatum. Trag es zuerst ein.',
  'The account is locked. Unlock it in the back office first.': 'Das Konto ist verriegelt. Entriegle es zuerst im Backoffice.',
  'The customer is below the minimum age.': 'Der Kunde ist unter dem Mindestalter.',
  'The customer is above the maximum age.': 'Der Kunde ist über dem Höchstalter.',
  'The customer has unpaid invoices. They must be paid first.':
    'Der Kunde hat offene Rechnungen. Sie müssen zuerst bezahlt werden.',
  'The street is missing. Add it to the profile first.': 'Die Straße fehlt. Trag sie zuerst im Profil ein.',
  'The postcode is missing. Add it to the profile first.': 'Die Postleitzahl fehlt. Trag sie zuerst im Profil ein.',
  'The city is missing. Add it to the profile first.': 'Der Ort fehlt. Trag ihn zuerst im Profil ein.',
  'The country is missing. Add it to the profile first.': 'Das Land fehlt. Trag es zuerst im Profil ein.',
  'The sign-up package was not bought. The customer buys it in the app.':
    'Das Anmeldepaket wurde nicht gekauft. Der Kunde kauft es in der App.',
  'The e-mail address could not be changed. Check it and try again.':
    'Die E-Mail-Adresse ließ sich nicht ändern. Prüf sie und versuch es noch einmal.',
  'This e-mail address belongs to another customer. Look that one up, or use another address.':
    'Diese E-Mail-Adresse gehört einem anderen Kunden. Such diesen oder nimm eine andere Adresse.',
  'The customer never accepted the terms. They must be accepted first.':
    'Der Kunde hat die AGB nie akzeptiert. Sie müssen zuerst akzeptiert werden.',
  'The customer has not accepted the newest terms. They must be accepted first.':
    'Der Kunde hat die neuesten AGB nicht akzeptiert. Sie müssen zuerst akzeptiert werden.',
  'The customer has an active rental already. It must end first.':
    'Der Kunde hat schon eine laufende Miete. Sie muss zuerst enden.',
  'The branch is in hibernation, so nothing can be rented there.': 'Der Standort macht Pause, dort lässt sich nichts mieten.',
  'The branch is not open yet, or under maintenance, so nothing can be rented there.':
    'Der Standort ist noch nicht offen oder wird gewartet, dort lässt sich nichts mieten.',
  'The app’s own user in the back office lacks the permission for this. Ask your admin to have it granted.':
    'Dem User der App im Backoffice fehlt dafür die Berechtigung. Bitte Deinen Admin, sie zu geben.',
  'The back office does not accept how Wheelhouse is signed in. Tell your admin.':
    'Das Backoffice nimmt die Anmeldung von Wheelhouse nicht an. Sag es Deinem Admin.',
  'The business account does not allow this: often the customer is in another one already, or the account is still in use. Check the account first.':
    'Das Firmenkonto erlaubt das nicht: Oft ist der Kunde schon in einem anderen, oder das Konto ist noch in Verwendung. Prüf zuerst das Konto.',
  'The customer’s account does not allow this. Check the profile, correct what is wrong and try again.':
    'Das Konto des Kunden erlaubt das nicht. Prüf das Profil, korrigier, was falsch ist, und versuch es noch einmal.',
  'The phone number and its verification do not allow this. Check the number first.':
    'Die Telefonnummer und ihre Bestätigung erlauben das nicht. Prüf zuerst die Nummer.',
  'The e-mail address and its verification do not allow this. Check the address first.':
    'Die E-Mail-Adresse und ihre Bestätigung erlauben das nicht. Prüf zuerst die Adresse.',
  'The licence verification does not allow this. Check the verification first.':
    'Die Führerscheinprüfung erlaubt das nicht. Sieh zuerst die Verifizierung an.',
  'The terms and conditions do not allow this. Check which terms the customer has accepted.':
    'Die AGB erlauben das nicht. Prüf, welche der Kunde akzeptiert hat.',
  'The branch does not allow this. Check that the right branch is chosen.':
    'Der Standort erlaubt das nicht. Prüf, ob der richtige gewählt ist.',
  'The vehicle cannot be reached. Try again in a moment.': 'Das Fahrzeug ist nicht erreichbar. Versuch es gleich noch einmal.',
  'The rental does not allow this. Check the customer’s rentals first.':
    'Die Miete erlaubt das nicht. Prüf zuerst die Mieten des Kunden.',
  'The booking does not allow this. Check the customer’s bookings first.':
    'Die Buchung erlaubt das nicht. Prüf zuerst die Buchungen des Kunden.',
  'The subscription does not allow this. Check the customer’s subscriptions first.':
    'Das Abo erlaubt das nicht. Prüf zuerst die Abos des Kunden.',
  'The voucher cannot be given like this. Check the template, its branch and whether it is still active.':
    'Der Gutschein lässt sich so nicht geben. Prüf die Vorlage, ihren Standort und ob sie noch aktiv ist.',
  'The branch or its configuration does not allow this. Check that the right branch is chosen.':
    'Der Standort oder seine Konfiguration erlaubt das nicht. Prüf, ob der richtige gewählt ist.',
  'The payment setup does not allow this. Check the payment sources first.':
    'Die Zahlungseinstellungen erlauben das nicht. Prüf zuerst die Zahlungsmittel.',
  'Packages or invoices do not allow this. Check the open invoices first.':
    'Pakete oder Rechnungen erlauben das nicht. Prüf zuerst die offenen Rechnungen.',
  'The balance does not allow this. Check the balance first.': 'Das Guthaben erlaubt das nicht. Prüf es zuerst.',
  'An open issue or fine does not allow this. Check it in the back office first.':
    'Ein offener Fall oder eine Strafe erlaubt das nicht. Prüf es zuerst im Backoffice.',
  'The file cannot be used. Choose another one.': 'Die Datei ist unbrauchbar. Wähl eine andere.',
} as const;
