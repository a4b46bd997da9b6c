/** Rich text. docs.slack.dev/reference/block-kit/blocks/rich-text-block */
import { boolean, byType, type Check, type Fields, integer, list, oneOf, shape, shown, string } from './check.ts';
import { url } from './objects.ts';

const style = shape(
  {},
  {
    bold: boolean,
    code: boolean,
    italic: boolean,
    strike: boolean,
    underline: boolean,
    highlight: boolean,
    client_highlight: boolean,
    unlink: boolean,
  },
);
const id = string({ max: 255 });

function piece(type: string, required: Fields, optional: Fields = {}): Check {
  return shape({ type: oneOf(type), ...required }, { style, ...optional });
}

const textPiece = piece('text', { text: shown({}) });
const linkPiece = piece('link', { url }, { text: shown({}), unsafe: boolean });
const anyPiece = byType(
  {
    text: textPiece,
    link: linkPiece,
    broadcast: piece('broadcast', { range: oneOf('here', 'channel', 'everyone') }),
    color: piece('color', { value: string({}) }),
    channel: piece('channel', { channel_id: id }),
    date: piece('date', { timestamp: integer({ min: 0, max: 1e11 }), format: string({}) }, { url, fallback: string({}) }),
    emoji: piece('emoji', { name: string({}) }, { unicode: string({}), url }),
    team: piece('team', { team_id: id }),
    user: piece('user', { user_id: id }),
    usergroup: piece('usergroup', { usergroup_id: id }),
  },
  'a piece of rich text',
);

const border = oneOf(0, 1);
const section = shape({ type: oneOf('rich_text_section'), elements: list(anyPiece) });
const part = byType(
  {
    rich_text_section: section,
    rich_text_list: shape(
      { type: oneOf('rich_text_list'), elements: list(section), style: oneOf('bullet', 'ordered') },
      { indent: integer({ min: 0, max: 8 }), offset: integer({ min: 0, max: 10_000 }), border },
    ),
    rich_text_quote: shape({ type: oneOf('rich_text_quote'), elements: list(anyPiece) }, { border }),
    rich_text_preformatted: shape(
      {
        type: oneOf('rich_text_preformatted'),
        elements: list(byType({ text: textPiece, link: linkPiece }, 'preformatted text')),
      },
      { border, language: string({}) },
    ),
  },
  'a part of rich text',
);

/** A rich_text block's own fields, so that it can also be inside other blocks. */
export const richText: Check = shape({ type: oneOf('rich_text'), elements: list(part) }, { block_id: string({ max: 255 }) });
export const richTextFields: Fields = { elements: list(part) };
