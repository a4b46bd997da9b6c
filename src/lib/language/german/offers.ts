/** Less that is offered instead, accepted or declined. */
export const offers = {
  'Offer less': 'Weniger anbieten',
  Offer: 'Anbieten',
  'Less offered': 'Weniger angeboten',
  'Offer accepted': 'Angebot akzeptiert',
  'Offer declined': 'Angebot abgelehnt',
  'Choose a voucher of money alone.': 'Wähl einen Gutschein, der nur Geld gibt.',
  'Choose a voucher in {currency}: that is what was asked for.': 'Wähl einen Gutschein in {currency}: Danach wurde gefragt.',
  'Choose a voucher for the same type of account as the one that was asked for.':
    'Wähl einen Gutschein für dieselbe Art von Konto wie der angefragte.',
  'Choose a voucher that is worth less than {money}.': 'Wähl einen Gutschein, der weniger wert ist als {money}.',
  'Less can’t be offered for this. Approve or reject it.': 'Hier kannst Du nicht weniger anbieten. Gib es frei oder lehn es ab.',
  'No voucher of this branch is of the same kind and worth less. Approve or reject it.':
    'Kein Gutschein dieses Standorts ist von derselben Art und weniger wert. Gib es frei oder lehn es ab.',
  'The back office did not answer in time, so nothing was recorded. Send it again.':
    'Das Backoffice hat nicht rechtzeitig geantwortet, daher wurde nichts gespeichert. Sende es noch einmal.',
  '{count} offers were made for this already. Talk to the person who asked.':
    'Dazu gab es schon {count} Angebote. Sprich mit der Person, die angefragt hat.',
  'This has changed since it was shown: another voucher was agreed on. Look at the card, and decide that.':
    'Das hat sich geändert, seit es gezeigt wurde: Es geht jetzt um einen anderen Gutschein. Sieh auf die Karte und entscheide darüber.',
  'This offer is no longer open. The card shows the current state.': 'Dieses Angebot gilt nicht mehr. Die Karte zeigt den Stand.',
  'Only the person who asked for this can answer the offer.': 'Auf das Angebot kann nur antworten, wer angefragt hat.',
  'Only somebody who may decide this can offer less.': 'Weniger anbieten kann nur, wer das entscheiden darf.',
  'You asked for this yourself. To ask for less, cancel it and ask again.':
    'Das hast Du selbst angefragt. Wenn Du weniger willst, zieh es zurück und frag neu an.',
  'You can’t ask for this in this branch any more. Ask a colleague who works for it.':
    'An diesem Standort kannst Du das nicht mehr anfragen. Frag jemanden, der für ihn zuständig ist.',
  'The person who asked can accept or decline. It decides nothing, and the time to decide goes on.':
    'Wer angefragt hat, kann akzeptieren oder ablehnen. Damit ist nichts entschieden, und die Frist läuft weiter.',
  'Less is offered for your request: {headline}': 'Für Deine Anfrage wird weniger angeboten: {headline}',
  'Less is offered for your request': 'Für Deine Anfrage wird weniger angeboten',
  '{person} offers: {title}': '{person} bietet an: {title}',
  'Accept, and your request becomes that. Decline, and it goes on waiting as it is.':
    'Akzeptierst Du, wird Deine Anfrage dazu. Lehnst Du ab, wartet sie weiter, wie sie ist.',
  'Your offer was declined: {headline}': 'Dein Angebot wurde abgelehnt: {headline}',
  'Your offer was declined': 'Dein Angebot wurde abgelehnt',
  'You offered: {title}': 'Du hast angeboten: {title}',
  'The request goes on waiting as it is.': 'Die Anfrage wartet weiter, wie sie ist.',
  '{person} offers less, {at}:': '{person} bietet weniger an, {at}:',
  'It waits for your answer.': 'Es wartet auf Deine Antwort.',
  'Accepted, {at}.': 'Akzeptiert, {at}.',
  'Declined, {at}.': 'Abgelehnt, {at}.',
  'A newer offer took its place.': 'Ein neueres Angebot ist an seine Stelle getreten.',
  'It was over before this was answered.': 'Es war vorbei, bevor darauf geantwortet wurde.',
  'Before: {title}': 'Vorher: {title}',
  'Approved before, which no longer counts: {people}': 'Vorher freigegeben, was nicht mehr zählt: {people}',
} as const;
