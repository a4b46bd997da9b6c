/** What was being written in each conversation, and the lines that were sent: kept for the browser tab, also over a reload. */
export const drafts = {
  of: (key: string): string => sessionStorage.getItem(`draft/${key}`) ?? '',
  keep: (key: string, text: string): void => {
    if (text === '') sessionStorage.removeItem(`draft/${key}`);
    else sessionStorage.setItem(`draft/${key}`, text);
  },
};

const MOST_LINES = 50;

export const history = {
  /** The line sent `back` lines ago; 0 is the last one. */
  at: (person: string, back: number): string | undefined => lines(person)[back],
  add: (person: string, line: string): void => {
    const kept = [line, ...lines(person).filter((before) => before !== line)].slice(0, MOST_LINES);
    sessionStorage.setItem(`history/${person}`, JSON.stringify(kept));
  },
};

function lines(person: string): string[] {
  const kept: unknown = JSON.parse(sessionStorage.getItem(`history/${person}`) ?? '[]');
  return Array.isArray(kept) ? kept.map(String) : [];
}
