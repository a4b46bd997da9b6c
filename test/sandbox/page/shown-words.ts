import type { Locator } from 'playwright-core';
import { projectFile } from '../../../src/lib/project.ts';

/** What each picture says, by its name. */
export type Said = Record<string, string>;

export const saidFile = projectFile('docs/pictures/said.json');

/** Days and months in both languages, and words for days near today: another at every run. */
const ofTime =
  /^(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|märz|mai|juni|juli|okt|dez|today|tomorrow|yesterday|heute|morgen|gestern)\W?$/i;

/** What is said there, without what is another at every run: numbers, times, references. */
export async function wordsIn(part: Locator): Promise<string> {
  const pieces = await part.evaluate((shown) => {
    const walker = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) found.push(walker.currentNode.nodeValue ?? '');
    return found;
  });
  return pieces
    .join(' ')
    .split(/\s+/)
    .filter((word) => /^\p{L}[\p{L}’'-]*[.,:;!?…]?$/u.test(word) && !/^\p{Lu}{2,}\W?$/u.test(word) && !ofTime.test(word))
    .join(' ');
}
