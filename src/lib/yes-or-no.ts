import { comparable } from './typed.ts';

/** Longer than that, a reply says more than yes or no. */
const longest = 100;
const mostWords = 12;

/** Words that decide something where people decide by words, in English and German. Compared as `comparable` has them. */
const answers = setOf(
  'yes yep yup yeah yea ya yay aye y ja jo joa jup jupp jap jep jawohl jawoll ok okay okey oke oki okidoki okeydokey kk k',
  'approve approved approves approving agree agreed accept accepted confirm confirmed grant granted allow allowed go do lgtm ack',
  'fine good sure certainly definitely absolutely gut klar klaro sicher passt passts geht meinetwegen ordnung einverstanden daccord',
  'genehmigt genehmige genehmigen freigegeben freigeben frei freigabe bestätigt bestätige stimme zugestimmt zustimmung akzeptiert',
  'akzeptiere angenommen bewilligt bewillige erlaubt abgesegnet mach machen',
  'no nope nah nay n nein ne nee nö not nicht never nie niemals keinesfalls keinen dont reject rejected rejects rejecting refuse refused',
  'deny denied decline declined disagree disapprove disapproved disapproval veto stop stopp nack',
  'abgelehnt ablehnen ablehnung lehne abgewiesen verweigert verweigere untersagt',
);

/** What is said around them, and alone says neither. */
const fillers = setOf(
  'please pls plz thanks thank thx ty cheers danke dank vielen bitte gern gerne mal so it this that these das dies es den die der dem ein',
  'for from by with to me my mine us our side part end für von mit mir uns mich meiner seite aus auf zu ab in an am of on i im we ich wir',
  'is are was bin ist sind you du sie u a the all alles everything very sehr totally really just then dann also auch and und here hier now',
  'jetzt hiermit herewith course na doch well oh ah hey hi hello hallo team can kann kannst könnt könnte will werde would sounds looks',
  'seems klingt sieht sehe ahead way fall approval request anfrage karte card great perfect perfekt super top nice prima wunderbar',
  'ganz genau exactly right erteilt gebe geb give given again nochmal yet today heute schon already',
);

/** Several words that mean it together. */
const phrases: readonly [RegExp, string][] = [
  [/\bvon mir aus\b/g, ' ja '],
  [/\bkein(?:e)? (?:problem|thema|ding|einw[aä]nde?)\b/g, ' ja '],
  [/\bno (?:objections?|problem|worries)\b/g, ' yes '],
  [/\b(?:thumbs up|daumen hoch|gr[uü]e?nes licht|green light|of course)\b/g, ' yes '],
  [/\b(?:thumbs down|daumen runter)\b/g, ' no '],
];

/** Slack's names of the pictures that mean it. */
const pictures = setOf(
  '+1 thumbsup thumbs_up -1 thumbsdown thumbs_down white_check_mark heavy_check_mark ballot_box_with_check check check_mark ok ok_hand',
  'green_tick green_check large_green_circle 100 ok_woman ok_man x heavy_multiplication_x negative_squared_cross_mark no_entry no_entry_sign',
  'no_good no_good_woman no_good_man woman-gesturing-no man-gesturing-no woman-gesturing-ok man-gesturing-ok cross_mark red_circle',
  'octagonal_sign',
);
const signs = /[👍👎✅✔☑👌🆗💯🟢🔴❌✖❎🚫⛔🙅🙆🛑]/gu;

function setOf(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ').map((word) => (/^[\p{L}]+$/u.test(word) ? comparable(word) : word))));
}

/** Whether all that is written means yes or no: `ok`, `Approved, thanks!`, `passt für mich`, `:+1:`. A question does not. */
export function isYesOrNo(text: string): boolean {
  if (text.length > longest || text.includes('?')) return false;
  let isAnswered = false;
  const picture = (isOne: boolean) => {
    if (isOne) isAnswered = true;
    return ' ';
  };
  const withoutPictures = text
    .replace(/<@[UW][A-Z0-9]+(?:\|[^>]*)?>/g, ' ')
    .replace(/&(?:amp|lt|gt);/g, ' ')
    .replace(/:([a-z0-9_+'-]+):/gi, (_, name: string) => picture(isYesOrNoReaction(name)))
    .replace(signs, () => picture(true))
    .replace(/(?<![\p{L}\p{N}+-])[+-]1(?![\p{L}\p{N}])/gu, () => picture(true))
    .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200D|[\uFE0E\uFE0F]/gu, ' ');
  const plain = comparable(withoutPictures.replace(/\bo\.\s?k\b|\bi\.\s?o\b/gi, 'ok').replace(/['’`´]/g, ''));
  const phrased = phrases.reduce((said, [phrase, meaning]) => said.replace(phrase, meaning), plain);
  const words = phrased.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  if (words.length > mostWords || !words.every((word) => isAnswer(word) || has(fillers, word))) return false;
  return isAnswered || words.some(isAnswer);
}

/** The same for a reaction, by its name; the workspace's own (`:approved:`, `:passt:`) by the words in it. */
export function isYesOrNoReaction(name: string): boolean {
  const bare = name.toLowerCase().replace(/::?skin-tone-\d.*$/, '');
  if (pictures.has(bare)) return true;
  const words = bare.split(/[^\p{L}]+/u).filter((word) => word !== '');
  return words.length > 0 && words.every((word) => isAnswer(comparable(word)));
}

const isAnswer = (word: string): boolean => has(answers, word);

/** Also as people draw it out: `okaaay`, `neeein`. */
function has(words: ReadonlySet<string>, word: string): boolean {
  return words.has(word) || words.has(word.replace(/(\p{L})\1{2,}/gu, '$1'));
}
