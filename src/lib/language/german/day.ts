/** A team's day: tickets, what channels are told, figures, webhooks. */
export const day = {
  Ticket: 'Ticket',
  'Your policy asks for one here. One in the reason is found, too.':
    'Deine Policy verlangt hier eines. Steht es im Grund, wird es dort gefunden.',
  'The help desk’s number. One in the reason is found, too.':
    'Die Nummer im Helpdesk. Steht sie im Grund, wird sie dort gefunden.',
  'This policy has no tickets any more. Close the form and open it again.':
    'Diese Policy kennt keine Tickets mehr. Schließ das Formular und öffne es noch einmal.',
  'This is not the number of a ticket: at most {most} letters, written as {pattern}.':
    'Das ist keine Ticketnummer: höchstens {most} Zeichen, geschrieben wie {pattern}.',
  'This needs a ticket: write its number at Ticket, or in the reason.':
    'Dafür braucht es ein Ticket: Schreib die Nummer bei „Ticket“ oder in den Grund.',
  '{count, plural, one {# notification} other {# notifications}} from quiet hours':
    '{count, plural, one {# Mitteilung} other {# Mitteilungen}} aus der Ruhezeit',
  'and {left} more.': 'und {left} weitere.',
  'What was asked, decided and given in a time': 'Was in einem Zeitraum angefragt, entschieden und gegeben wurde',
  'Write a time of at most a year, such as /approvals figures 7d or 24h.':
    'Schreib einen Zeitraum von höchstens einem Jahr, etwa /approvals figures 7d oder 24h.',
  'Figures from {from} to {to}': 'Zahlen von {from} bis {to}',
  '{title}: {asked} asked, {decided} decided': '{title}: {asked} angefragt, {decided} entschieden',
  'Given by branch and template': 'Gegeben, nach Standort und Gutschein',
  'Given by person': 'Gegeben, nach Person',
  'Asked: {asked}': 'Angefragt: {asked}',
  'Asked: {asked}, of which {refused} refused at once': 'Angefragt: {asked}, davon {refused} gleich abgewiesen',
  'Decided: {decided} ({approved} approved, {rejected} rejected)':
    'Entschieden: {decided} ({approved} freigegeben, {rejected} abgelehnt)',
  'Time to decide: half within {median}, nine of ten within {ninetieth}':
    'Zeit bis zur Entscheidung: die Hälfte in {median}, neun von zehn in {ninetieth}',
  'Money given: {money}': 'Vergeben: {money}',
  'Expired: {expired} · outcome unknown: {unknown}': 'Abgelaufen: {expired} · Ausgang unklar: {unknown}',
  'Nothing waits now': 'Gerade wartet nichts',
  'Waiting now: {requests}, the oldest for {since}': 'Es warten: {requests}, die älteste Anfrage seit {since}',
  'Somebody has to say what happened: {requests}, the oldest for {since}':
    'Jemand muss sagen, was passiert ist: {requests}, die älteste Anfrage seit {since}',
  'Branch {branch} · {template}': 'Standort {branch} · {template}',
  'not known': 'nicht bekannt',
  'template not noted': 'Gutschein nicht vermerkt',
  ': {money}, {vouchers} ×': ': {money}, {vouchers} ×',
  '1 min': '1 Min.',
  '{minutes} min': '{minutes} Min.',
  '{hours} h {minutes} min': '{hours} Std. {minutes} Min.',
  'The receiver of webhooks at {host} has taken nothing for a day ({why}). What it was to hear of request {id} ({event}) is dropped.':
    'Der Webhook-Empfänger {host} hat einen Tag lang nichts angenommen ({why}). Was er zu Anfrage {id} ({event}) erfahren sollte, entfällt.',
} as const;
