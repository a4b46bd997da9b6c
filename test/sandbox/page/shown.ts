/** What the pictures in docs show: how people get there, in either language, on the running sandbox. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { type Language, speaking } from '../../../src/lib/language/language.ts';
import { speak } from '../../../src/lib/language/speak.ts';
import { readyForKeys } from './browser.ts';

const ana = 'U0ANANOVAK';
const lea = 'U0LEABRANDT';

const desk = { viewport: { width: 1000, height: 900 } };
export const phone = { viewport: { width: 390, height: 640 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
/** High enough for a whole card. */
const tallPhone = { ...phone, viewport: { width: 390, height: 860 } };

/** The page as somebody sees it in a conversation, with the guide put away. */
export async function pageOf(browser: Browser, address: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', colorScheme: 'light', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.addInitScript(() => localStorage.setItem('workspace.guide', 'closed'));
  await page.goto(address);
  await page.getByRole('main').waitFor();
  await readyForKeys(page);
  return page;
}

export async function type(page: Page, line: string): Promise<void> {
  const composer = page.getByRole('combobox', { name: /^Message to/ });
  await composer.fill(line);
  // The first Enter may take what the completion offers, which is then the whole line.
  for (let tries = 0; tries < 3 && (await composer.inputValue()) !== ''; tries += 1) await composer.press('Enter');
}

async function chooseGerman(page: Page): Promise<void> {
  await page.keyboard.press('Alt+p');
  await page.getByRole('menuitem', { name: 'Use Slack in German (Deutsch)' }).click();
  await page.keyboard.press('Alt+p');
  await page.getByRole('menuitem', { name: 'Use Slack in English' }).waitFor();
  await page.keyboard.press('Escape');
}

/** Everything in turn; `take` gets the part of the page that a picture shows. */
export async function showAll(
  browser: Browser,
  base: string,
  language: Language,
  take: (name: string, part: Locator) => Promise<void>,
): Promise<void> {
  const words = speaking(language, () => ({
    approve: speak('Approve'),
    reason: speak('Reason'),
    away: speak('I am away'),
    standIn: speak('Stand-in'),
    about: speak('About this customer'),
  }));
  const chosen = new Set<string>();
  const open = async (person: string, place: string, options: BrowserContextOptions) => {
    const page = await pageOf(browser, `${base}/#/${person}/${place}`, options);
    if (language === 'de' && !chosen.has(person)) await chooseGerman(page);
    chosen.add(person);
    return page;
  };
  const last = (page: Page) => page.getByRole('main').getByRole('article').last();

  const agent = await open(ana, 'C0SUPPORT', desk);
  await type(agent, '/customer lookup 1010');
  await agent.getByRole('main').getByText('Lena Novak').first().waitFor();
  await take('look-up', last(agent));

  await type(agent, '/voucher apply 1010 50');
  const form = agent.getByRole('dialog');
  await form
    .getByText(/1 lead/i)
    .first()
    .waitFor();
  await form
    .getByLabel(new RegExp(`^${words.reason}`))
    .fill(
      language === 'de'
        ? 'Eine Stunde im Regen: Das Auto ging nicht auf.'
        : 'Stood in the rain for an hour: the car did not open.',
    );
  await take('voucher-form', form);
  await form.locator('button[type=submit]').click();

  const lead = await open(lea, 'C0APPROVALS', tallPhone);
  await lead.getByRole('main').getByRole('button', { name: 'Approve' }).waitFor();
  await take('card', last(lead));
  await lead.getByRole('main').getByRole('button', { name: 'Details' }).click();
  // What takes reads of the back office comes a moment later.
  await lead.getByRole('dialog').getByText(words.about).first().waitFor();
  await take('details', lead.getByRole('dialog'));
  await lead.keyboard.press('Escape');

  const home = await open(lea, 'home', tallPhone);
  await home.getByRole('main').getByRole('button', { name: words.approve }).first().waitFor();
  await take('home', home.getByRole('main'));
  await home.getByRole('main').getByRole('button', { name: words.away }).click();
  await home
    .getByRole('dialog')
    .getByLabel(new RegExp(`^${words.standIn}`))
    .waitFor();
  await take('away', home.getByRole('dialog'));
}
