/** What comes to a person, and waiting for it. */
import { patienceMs, until } from './fakes/server.ts';
import type { View } from './fakes/slack/words.ts';
import type { FakeSlack } from './fakes/slack.ts';
import { inputs, isToDoAgain, isWaiting, viewWords, words } from './reading.ts';

export function watching(slack: FakeSlack, user: string) {
  const eph = () => slack.ephemerals.filter((one) => one.user === user && !one.gone);
  const modal = () => slack.stackOf(user).at(-1);

  /** What changed for this person: the newest answer or the modal on top, whichever came last. */
  function mark() {
    const seen = new Set(eph().map((one) => `${one.id}${JSON.stringify(one.blocks)}${one.text}`));
    const views = new Map([...slack.views.values()].filter((one) => one.user === user).map((one) => [one.id, one.hash]));
    const messages = new Map(slack.messages.map((one) => [one.ts, one.versions.length]));
    return {
      ephemerals: () =>
        eph().filter(
          (one) =>
            !isWaiting(one.blocks, one.text) &&
            !isToDoAgain(one.text) &&
            !seen.has(`${one.id}${JSON.stringify(one.blocks)}${one.text}`),
        ),
      view: () => (modal() && views.get(modal()?.id ?? '') !== modal()?.hash ? modal() : undefined),
      messages: (channel: string) =>
        slack.messages.filter((one) => one.channel === channel && (messages.get(one.ts) ?? 0) < one.versions.length),
    };
  }

  const isFitting = (fits: RegExp | ((words: string) => boolean), found: string) =>
    fits instanceof RegExp ? fits.test(found) : fits(found);
  function answerAfter(
    before: ReturnType<typeof mark>,
    what: string,
    fits: RegExp | ((words: string) => boolean) = /./,
    withinMs = patienceMs,
  ) {
    return until(
      `an answer to ${user} for ${what} that fits ${fits}; has ${before
        .ephemerals()
        .map((one) => words(one.blocks))
        .join(' | ')}`,
      () => before.ephemerals().find((one) => isFitting(fits, `${words(one.blocks)}\n${one.text}`)),
      withinMs,
    ).catch((error) => {
      throw new Error(
        `${error instanceof Error ? error.message : error}; instead: ${before
          .ephemerals()
          .map((one) => `${one.text} :: ${words(one.blocks)}`)
          .join(' | ')}; modal: ${modal()?.open ? viewWords(modal() as View) : 'none'}`,
      );
    });
  }
  function modalAfter(
    before: ReturnType<typeof mark>,
    what: string,
    fits: RegExp | ((one: View) => boolean) = /./,
    withinMs = patienceMs,
  ): Promise<View> {
    return until(
      `a modal for ${what} that fits ${fits}`,
      () => {
        const one = before.view();
        return one?.open && (fits instanceof RegExp ? fits.test(viewWords(one)) : fits(one)) ? one : undefined;
      },
      withinMs,
    ).catch((error) => {
      throw new Error(
        `${error instanceof Error ? error.message : error}; instead: ${before
          .ephemerals()
          .map((one) => `${one.text} :: ${words(one.blocks)}`)
          .join(' | ')}; modal: ${modal()?.open ? viewWords(modal() as View) : 'none'}`,
      );
    });
  }
  const formAfter = async (before: ReturnType<typeof mark>, what: string, fits: RegExp = /./) =>
    modalAfter(before, what, (one) => inputs(one).length > 0 && fits.test(viewWords(one)));

  return { eph, modal, mark, answerAfter, modalAfter, formAfter };
}
