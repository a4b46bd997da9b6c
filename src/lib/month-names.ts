/** How people write each month, January first, in English and German: parts of an expression, without the full stop behind a short one. */
export const monthPatterns = [
  'jan(?:uary|uar)?|jän(?:ner)?',
  'feb(?:ruary|ruar|er)?',
  'mar(?:ch)?|mär(?:z)?|maerz',
  'apr(?:il)?',
  'may|mai',
  'june?|juni',
  'july?|juli',
  'aug(?:ust)?',
  'sept?(?:ember)?',
  'o[ck]t(?:ober)?',
  'nov(?:ember)?',
  'de[cz](?:ember)?',
] as const;
