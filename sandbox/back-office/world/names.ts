import type { Random } from './random.ts';

/** First and last names that belong together, by the part of the world they come from. */
const families: readonly [NameFamily, ...NameFamily[]] = [
  {
    language: 'de',
    first: 'Anna Lukas Sophie Maximilian Hannah Felix Leonie Jürgen Käthe Günther',
    last: 'Gruber Hofer Müller Bäcker Steinböck Großmann Weiß Pichler Leitner',
  },
  {
    language: 'de',
    first: 'Franziska Sebastian Valentina Matthäus Theres',
    last: 'von-Trautmannsdorff Schwarzenegger-Huber Oberhöllenzer Kaltenbrunner',
  },
  { language: 'hr', first: 'Ivana Marko Željka Đuro Petra Krešimir', last: 'Horvat Kovačević Šimić Đurđević Babić' },
  {
    language: 'pl',
    first: 'Łukasz Agnieszka Zbigniew Małgorzata Jędrzej',
    last: 'Wójcik Kowalczyk Szczepański Zieliński Brzęczyszczykiewicz',
  },
  { language: 'cs', first: 'Jiří Kateřina Ondřej Žaneta', last: 'Dvořák Černý Růžičková Němec' },
  { language: 'hu', first: 'Ágnes Gergő Zsófia Balázs', last: 'Szűcs Nagy Fehérváry Őry' },
  { language: 'it', first: 'Niccolò Giulia Matteo Chiara', last: "D'Angelo Esposito De-Luca Brambilla" },
  { language: 'es', first: 'José-María Nuria Íñigo Begoña', last: 'Núñez Ibáñez García-Márquez Peña' },
  { language: 'fr', first: 'Zoé François Maëlys Jérôme', last: "L'Hôpital Lefèvre Dubois-Céleste Noël" },
  { language: 'en', first: "Siobhán Niamh Oisín D'Arcy", last: "O'Brien Ó-Súilleabháin MacDonald Fitzgerald" },
  { language: 'tr', first: 'Ayşe Çağrı İbrahim Şule', last: 'Yılmaz Öztürk Çelik Işık' },
  { language: 'ro', first: 'Ștefan Ioana Răzvan Măriuca', last: 'Popescu Țurcanu Bălan' },
  { language: 'is', first: 'Þórunn Guðmundur Sigríður', last: 'Jónsdóttir Ævarsson Þorláksson' },
  { language: 'vi', first: 'Thảo Đức Phương', last: 'Nguyễn Trần Phạm' },
  { language: 'el', first: 'Ελένη Γιώργος Αθηνά', last: 'Παπαδόπουλος Νικολάου Γεωργίου' },
  { language: 'uk', first: 'Оксана Тарас Мирослава', last: 'Шевченко Коваленко Бондаренко' },
  { language: 'sr', first: 'Милица Немања Љубица', last: 'Петровић Јовановић Ђорђевић' },
  { language: 'ar', first: 'ليلى يوسف مريم', last: 'الحسن حداد العلي' },
  { language: 'he', first: 'נועה איתי תמר', last: 'כהן לוי מזרחי' },
  { language: 'ja', first: '陽菜 健太', last: '佐藤 鈴木' },
  { language: 'zh', first: '伟 小明', last: '王 欧阳' },
  { language: 'ka', first: 'ნინო გიორგი', last: 'ბერიძე კაპანაძე' },
];

type NameFamily = { language: string; first: string; last: string };

const streets = [
  'Lindengasse',
  'Mariahilfer Straße',
  'Am Graben',
  'Herrengasse',
  'Landstraße',
  'Sporgasse',
  'Bahnhofstraße',
  'Donaulände',
] as const;

/** A believable person; hyphens in the lists are hyphens or, in a few names, for a space. */
export function makeName(random: Random): { firstName: string; lastName: string; language: string } {
  const family = random.chance(0.45) ? families[0] : random.pick(families);
  const word = (words: string) => {
    const list = words.split(' ');
    return (list[random.between(0, list.length - 1)] ?? words).replace(/^(von|De|Ó)-/, '$1 ');
  };
  return { firstName: word(family.first), lastName: word(family.last), language: family.language };
}

/** An address of the domains that never receive mail (RFC 2606), in plain letters whatever the name's script. */
export function makeEmail(firstName: string, lastName: string, id: number, random: Random): string {
  const plain = (text: string) =>
    text
      .replace(/ß/g, 'ss')
      .normalize('NFD')
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase();
  const local = [plain(firstName), plain(lastName)].filter((part) => part !== '').join('.') || 'rider';
  return `${local}.${id}@${random.chance(0.5) ? 'example.com' : 'example.org'}`;
}

/** A number that nobody has: the 555 range, ten digits after the country code. */
export function makePhone(id: number): string {
  return `+431555${String(id).padStart(4, '0')}`;
}

export function makeStreet(random: Random): string {
  return `${random.pick(streets)} ${random.between(1, 180)}${random.chance(0.2) ? '/3/12' : ''}`;
}
