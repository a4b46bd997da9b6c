/**
 * The strict checker of Slack's limits. The local workspace refuses with it what Slack would refuse, and every test of something that
 * the app can say goes through it.
 */
import { isThing } from '../thing.ts';
import { checkBlocks } from './blocks.ts';
import { boolean, complain, inspect, list, oneOf, type Problem, shape, string } from './check.ts';
import { menuOption, optionGroup, plainText } from './objects.ts';

export type { Problem } from './check.ts';
export { bareLinks, livePings } from './live-pings.ts';

/** Slack cuts messages above this. docs.slack.dev/reference/methods/chat.postMessage#truncating */
export const messageCharacters = 40_000;

/**
 * What Slack would say against a message. A missing fall-back text is a warning: Slack posts the message, and people who use a
 * screen reader, or see a notification, get nothing.
 */
export function checkMessage(message: { text?: unknown; blocks?: unknown; markdown_text?: unknown }): Problem[] {
  const inspection = inspect('message');
  const { text, blocks, markdown_text: markdown } = message;
  if (text !== undefined) string({ min: 0, max: messageCharacters })(text, '/text', inspection);
  if (blocks !== undefined) checkBlocks(blocks, '/blocks', inspection);
  if (markdown !== undefined) {
    string({ max: 12_000 })(markdown, '/markdown_text', inspection);
    if (text !== undefined || blocks !== undefined)
      complain(inspection, '/markdown_text', 'cannot be used together with text or blocks');
  } else if (typeof text !== 'string' || text.trim() === '') {
    const hasBlocks = Array.isArray(blocks) && blocks.length > 0;
    inspection.problems.push(
      hasBlocks
        ? {
            pointer: '/text',
            say: 'should hold the whole message for notifications and screen readers',
            warning: true,
            code: 'missing_text_in_message',
          }
        : { pointer: '/text', say: 'a message needs text or blocks', code: 'no_text' },
    );
  }
  return inspection.problems;
}

const anything = () => undefined;
const shared = {
  blocks: anything,
  private_metadata: string({ min: 0, max: 3000 }),
  callback_id: string({ min: 0, max: 255 }),
  external_id: string({ min: 0, max: 255 }),
};
const modal = shape(
  { type: oneOf('modal'), title: plainText(24), blocks: anything },
  {
    ...shared,
    submit: plainText(24),
    close: plainText(24),
    clear_on_close: boolean,
    notify_on_close: boolean,
    submit_disabled: boolean,
  },
);
const home = shape({ type: oneOf('home'), blocks: anything }, shared);

/** What Slack would say against a modal or a Home. */
export function checkView(view: unknown): Problem[] {
  const type = isThing(view) ? view.type : undefined;
  const inspection = inspect(type === 'home' ? 'home' : 'modal');
  if (!isThing(view) || (type !== 'modal' && type !== 'home')) {
    complain(inspection, '/type', 'must be "modal" or "home"');
    return inspection.problems;
  }
  (type === 'home' ? home : modal)(view, '', inspection);
  // The texts of the frame are not blocks.
  inspection.characters = 0;
  if (view.blocks !== undefined) checkBlocks(view.blocks, '/blocks', inspection);
  if (type === 'modal' && inspection.inputs > 0 && view.submit === undefined) {
    complain(inspection, '/submit', 'is required when there is an input');
  }
  return inspection.problems;
}

/** What Slack would say against the answer to a block_suggestion. */
export function checkOptions(answer: unknown): Problem[] {
  const inspection = inspect('modal');
  const check = shape(
    {},
    { options: list(menuOption, { min: 0, max: 100 }), option_groups: list(optionGroup, { min: 0, max: 100 }) },
    (value, at, found) => {
      if ((value.options === undefined) === (value.option_groups === undefined))
        complain(found, at, 'needs either options or option_groups');
    },
  );
  check(answer, '', inspection);
  return inspection.problems;
}

/** The problems that Slack refuses for; what is left are warnings. */
export function refusals(problems: readonly Problem[]): Problem[] {
  return problems.filter((problem) => problem.warning !== true);
}
