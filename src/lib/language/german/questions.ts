/** What is asked back before a decision, and answered. */
export const questions = {
  'Ask back': 'Nachfragen',
  Ask: 'Fragen',
  Question: 'Frage',
  Answer: 'Antworten',
  'Answer “{text}”': '„{text}“ beantworten',
  'Send answer': 'Antwort senden',
  'Asked back': 'Nachgefragt',
  Answered: 'Beantwortet',
  '{person} asks, {at}:': '{person} fragt, {at}:',
  '{person} asks:': '{person} fragt:',
  '{person} answers:': '{person} antwortet:',
  'You asked:': 'Du hast gefragt:',
  'Answer, {at}: {text}': 'Antwort, {at}: {text}',
  'Not answered yet.': 'Noch nicht beantwortet.',
  'The person who asked gets a message. It decides nothing, and the time to decide goes on.':
    'Wer angefragt hat, bekommt eine Nachricht. Damit ist nichts entschieden, und die Frist läuft weiter.',
  'Everyone who sees the request reads it; in channels without names and contacts.':
    'Alle, die die Anfrage sehen, lesen das; in Kanälen ohne Namen und Kontaktdaten.',
  'Question about your request: {headline}': 'Frage zu Deiner Anfrage: {headline}',
  'Question about your request': 'Frage zu Deiner Anfrage',
  'Your question was answered: {headline}': 'Deine Frage ist beantwortet: {headline}',
  'Your question was answered': 'Deine Frage ist beantwortet',
  '{count} questions were asked about this already. Talk to the person who asked.':
    'Dazu gab es schon {count} Fragen. Sprich mit der Person, die angefragt hat.',
  'Only the person who asked for this can answer.': 'Antworten kann nur, wer angefragt hat.',
  'This question does not exist any more.': 'Diese Frage gibt es nicht mehr.',
  'You have answered this already. The card shows your answer.': 'Das hast Du schon beantwortet. Die Karte zeigt Deine Antwort.',
  'You asked for this yourself, so there is nobody to ask.': 'Das hast Du selbst angefragt, also gibt es niemanden zu fragen.',
  'Write what you want to know.': 'Schreib, was Du wissen willst.',
  'This question needs no answer any more. The card shows the current state.':
    'Diese Frage braucht keine Antwort mehr. Die Karte zeigt den Stand.',
  'Write your answer.': 'Schreib Deine Antwort.',
} as const;
