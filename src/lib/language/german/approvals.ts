export const approvals = {
  'This request does not exist any more.': 'Diese Anfrage gibt es nicht mehr.',
  'The requester gave no other vouchers in the last 7 days.':
    'Wer anfragt, hat in den letzten 7 Tagen keine anderen Gutscheine vergeben.',
  'The requester gave {times, plural, one {# voucher} other {# vouchers}} ({money}) in the last 7 days.':
    'Wer anfragt, hat in den letzten 7 Tagen {times, plural, one {# Gutschein} other {# Gutscheine}} ({money}) vergeben.',
  'Slack is limiting how often Wheelhouse may ask who holds a role, so nothing was recorded. Press again at {at}.':
    'Slack begrenzt gerade, wie oft Wheelhouse nach Rollen fragen darf, deshalb wurde nichts festgehalten. Drück um {at} noch einmal.',
  '{say} Nothing was recorded.': '{say} Es wurde nichts festgehalten.',
  "This takes the role {roles}, which you don't hold right now. Nothing was recorded.":
    'Dafür braucht es die Rolle {roles}, die Du gerade nicht hast. Nichts wurde festgehalten.',
  'You can do “{label}” in your own branches only, and this isn’t known to be in one of them. Ask a colleague who works for that branch.':
    '„{label}“ geht für Dich nur an Deinen eigenen Standorten, und das hier gehört, soweit bekannt, nicht dazu. Frag jemanden vom passenden Standort.',
  'nobody besides you': 'außer Dir niemand',
  'only one person besides you': 'außer Dir nur eine Person',
  'only {available} people besides you': 'außer Dir nur {available} Personen',
  ', no two from the same group': ', keine zwei aus derselben Gruppe',
  'The rule “{rule}” asks for {count} of the role {role}{apart}, and {people} could say yes right now. Nothing was asked. Tell your admin.':
    'Die Regel „{rule}“ verlangt {count} aus der Rolle {role}{apart}, und im Moment könnte {people} zustimmen. Es wurde nichts angefragt. Sag es Deinem Admin.',
  'Asks {count} of the role {role} first. Slack did not say just now who that is.':
    'Braucht zuerst die Freigabe von {count} aus der Rolle {role}. Wer das ist, hat Slack gerade nicht gesagt.',
  'It needs {needed} approvals, and only {have} of those given still count: the others have left the role or the company. Nothing was changed.':
    'Es braucht {needed} Freigaben, und nur {have} davon zählen noch: Die anderen haben die Rolle oder die Firma verlassen. Nichts wurde geändert.',
  'Nothing was changed: the facts could not be read again just before. {say}':
    'Nichts wurde geändert: Die Fakten waren kurz davor nicht noch einmal lesbar. {say}',
  'Too late: the time to decide is over. The request has expired.':
    'Zu spät: Die Zeit zum Entscheiden ist um. Die Anfrage ist abgelaufen.',
  'This is about your own customer account, or a business account that it is in, so somebody else has to decide it.':
    'Hier geht es um Dein eigenes Kundenkonto oder ein Firmenkonto, in dem es ist; also muss jemand anderes entscheiden.',
  'Somebody of your group has approved this already. It needs somebody of another group, so nothing was recorded.':
    'Aus Deiner Gruppe hat schon jemand freigegeben. Es braucht jemanden aus einer anderen Gruppe, deshalb wurde nichts festgehalten.',
  'You’ve already approved this; one more approval is needed.':
    'Du hast das schon freigegeben; es braucht noch eine weitere Freigabe.',
  'Slack did not say in time who may decide this, so nothing was recorded. Press again.':
    'Slack hat nicht rechtzeitig gesagt, wer das entscheiden darf, deshalb wurde nichts festgehalten. Drück noch einmal.',
  'Slack did not say in time whether you may do this, so nothing was recorded. Press again.':
    'Slack hat nicht rechtzeitig gesagt, ob Du das darfst, deshalb wurde nichts festgehalten. Drück noch einmal.',
  'Slack is changing your groups right now, so nothing was recorded. Press again.':
    'Slack ändert gerade Deine Gruppen, deshalb wurde nichts festgehalten. Drück noch einmal.',
  'Only the person who asked can cancel a request. To stop it, reject it.':
    'Zurückziehen kann eine Anfrage nur, wer sie gestellt hat. Um sie zu stoppen, lehn sie ab.',
  'Erased again after a restored backup.': 'Nach einem wiederhergestellten Backup noch einmal gelöscht.',
  'It was cancelled because this customer’s data is erased.': 'Zurückgezogen, weil die Daten dieses Kunden gelöscht werden.',
  'Only the owners that the policy file names can go on from a restored database.':
    'Mit einer wiederhergestellten Datenbank weitermachen können nur die Owner aus der Policy-Datei.',
  'This is still being checked. Press again in a moment.': 'Das wird noch geprüft. Drück gleich noch einmal.',
  'This was refused before anybody was asked.': 'Das wurde abgewiesen, bevor jemand gefragt wurde.',
  'This still waits for approval, so that does not apply yet.': 'Das wartet noch auf Freigabe, also passt das noch nicht.',
  'This has been approved already and is about to run.': 'Das ist schon freigegeben und läuft gleich.',
  'This has been approved already and is running.': 'Das ist schon freigegeben und läuft.',
  'This has been rejected already.': 'Das ist schon abgelehnt.',
  'Too late: this has expired.': 'Zu spät: Das ist abgelaufen.',
  'The person who asked has cancelled this.': 'Wer angefragt hat, hat das zurückgezogen.',
  'This was stopped because the facts changed.': 'Das wurde gestoppt, weil sich Fakten geändert haben.',
  'This is done already.': 'Das ist schon erledigt.',
  'This has failed already; the person who asked can ask again.':
    'Das ist schon fehlgeschlagen; wer angefragt hat, kann noch einmal anfragen.',
  'This has run, and its outcome is unknown.': 'Das ist gelaufen, und der Ausgang ist unklar.',
  'Wheelhouse’s database was restored from a backup, so nothing is asked for, decided or sent until an owner presses Go on.':
    'Die Datenbank von Wheelhouse wurde aus einem Backup wiederhergestellt; bis ein Owner „Weiter“ drückt, wird nichts angefragt, entschieden oder gesendet.',
  'This was interrupted just before it was sent. Nothing was changed. Ask again.':
    'Das wurde direkt vor dem Senden unterbrochen. Nichts wurde geändert. Frag noch einmal an.',
  'The back office accepted it, but reading it back doesn’t show it.':
    'Das Backoffice hat es angenommen, aber beim Nachlesen ist es nicht zu sehen.',
  'The back office didn’t answer, and the change doesn’t show there. It may or may not have happened.':
    'Das Backoffice hat nicht geantwortet, und die Änderung ist dort nicht zu sehen. Vielleicht ist es passiert, vielleicht nicht.',
  'The back office doesn’t show it. That’s no proof that it didn’t happen: check the customer there, then say what happened.':
    'Das Backoffice zeigt es nicht. Das beweist nicht, dass es nicht passiert ist: Prüf den Kunden dort und sag dann, was passiert ist.',
  'The back office can’t say whether it happened. Check there, then say what happened.':
    'Das Backoffice kann nicht sagen, ob es passiert ist. Sieh dort nach und sag dann, was passiert ist.',
  'You asked for this yourself, so somebody else has to say what became of it.':
    'Das hast Du selbst angefragt, also muss jemand anderes sagen, was daraus wurde.',
  'This is about your own customer account, so somebody else has to say what became of it.':
    'Hier geht es um Dein eigenes Kundenkonto, also muss jemand anderes sagen, was daraus wurde.',
  'This is about your own customer account, or a business account that it is in. Ask a colleague to do it.':
    'Hier geht es um Dein eigenes Kundenkonto oder ein Firmenkonto, in dem es ist. Bitte jemanden aus dem Team darum.',
  'The person who asked has left or can’t use Wheelhouse any more. Nothing was changed.':
    'Wer angefragt hat, ist nicht mehr da oder kann Wheelhouse nicht mehr nutzen. Nichts wurde geändert.',
  'This is now about the asker’s own customer account. Somebody else has to ask for it. Nothing was changed.':
    'Inzwischen geht es um das eigene Kundenkonto der anfragenden Person. Jemand anderes muss anfragen. Nichts wurde geändert.',
  'Something other than this app changed this request in the database after it was sent, so nothing here shows whether it happened. The owners of the policy file have been told.':
    'Etwas anderes als diese App hat diese Anfrage nach dem Senden in der Datenbank geändert, deshalb ist hier nicht zu sehen, ob es passiert ist. Die Owner der Policy-Datei wissen Bescheid.',
  'Something other than this app changed this request in the database, so it does not count. The people who keep the policy file have been told.':
    'Etwas anderes als diese App hat diese Anfrage in der Datenbank geändert, deshalb zählt sie nicht. Die Owner der Policy-Datei wissen Bescheid.',
  'What became of it was changed in the database by something other than this app. The journal has what happened.':
    'Was daraus wurde, hat etwas anderes als diese App in der Datenbank geändert. Was passiert ist, steht im Journal.',
  'What was asked for here was changed in the database by something other than this app. The journal has what happened.':
    'Was hier angefragt wurde, hat etwas anderes als diese App in der Datenbank geändert. Was passiert ist, steht im Journal.',
  'Something other than Wheelhouse changed its journal ({trouble}). Until that is settled no rule with sameCustomer, sameAsker or sameAction matches, so that people are asked instead. npx wheelhouse audit verify says more.':
    'Etwas anderes als Wheelhouse hat sein Journal geändert ({trouble}). Bis das geklärt ist, passt keine Regel mit sameCustomer, sameAsker oder sameAction, es werden also Leute gefragt. Mehr sagt npx wheelhouse audit verify.',
  'Something other than Wheelhouse changed in its database what Slack had said about a group or a person. It does not count, and Slack is asked again. Find out who can write to the database.':
    'Etwas anderes als Wheelhouse hat in seiner Datenbank geändert, was Slack über eine Gruppe oder eine Person gesagt hat. Es zählt nicht, Slack wird noch einmal gefragt. Finde heraus, wer in die Datenbank schreiben kann.',
  '<@{voter}> approved a request shortly after joining a group that may decide it ({roles}).':
    '<@{voter}> hat eine Anfrage freigegeben, kurz nach dem Beitritt zu einer Gruppe, die sie entscheiden darf ({roles}).',
  '<@{one}> and <@{other}> approved each other’s requests {times} times lately. The policy’s oversight.mutual asks to tell you above {most}.':
    '<@{one}> und <@{other}> haben einander zuletzt {times} Anfragen freigegeben. Ab mehr als {most} will oversight.mutual der Policy, dass Du es erfährst.',
  '<@{actor}> revealed customers’ data {times} times lately. The policy’s oversight.reveals asks to tell you above {most}.':
    '<@{actor}> hat zuletzt {times}-mal Kundendaten aufgedeckt. Ab mehr als {most} will oversight.reveals der Policy, dass Du es erfährst.',
  'Nothing was recorded: the journal is kept with another JOURNAL_KEY than the one that is set here. Tell your admin.':
    'Nichts wurde festgehalten: Das Journal wird mit einem anderen JOURNAL_KEY geführt als dem, der hier eingestellt ist. Sag es Deinem Admin.',
  'Nothing was recorded: the journal’s last entry was not written by Wheelhouse. Tell the people who run it; npx wheelhouse audit verify says more.':
    'Nichts wurde festgehalten: Der letzte Eintrag im Journal ist nicht von Wheelhouse. Sag es denen, die es betreiben; npx wheelhouse audit verify sagt mehr.',
  'Nothing was recorded: something in the database keeps the journal from being written. Tell the people who run Wheelhouse.':
    'Nichts wurde festgehalten: Etwas in der Datenbank verhindert, dass das Journal geschrieben wird. Sag es denen, die Wheelhouse betreiben.',
  'the back office shows it': 'das Backoffice zeigt es',
  'no rule matches': 'keine Regel passt',
  'always asks a lead': 'fragt immer einen Lead',
  'the asker created this customer in the last 24 hours':
    'dieser Kunde wurde in den letzten 24 Stunden von derselben Person angelegt',
  'it is not known whether the asker created this customer in the last 24 hours':
    'unklar, ob dieser Kunde in den letzten 24 Stunden von derselben Person angelegt wurde',
  'as it was shown': 'wie angezeigt',
  'another one now': 'jetzt anders',
  'not in': 'nicht in',
} as const;
