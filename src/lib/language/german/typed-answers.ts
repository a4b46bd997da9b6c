/** What somebody is told who answers a card by a reply or a reaction. */
export const typedAnswers = {
  'Your reply doesn’t count as a decision. Use a button:': 'Deine Antwort zählt nicht als Entscheidung. Nimm einen Button:',
  'Your reaction doesn’t count as a decision. Use a button:': 'Deine Reaktion zählt nicht als Entscheidung. Nimm einen Button:',
  'Recorded. The card shows the current state.': 'Festgehalten. Die Karte zeigt den Stand.',
} as const;
