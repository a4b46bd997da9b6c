/**
 * Blocks that came in 2025 and 2026. If sources disagree (see the notes at each) the stricter figure is taken, because what the app
 * sends must be accepted whichever of them is right.
 */
import { isThing, type Thing, things } from '../thing.ts';
import { boolean, byType, type Check, complain, type Inspection, integer, list, oneOf, shape, shown, string } from './check.ts';
import { elements, image } from './elements.ts';
import { anyText, mrkdwnText, plainText, url } from './objects.ts';
import { richText } from './rich-text.ts';

const blockId = { block_id: string({ max: 255 }) };
const rawText = shape({ type: oneOf('raw_text'), text: shown({}) });
const rawNumber = shape({
  type: oneOf('raw_number'),
  text: shown({}),
  value: (value, at, inspection) => {
    if (typeof value !== 'number') complain(inspection, at, 'must be a number');
  },
});
const cell = byType({ raw_text: rawText, raw_number: rawNumber, rich_text: richText }, 'a cell');

/** One a message; at most 100 rows of 20 columns. */
export const table: Check = shape(
  { type: oneOf('table'), rows: list(list(cell, { max: 20 }), { max: 100 }) },
  {
    ...blockId,
    // A null leaves that column as it is.
    column_settings: list(
      (value, at, inspection) => {
        if (value !== null) shape({}, { align: oneOf('left', 'center', 'right'), is_wrapped: boolean })(value, at, inspection);
      },
      { max: 20 },
    ),
  },
  (_value, at, inspection) => {
    inspection.tables += 1;
    if (inspection.tables > 1) complain(inspection, at, 'only one table per message', 'only_one_table_allowed');
  },
);

/** Rows: 101 with the header in one source, 201 in another. */
export const dataTable: Check = shape(
  { type: oneOf('data_table'), caption: shown({}), rows: list(list(cell, { max: 20 }), { min: 2, max: 101 }) },
  { ...blockId, page_size: integer({ min: 1, max: 100 }), row_header_column_index: integer({ min: 0, max: 19 }) },
  (value, at, inspection) => {
    const rows = Array.isArray(value.rows) ? value.rows : [];
    if (things(rows[0]).some((item) => item.type === 'rich_text'))
      complain(inspection, `${at}/rows/0`, 'rich_text cannot be in the header row');
    if (JSON.stringify(rows).length > 10_000) complain(inspection, `${at}/rows`, 'must have at most 10000 characters in all');
  },
);

/** 12,000 characters over all markdown blocks of a message. */
export const markdown: Check = shape(
  { type: oneOf('markdown'), text: shown({ max: 12_000 }) },
  blockId,
  (value, at, inspection) => {
    if (typeof value.text === 'string') inspection.markdownCharacters += value.text.length;
    if (inspection.markdownCharacters > 12_000)
      complain(inspection, `${at}/text`, 'all markdown blocks together must have at most 12000 characters');
  },
);

export const card: Check = shape(
  { type: oneOf('card') },
  {
    ...blockId,
    hero_image: image,
    icon: image,
    title: mrkdwnText(150),
    subtitle: mrkdwnText(150),
    body: mrkdwnText(200),
    actions: list(byType({ button: elements.button }, 'a button of a card'), { max: 2 }),
  },
  (value, at, inspection) => {
    if (!['hero_image', 'title', 'actions', 'body'].some((name) => value[name] !== undefined)) {
      complain(inspection, at, 'needs one of hero_image, title, actions, body');
    }
  },
);

export const carousel: Check = shape({ type: oneOf('carousel'), elements: list(card, { max: 10 }) }, blockId);

export const alert: Check = shape(
  { type: oneOf('alert'), text: anyText(3000) },
  { ...blockId, level: oneOf('default', 'info', 'warning', 'error', 'success') },
);

export const contextActions: Check = shape(
  {
    type: oneOf('context_actions'),
    elements: list(
      byType({ feedback_buttons: elements.feedback_buttons, icon_button: elements.icon_button }, 'a context action'),
      { max: 5 },
    ),
  },
  blockId,
);

export const taskCard: Check = shape(
  {
    type: oneOf('task_card'),
    task_id: string({}),
    title: shown({}),
    status: oneOf('pending', 'in_progress', 'complete', 'error'),
  },
  { ...blockId, details: richText, output: richText, sources: list(shape({ type: oneOf('url'), url, text: shown({}) })) },
);

export const plan: Check = shape({ type: oneOf('plan'), title: shown({}) }, { ...blockId, tasks: list(taskCard) });

const https = string({ max: 3000, pattern: /^https:/, say: 'must be https' });
export const video: Check = shape(
  { type: oneOf('video'), video_url: https, thumbnail_url: https, alt_text: string({ max: 2000 }), title: plainText(199) },
  {
    ...blockId,
    title_url: https,
    author_name: string({ max: 49 }),
    provider_name: string({}),
    provider_icon_url: https,
    description: plainText(200),
  },
);

const insideContainer = ['actions', 'context', 'divider', 'header', 'image', 'input', 'rich_text', 'section', 'table', 'video'];

/** A container's own fields; its child blocks are checked with `child`. */
export function container(child: Check): Check {
  return shape(
    {
      type: oneOf('container'),
      child_blocks: list(
        (value, at, inspection) => {
          if (isThing(value) && !insideContainer.includes(String(value.type)))
            complain(inspection, at, `${value.type} cannot be in a container`);
          else child(value, at, inspection);
        },
        { max: 10 },
      ),
    },
    {
      ...blockId,
      title: plainText(150),
      rich_text_title: richText,
      subtitle: anyText(150),
      width: oneOf('narrow', 'standard', 'wide', 'full'),
      icon: image,
      is_collapsible: boolean,
      default_collapsed: boolean,
      has_header_divider: boolean,
    },
    (value: Thing, at: string, inspection: Inspection) => {
      if (value.title === undefined && value.rich_text_title === undefined)
        complain(inspection, at, 'needs title or rich_text_title');
    },
  );
}
