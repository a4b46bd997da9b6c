/** Who is away, and who stands in for them. */
export const away = {
  'I am away': 'Ich bin abwesend',
  'I am back': 'Ich bin wieder da',
  'Set absence': 'Abwesenheit eintragen',
  From: 'Von',
  Until: 'Bis',
  'Stand-in': 'Vertretung',
  Note: 'Notiz',
  'Nobody stands in.': 'Niemand vertritt Dich.',
  '{person} stands in for you.': '{person} vertritt Dich.',
  'You stand in for {person} from {from} until {until}.': 'Du vertrittst {person} vom {from} bis zum {until}.',
  'You don’t stand in for {person} any more.': 'Du vertrittst {person} nicht mehr.',
  '{person} is away until {until} (UTC). Nobody stands in.': '{person} ist bis {until} (UTC) abwesend. Es gibt keine Vertretung.',
  '{person} is away until {until} (UTC). {standIn} stands in.':
    '{person} ist bis {until} (UTC) abwesend. Die Vertretung ist {standIn}.',
  'Approved by {person}, {at}: {title} · request {id}': 'Freigegeben von {person}, {at}: {title} · Anfrage {id}',
  'Rejected by {person}, {at}: {title} · request {id}': 'Abgelehnt von {person}, {at}: {title} · Anfrage {id}',
  'Approved by {person} for {absent}, {at}': 'Freigegeben von {person} für {absent}, {at}',
  '{person} for {absent}': '{person} für {absent}',
  '{person}, stand-in {standIn}': '{person}, Vertretung {standIn}',
  'by {person} for {absent}': 'von {person} für {absent}',
  Decline: 'Ablehnen',
  'Don’t stand in': 'Nicht vertreten',
  'e.g. 17:00, Friday, 24 Dec, 3d. A date means the end of that day.':
    'z. B. 17:00, Freitag, 24.12., 3d. Ein Tag gilt bis zu seinem Ende.',
  'Decides in your place, and gets a message about it.': 'Entscheidet an Deiner Stelle und bekommt eine Nachricht.',
  'Your stand-in reads it.': 'Deine Vertretung liest das.',
  'Say that you are away, and who stands in': 'Abwesenheit eintragen, mit Vertretung',
  'Say that you are back': 'Abwesenheit beenden',
  'You are back. You get a list of what was decided in your place.':
    'Du bist wieder da. Du bekommst eine Liste dessen, was an Deiner Stelle entschieden wurde.',
  'You had not said that you are away.': 'Du hattest keine Abwesenheit eingetragen.',
  'This policy allows no absences. Ask your admin.': 'Diese Policy sieht keine Abwesenheiten vor. Frag Deinen Admin.',
  'This is for people who decide requests (the role {roles}). You can be away without it.':
    'Das ist für Leute, die Anfragen entscheiden (Rolle {roles}). Du kannst auch ohne das abwesend sein.',
  'Nobody asks you or reminds you then, but you can still decide.':
    'Dann fragt und erinnert Dich niemand, aber entscheiden kannst Du weiterhin.',
  'You are away until {until}.': 'Du bist abwesend bis {until}.',
  'You are away from {from} until {until}.': 'Du bist vom {from} bis zum {until} abwesend.',
  '“{text}” isn’t a time that Wheelhouse understands. Write one such as 17:00, Friday, 24 Dec or 3d.':
    '„{text}“ ist keine Zeit, die hier verstanden wird. Schreib etwa 17:00, Freitag, 24.12. oder 3d.',
  '“{text}” can be two days. Write {one} or {other}.': '„{text}“ kann zwei Tage meinen. Schreib {one} oder {other}.',
  '“{text}” is nobody’s name in Slack. Choose the stand-in below.': '„{text}“ heißt in Slack niemand. Wähl unten die Vertretung.',
  'Write until when you are away.': 'Schreib, bis wann Du abwesend bist.',
  'You don’t stand in. The person who is away gets a message.':
    'Du übernimmst die Vertretung nicht. Wer abwesend ist, bekommt eine Nachricht.',
  'You don’t stand in there any more.': 'Diese Vertretung hast Du nicht mehr.',
  'This ends before it begins. Write a later time.': 'Das endet, bevor es beginnt. Schreib eine spätere Zeit.',
  'This is over already. Write a later time.': 'Das ist schon vorbei. Schreib eine spätere Zeit.',
  'An absence can be at most {longest} long. Write an earlier time.':
    'Eine Abwesenheit kann höchstens {longest} dauern. Schreib eine frühere Zeit.',
  'You can’t stand in for yourself. Choose somebody else, or nobody.':
    'Du kannst Dich nicht selbst vertreten. Wähl jemand anderen oder niemanden.',
  '{name} can’t use Wheelhouse, so can’t stand in for you. Choose somebody else.':
    '{name} kann Wheelhouse nicht benutzen und Dich deshalb nicht vertreten. Wähl jemand anderen.',
  '{name} can’t stand in for you: that takes the role {roles}. Choose somebody else.':
    '{name} kann Dich nicht vertreten: Dafür braucht es die Rolle {roles}. Wähl jemand anderen.',
  '{name} is away then, too. Choose somebody else, or another time.':
    '{name} ist dann auch abwesend. Wähl jemand anderen oder eine andere Zeit.',
  'Slack did not say in time who holds which role, so nothing was recorded. Send it again.':
    'Slack hat nicht rechtzeitig gesagt, wer welche Rolle hat, deshalb wurde nichts festgehalten. Sende es noch einmal.',
  '{person} will be away from {from} until {until} and named you as stand-in.':
    '{person} ist vom {from} bis zum {until} abwesend und hat Dich als Vertretung genannt.',
  '{person} is away until {until}, and you stand in.': '{person} ist bis {until} abwesend, und Du bist die Vertretung.',
  'You were named as stand-in': 'Du wurdest als Vertretung genannt',
  'You stand in for somebody who is away': 'Du vertrittst jemanden, der abwesend ist',
  'You can decide what they could decide, in their place. You find it in Home and with /approvals.':
    'In dieser Zeit kannst Du entscheiden, was sonst diese Person entscheidet. Du findest es in Home und mit /approvals.',
  'You don’t stand in any more': 'Deine Vertretung ist zu Ende',
  'Your stand-in has declined. You are away until {until}, and nobody stands in for you.':
    'Deine Vertretung hat abgelehnt. Du bist bis {until} abwesend, und niemand vertritt Dich.',
  'Use /approvals away to choose somebody else.': 'Mit /approvals away wählst Du jemand anderen.',
  'Somebody who decides requests is away until {until}': 'Jemand, der Anfragen entscheidet, ist bis {until} abwesend',
  'You are back. Nothing was decided in your place.': 'Du bist wieder da. An Deiner Stelle wurde nichts entschieden.',
  'You are back. {count, plural, one {# request was} other {# requests were}} decided in your place:':
    'Du bist wieder da. An Deiner Stelle {count, plural, one {wurde # Anfrage} other {wurden # Anfragen}} entschieden:',
  'You don’t stand in for anybody who could decide this any more. Nothing was recorded.':
    'Du vertrittst niemanden mehr, der das entscheiden könnte. Nichts wurde festgehalten.',
  'Somebody has approved this in your place already; one more approval is needed.':
    'Das hat schon jemand an Deiner Stelle freigegeben; es braucht noch eine weitere Freigabe.',
  'The approval of the person you stand in for is there already; one more is needed.':
    'Die Freigabe der Person, die Du vertrittst, ist schon da; es braucht noch eine weitere.',
  'Absence set': 'Abwesenheit eingetragen',
  'Absence begun': 'Abwesenheit begonnen',
  'Absence ended': 'Abwesenheit beendet',
  'Stand-in declined': 'Vertretung abgelehnt',
} as const;
