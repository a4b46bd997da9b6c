/** Blocks and where they may be. docs.slack.dev/reference/block-kit/blocks */
import { isThing } from '../thing.ts';
import {
  boolean,
  byType,
  type Check,
  complain,
  type Inspection,
  integer,
  later,
  list,
  oneOf,
  type Surface,
  shape,
  string,
} from './check.ts';
import { image, pick } from './elements.ts';
import * as newer from './newer-blocks.ts';
import { anyText, plainText, slackFile, url } from './objects.ts';
import { richTextFields } from './rich-text.ts';

/** Blocks in one message or view. */
const blockCounts: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };

/** Characters of all texts of the blocks together; above it Slack answers msg_blocks_too_long. */
const blockCharacters = 13_200;

/**
 * Cards in modals, and tables, containers and charts on Home, are disputed between sources: refused here, so that nobody depends on
 * them. A `file` block is only ever read.
 */
const surfaces: Readonly<Record<string, readonly Surface[]>> = {
  section: ['message', 'modal', 'home'],
  actions: ['message', 'modal', 'home'],
  context: ['message', 'modal', 'home'],
  divider: ['message', 'modal', 'home'],
  header: ['message', 'modal', 'home'],
  image: ['message', 'modal', 'home'],
  input: ['message', 'modal', 'home'],
  rich_text: ['message', 'modal', 'home'],
  video: ['message', 'modal', 'home'],
  alert: ['modal'],
  card: ['message', 'home'],
  carousel: ['message', 'home'],
  container: ['message'],
  context_actions: ['message'],
  data_table: ['message', 'home'],
  table: ['message'],
  markdown: ['message'],
  plan: ['message'],
  task_card: ['message'],
};

const blockId = { block_id: string({ max: 255 }) };
const choosers = pick(
  'checkboxes',
  'datepicker',
  'static_select',
  'external_select',
  'users_select',
  'conversations_select',
  'channels_select',
  'multi_static_select',
  'multi_external_select',
  'multi_users_select',
  'multi_conversations_select',
  'multi_channels_select',
  'radio_buttons',
  'timepicker',
);
const accessory = byType(
  { ...choosers, ...pick('button', 'image', 'overflow', 'workflow_button') },
  'the accessory of a section',
);
const actionElement = byType(
  { ...choosers, ...pick('button', 'datetimepicker', 'overflow', 'workflow_button', 'rich_text_input') },
  'an element of an actions block',
);
const inputElement = byType(
  {
    ...choosers,
    ...pick(
      'datetimepicker',
      'email_text_input',
      'file_input',
      'number_input',
      'plain_text_input',
      'rich_text_input',
      'url_text_input',
    ),
  },
  'the element of an input',
);
const contextElement = byType(
  { image, plain_text: anyText(3000), mrkdwn: anyText(3000) },
  'an element of a context block (an image or a text)',
);

const checks: Readonly<Record<string, Check>> = {
  section: shape(
    { type: oneOf('section') },
    { ...blockId, text: anyText(3000), fields: list(anyText(2000), { max: 10 }), accessory, expand: boolean },
    (value, at, inspection) => {
      if (value.text === undefined && value.fields === undefined) complain(inspection, at, 'needs text or fields');
    },
  ),
  actions: shape({ type: oneOf('actions'), elements: list(actionElement, { max: 25 }) }, blockId),
  context: shape({ type: oneOf('context'), elements: list(contextElement, { max: 10 }) }, blockId),
  divider: shape({ type: oneOf('divider') }, blockId),
  header: shape({ type: oneOf('header'), text: plainText(150) }, { ...blockId, level: integer({ min: 1, max: 4 }) }),
  image: shape(
    { type: oneOf('image'), alt_text: string({ max: 2000 }) },
    { ...blockId, image_url: url, slack_file: slackFile, title: plainText(2000) },
    (value, at, inspection) => {
      if ((value.image_url === undefined) === (value.slack_file === undefined))
        complain(inspection, at, 'needs either image_url or slack_file');
    },
  ),
  input: shape(
    { type: oneOf('input'), label: plainText(2000), element: inputElement },
    { ...blockId, hint: plainText(2000), optional: boolean, dispatch_action: boolean },
    (value, at, inspection) => {
      inspection.inputs += 1;
      if (!isThing(value.element) || value.element.type !== 'file_input') return;
      if (inspection.surface !== 'modal') complain(inspection, `${at}/element`, 'file_input can be in modals only');
      if (value.dispatch_action === true) complain(inspection, `${at}/dispatch_action`, 'cannot be used with file_input');
    },
  ),
  rich_text: shape({ type: oneOf('rich_text'), ...richTextFields }, blockId),
  video: newer.video,
  alert: newer.alert,
  card: newer.card,
  carousel: newer.carousel,
  container: newer.container(later(() => block)),
  context_actions: newer.contextActions,
  data_table: newer.dataTable,
  table: newer.table,
  markdown: newer.markdown,
  plan: newer.plan,
  task_card: newer.taskCard,
};

const known = byType(checks, 'a block');

const block: Check = (value, at, inspection) => {
  const outer = { block: inspection.block, actionIds: inspection.actionIds };
  inspection.block = at;
  inspection.actionIds = new Map();
  if (isThing(value)) placement(value.type, value.block_id, at, inspection);
  known(value, at, inspection);
  Object.assign(inspection, outer);
};

function placement(type: unknown, id: unknown, at: string, inspection: Inspection): void {
  const allowed = typeof type === 'string' && Object.hasOwn(surfaces, type) ? surfaces[type] : undefined;
  if (allowed !== undefined && !allowed.includes(inspection.surface))
    complain(inspection, at, `"${type}" cannot be in a ${inspection.surface}`);
  if (typeof id !== 'string') return;
  const first = inspection.blockIds.get(id);
  if (first !== undefined) complain(inspection, `${at}/block_id`, `"${id}" is already the block_id of ${first}`);
  inspection.blockIds.set(id, at);
}

/** All blocks of a message or view, and what they are together. */
export function checkBlocks(blocks: unknown, at: string, inspection: Inspection): void {
  list(block, { min: 0, max: blockCounts[inspection.surface] })(blocks, at, inspection);
  if (inspection.characters > blockCharacters) {
    complain(
      inspection,
      at,
      `all texts together must have at most ${blockCharacters} characters, have ${inspection.characters}`,
      'msg_blocks_too_long',
    );
  }
}
