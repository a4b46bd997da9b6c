export const actionsVoucher = {
  'Apply a voucher': 'Gutschein geben',
  'This voucher is not among the customer-care vouchers of this branch any more. Choose another one.':
    'Dieser Gutschein gehört nicht mehr zu den Kulanzgutscheinen dieses Standorts. Wähl einen anderen.',
  'Voucher {found}': 'Gutschein {found}',
  Voucher: 'Gutschein',
  'Valid for {validForDays} days.': 'Gültig für {validForDays} Tage.',
  'Gives {benefits}{count, plural, one {} other {, each as a voucher of its own}}.':
    'Bringt {benefits}{count, plural, one {} other {, jeweils als eigenen Gutschein}}.',
  'Vouchers of the last {recentDays} days: {recently}.': 'Gutscheine der letzten {recentDays} Tage: {recently}.',
  '{withWorth} for {receiver}': '{withWorth} für {receiver}',
  'Can’t be undone: the customer can use the voucher immediately.':
    'Nicht rückgängig zu machen: Der Kunde kann den Gutschein sofort einlösen.',
  'Can’t be undone: the business account can use the voucher immediately.':
    'Nicht rückgängig zu machen: Das Firmenkonto kann den Gutschein sofort einlösen.',
  '{receiver} has the voucher {withWorth}': '{receiver} hat den Gutschein {withWorth}',
  ', {money} in all': ', insgesamt {money}',
  ' and ': ' und ',
  'This voucher is for business accounts only. Choose another one, or give it to the customer’s business account.':
    'Dieser Gutschein ist nur für Firmenkonten. Wähl einen anderen oder gib ihn dem Firmenkonto des Kunden.',
  'This voucher is for accounts of the type “{accountType}”, which Wheelhouse does not know. Choose another one.':
    'Dieser Gutschein ist für Konten der Art „{accountType}“, die Wheelhouse nicht kennt. Wähl einen anderen.',
  '{freeMinutes} free minutes': '{freeMinutes} Freiminuten',
  '{rentals, plural, one {# rental} other {# rentals}}': '{rentals, plural, one {# Miete} other {# Mieten}}',
  '{vouchers, plural, one {# benefit} other {# benefits}}': '{vouchers, plural, one {# Leistung} other {# Leistungen}}',
  'no stated value': 'ohne angegebenen Wert',
  '{spell} in all: ': 'insgesamt {spell}: ',
  'benefit {index}': 'Leistung {index}',
  '{valueGross} of no stated currency': '{valueGross} ohne angegebene Währung',
} as const;
