export const commandsTerms = {
  Terms: 'AGB',
  'record of the terms': 'AGB-Eintrag',
  '{branch} · terms {id}': '{branch} · AGB {id}',
  'Every customer of the branch must accept new terms before the next rental. To change only a link or its label, edit the terms that are there.':
    'Neue AGB muss jeder Kunde des Standorts vor der nächsten Miete akzeptieren. Um nur einen Link oder seinen Text zu ändern, bearbeite die vorhandenen.',
  'No branch is called “{branch}”: choose one.': 'Kein Standort heißt „{branch}“: Wähl einen.',
  'Choose the branch whose terms these are.': 'Wähl den Standort, zu dem diese AGB gehören.',
  'Say where customers read them.': 'Sag, wo Kunden sie lesen.',
  'Give the link the words that customers see.': 'Gib dem Link den Text, den Kunden sehen.',
  'Nobody is asked to accept edited terms again; for that, create new ones.':
    'Bearbeitete AGB muss niemand noch einmal akzeptieren; dafür leg neue an.',
  'What customers see of the link to the terms.': 'Was Kunden vom Link zu den AGB sehen.',
  'Where customers read them; begins with https://.': 'Wo Kunden sie lesen; beginnt mit https://.',
  'What customers see of the link to the privacy guidelines.': 'Was Kunden vom Link zum Datenschutz sehen.',
  'A web address begins with https://.': 'Eine Webadresse beginnt mit https://.',
  'Give a branch new terms; its customers must then accept them':
    'Einem Standort neue AGB geben; seine Kunden müssen sie dann akzeptieren',
  'Change a link or its label; nobody is asked again': 'Link oder Text ändern; niemand wird noch einmal gefragt',
  'A branch’s terms, the newest first': 'Die AGB eines Standorts, neueste zuerst',
  'List terms': 'AGB auflisten',
  'One record of the terms': 'Ein Eintrag der AGB',
  'Show terms': 'AGB zeigen',
  'These are in force: a customer of {branch} can rent only when they have accepted them. Editing them asks nobody again; new terms ask everybody.':
    'Diese sind in Kraft: Ein Kunde von {branch} kann nur mieten, wenn er sie akzeptiert hat. Nach dem Bearbeiten wird niemand noch einmal gefragt, bei neuen AGB alle.',
  'Newer terms of {branch} are in force. Customers who accepted only these are asked again.':
    'In {branch} gelten neuere AGB. Kunden, die nur diese akzeptiert haben, werden noch einmal gefragt.',
} as const;
