/** Times and spans. */
export const time = {
  'an unknown time': 'unbekannt',
  'at an unknown time': 'zu unbekannter Zeit',
  'in under a minute': 'in weniger als einer Minute',
  'just now': 'gerade eben',
  'in {minutes} min': 'in {minutes} Min.',
  '{minutes} min ago': 'vor {minutes} Min.',
  'in {hours} h': 'in {hours} Std.',
  '{hours} h ago': 'vor {hours} Std.',
  'in {days} days': 'in {days} Tagen',
  '{days} days ago': 'vor {days} Tagen',
  '{amount, plural, one {# day} other {# days}}': '{amount, plural, one {# Tag} other {# Tage}}',
  '{amount, plural, one {# hour} other {# hours}}': '{amount, plural, one {# Stunde} other {# Stunden}}',
  '{amount, plural, one {# minute} other {# minutes}}': '{amount, plural, one {# Minute} other {# Minuten}}',
  '{amount, plural, one {# second} other {# seconds}}': '{amount, plural, one {# Sekunde} other {# Sekunden}}',
  and: 'und',
  or: 'oder',
} as const;
