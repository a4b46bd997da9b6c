export const viewsCommon = {
  Close: 'Schließen',
  'Today’s budget of {limit} calls to the back office is used up. Until midnight UTC, lists that search as somebody types, previews of links and the extras of a profile rest; look-ups by a command and changes go on. The budget is dailyBudget in the policy file.':
    'Das heutige Budget von {limit} Abfragen beim Backoffice ist verbraucht. Bis Mitternacht UTC pausieren Suchlisten beim Tippen, Linkvorschauen und die Extras im Profil; Suchen per Befehl und Änderungen gehen weiter. Das Budget steht als dailyBudget in der Policy-Datei.',
  '{used} of today’s {limit} calls to the back office are used. When all are, what can wait is refused until midnight UTC. The budget is dailyBudget in the policy file.':
    '{used} von heute {limit} Abfragen beim Backoffice sind verbraucht. Sind es alle, wird bis Mitternacht UTC abgelehnt, was warten kann. Das Budget steht als dailyBudget in der Policy-Datei.',
  '{person} looked {ago}': '{person} hat {ago} nachgesehen',
  '{person} changed something {ago}': '{person} hat {ago} etwas geändert',
  '👥 In the last 10 minutes': '👥 In den letzten 10 Minuten',
  ' and {rest} more': ' und {rest} weitere',
  '{label}, asked for by {person}': '{label}, angefragt von {person}',
  'and {rest} more': 'und {rest} weitere',
  'and {facts} more': 'und {facts} weitere',
  Careful: 'Achtung',
  'Careful: {warning}': 'Achtung: {warning}',
  'Reference {ref}': 'Referenz {ref}',
  ' (Reference {ref})': ' (Referenz {ref})',
  'Something went wrong. Try again.': 'Etwas ist schiefgegangen. Versuch es noch einmal.',
  Read: 'Lesen',
  '{leftOut} more not shown.': '{leftOut} weitere passen hier nicht hin.',
  'Approval cards go to each approver as a direct message; notifications are not posted there.':
    'Freigaben gehen als Direktnachricht an jede Person, die entscheiden kann; Benachrichtigungen erscheinen dort nicht.',
  'Another company reads a channel of the policy file': 'Eine andere Firma liest einen Kanal aus der Policy-Datei mit',
  'So Wheelhouse posts nothing there. {instead}': 'Deshalb schreibt Wheelhouse dort nichts. {instead}',
  'Name a channel of your own in the policy file, or end the sharing.':
    'Nenn in der Policy-Datei einen eigenen Kanal oder beende das Teilen.',
  'Wheelhouse can’t see who reads a channel of the policy file':
    'Wheelhouse sieht nicht, wer einen Kanal aus der Policy-Datei liest',
  'So it posts nothing there. {instead}': 'Deshalb schreibt es dort nichts. {instead}',
  'Invite the app to the channel (/invite @Wheelhouse), and check the channel’s id in the policy file and the app’s scopes channels:read and groups:read.':
    'Lad die App in den Kanal ein (/invite @Wheelhouse) und prüf die Kanal-ID in der Policy-Datei und die Scopes channels:read und groups:read der App.',
  'Slack doesn’t let Wheelhouse post in a channel of the policy file':
    'Slack lässt Wheelhouse in einem Kanal aus der Policy-Datei nicht schreiben',
  'Slack’s word for it is {word}. {instead}': 'Slack sagt dazu {word}. {instead}',
  'Invite the app to the channel (/invite @Wheelhouse), let it post there, or name another channel in the policy file.':
    'Lad die App in den Kanal ein (/invite @Wheelhouse), lass sie dort schreiben oder nenn in der Policy-Datei einen anderen Kanal.',
  'another company reads {channel}, so it gets no card and no notification: name a channel of your own':
    'eine andere Firma liest {channel} mit, deshalb kommen dort weder Karten noch Benachrichtigungen an: nenn einen eigenen Kanal',
  'Slack does not say who reads {channel}, so it gets no card and no notification: invite the app, and check the id and the scopes channels:read and groups:read':
    'Slack sagt nicht, wer {channel} liest, deshalb kommen dort weder Karten noch Benachrichtigungen an: lad die App ein und prüf die ID und die Scopes channels:read und groups:read',
  'Slack does not let the app post in {channel} ({word}): invite the app, or name another channel':
    'Slack lässt die App in {channel} nicht schreiben ({word}): lad die App ein oder nenn einen anderen Kanal',
  'Slack doesn’t let Wheelhouse send direct messages': 'Slack lässt Wheelhouse keine Direktnachrichten senden',
  'The app’s Messages tab is switched off (messages_tab_disabled), so approvers and askers get no cards and no notices directly. Home and /approvals still show every request.':
    'Der Nachrichten-Tab der App ist ausgeschaltet (messages_tab_disabled), deshalb bekommt niemand Karten und Hinweise direkt. In Home und mit /approvals siehst Du trotzdem jede Anfrage.',
  'Switch the Messages tab on in the app’s settings under App Home, or install the app again from manifest.yml.':
    'Schalt den Nachrichten-Tab in den App-Einstellungen unter App Home ein oder installier die App noch einmal aus manifest.yml.',
  'Nobody could be sent the card of request {requestId}': 'Die Karte der Anfrage {requestId} konnte niemandem gesendet werden',
  'It waits for approval all the same: anyone who can decide finds it in Wheelhouse’s Home and with /approvals. The log says why Slack refused.':
    'Sie wartet trotzdem auf Freigabe: Wer entscheiden kann, findet sie in Home von Wheelhouse und mit /approvals. Warum Slack abgelehnt hat, steht im Log.',
  'Slack doesn’t let Wheelhouse do this ({word}). Trying again won’t help until an admin has installed the Slack app again with all its scopes.':
    'Slack lässt Wheelhouse das nicht tun ({word}). Noch einmal versuchen hilft erst, wenn ein Admin die Slack-App mit allen Scopes neu installiert hat.',
  'Slack doesn’t let Wheelhouse do this ({word}). Trying again won’t help until an admin of the workspace allows it.':
    'Slack lässt Wheelhouse das nicht tun ({word}). Noch einmal versuchen hilft erst, wenn ein Admin des Workspace es erlaubt.',
  'Slack doesn’t let Wheelhouse look up people and groups ({word}). Trying again won’t help until an admin has installed the Slack app again with all its scopes.':
    'Slack lässt Wheelhouse Personen und Gruppen nicht nachschlagen ({word}). Noch einmal versuchen hilft erst, wenn ein Admin die Slack-App mit allen Scopes neu installiert hat.',
  'Slack doesn’t let Wheelhouse look up people and groups ({word}). Trying again won’t help until an admin has put the Slack app right.':
    'Slack lässt Wheelhouse Personen und Gruppen nicht nachschlagen ({word}). Noch einmal versuchen hilft erst, wenn ein Admin die Slack-App in Ordnung gebracht hat.',
  'Slack doesn’t let Wheelhouse look up people and groups': 'Slack lässt Wheelhouse Personen und Gruppen nicht nachschlagen',
  'Slack’s word for it is {word} ({method}). So Wheelhouse can’t see who may do what: nobody it concerns can ask or decide, and pressing again doesn’t help.':
    'Slack nennt als Grund {word} ({method}). Wheelhouse sieht deshalb nicht, wer was darf: Wen es betrifft, der kann weder anfragen noch entscheiden, und noch einmal drücken hilft nicht.',
  'Install the Slack app again with all the scopes of its manifest (npx wheelhouse manifest prints it); npx wheelhouse doctor says which one is missing. Wheelhouse goes on by itself then.':
    'Installier die Slack-App noch einmal mit allen Scopes ihres Manifests (npx wheelhouse manifest gibt es aus); npx wheelhouse doctor sagt, welcher fehlt. Danach geht es von selbst weiter.',
  'Slack does not let the app look up people and groups ({method}: {word}): install the app again with all the scopes of its manifest':
    'Slack lässt die App Personen und Gruppen nicht nachschlagen ({method}: {word}): installier die App noch einmal mit allen Scopes ihres Manifests',
  'Looking it up…': 'Ich schaue nach…',
  '\nSlack can’t show the buttons of this message. You find them in Wheelhouse’s Home and with /approvals.':
    '\nSlack kann die Buttons dieser Nachricht nicht anzeigen. Du findest sie in Home von Wheelhouse und mit /approvals.',
  '{person} has used the {limit} look-ups that dailyBudget.perPerson of the policy file gives each person a day. Until midnight UTC Wheelhouse reads nothing for them.':
    '{person} hat die {limit} Suchen verbraucht, die dailyBudget.perPerson in der Policy-Datei jeder Person am Tag gibt. Bis Mitternacht UTC liest Wheelhouse dafür nichts mehr.',
} as const;
