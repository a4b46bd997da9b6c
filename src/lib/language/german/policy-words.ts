/** Why a rule of the policy matches, or does not. */
export const policyWords = {
  '{action} is {list}': '{action} ist {list}',
  '{action} is not {list}': '{action} ist nicht {list}',
  'one of {values}': 'eines von {values}',
  'it is {risk}': 'es ist {risk}',
  'it is {risk}, not {list}': 'es ist {risk}, nicht {list}',
  'it belongs to no branch': 'es gehört zu keinem Standort',
  'it belongs to branch {branch}': 'es gehört zu Standort {branch}',
  'it belongs to branch {branch}, within branch {above}': 'es gehört zu Standort {branch}, innerhalb von Standort {above}',
  'it belongs to branch {branch}, not {list}': 'es gehört zu Standort {branch}, nicht {list}',
  'it touches {count} (limit: {asked})': 'es betrifft {count}, die Regel gilt für {asked}',
  '{own} (limit: {asked})': '{own}, die Regel gilt für {asked}',
  'it costs {money} (limit: {asked})': 'es kostet {money}, die Regel gilt für {asked}',
  '{min} to {max}': '{min} bis {max}',
  'at least {min}': 'mindestens {min}',
  'at most {max}': 'höchstens {max}',
  'any number': 'beliebig viele',
  'this customer would be given {total} within {time} (limit: {most})':
    'dieser Kunde bekäme insgesamt {total} (Zeitraum: {time}), die Regel gilt bis {most}',
  'what this customer was given before is not known': 'was dieser Kunde schon bekommen hat, ist nicht bekannt',
  'the asker would have given {total} within {time} (limit: {most})':
    'wer anfragt, hätte insgesamt {total} vergeben (Zeitraum: {time}), die Regel gilt bis {most}',
  'what the asker gave before is not known': 'was von hier schon vergeben wurde, ist nicht bekannt',
  'the asker would have asked for it {times, plural, one {# time} other {# times}} within {time} (limit: {most})':
    'das wäre die {times}. Anfrage dieser Art (Zeitraum: {time}), die Regel gilt bis {most}',
  'how often the asker asked for this before is not known': 'wie oft das schon angefragt wurde, ist nicht bekannt',
  'it gives more than money alone': 'es ist mehr als nur Geld',
  'it states no amount': 'es nennt keinen Betrag',
  'its amount is in {other}, not in {currency}': 'der Betrag ist in {other}, nicht in {currency}',
  'its amount is not a number of at least 0': 'der Betrag ist keine Zahl ab 0',
} as const;
