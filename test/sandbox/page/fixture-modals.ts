import type { KnownBlock, ModalView } from '@slack/types';

const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: true });
const option = (text: string, description?: string) => ({
  text: plain(text),
  value: text.toLowerCase(),
  description: description ? plain(description) : undefined,
});

const input = (block_id: string, label: string, element: object, more: object = {}): KnownBlock =>
  // safe: the elements below are written out as Slack's own types have them; only their union is too wide to name here
  ({ type: 'input', block_id, label: plain(label), element: { action_id: 'a', ...element }, ...more }) as KnownBlock;

/** A form with every kind of field that the page draws. */
export const kitchen: ModalView = {
  type: 'modal',
  title: plain('Every kind of field'),
  submit: plain('Send'),
  close: plain('Cancel'),
  callback_id: 'kitchen',
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text: 'This form has *every kind* of field. It is sent to nobody.' } },
    input(
      'text',
      'Name',
      { type: 'plain_text_input', placeholder: plain('As on the licence'), max_length: 40, min_length: 3 },
      { hint: plain('The name on the driving licence.') },
    ),
    input('long', 'Reason', { type: 'plain_text_input', multiline: true }, { optional: true }),
    input('email', 'E-mail', { type: 'email_text_input' }, { optional: true }),
    input('url', 'Link', { type: 'url_text_input' }, { optional: true }),
    input('number', 'How many', {
      type: 'number_input',
      is_decimal_allowed: false,
      min_value: '1',
      max_value: '9',
      initial_value: '2',
    }),
    input('static', 'State', {
      type: 'static_select',
      placeholder: plain('Choose a state'),
      option_groups: [
        { label: plain('Comes back'), options: [option('Unassigned', 'Somebody else can have it')] },
        { label: plain('Is gone'), options: [option('Broken'), option('Lost'), option('Archived')] },
      ],
      initial_option: option('Broken'),
    }),
    input('external', 'Customer', { type: 'external_select', min_query_length: 2, placeholder: plain('Search for a customer') }),
    input('user', 'Colleague', { type: 'users_select' }, { optional: true }),
    input('channel', 'Channel', { type: 'channels_select' }, { optional: true }),
    input('conversation', 'Where', { type: 'conversations_select', default_to_current_conversation: true }, { optional: true }),
    input('tags', 'Tags', {
      type: 'multi_static_select',
      options: ['Vip', 'Press', 'Staff', 'Test'].map((tag) => option(tag)),
      initial_options: [option('Press')],
      max_selected_items: 3,
    }),
    input('leads', 'Leads', { type: 'multi_users_select', initial_users: ['U0GRETA'] }, { optional: true }),
    input('radio', 'Role', {
      type: 'radio_buttons',
      options: [option('Driver', 'May drive'), option('Admin', 'May drive and invite')],
      initial_option: option('Driver', 'May drive'),
    }),
    input(
      'checks',
      'Also',
      { type: 'checkboxes', options: [option('Send an e-mail'), option('Log out everywhere')] },
      { optional: true },
    ),
    input('date', 'From', { type: 'datepicker', initial_date: '2026-11-21' }),
    input('time', 'At', { type: 'timepicker', initial_time: '09:30' }),
    input('moment', 'Until', { type: 'datetimepicker', initial_date_time: 1_795_300_200 }),
    input(
      'live',
      'Amount',
      { type: 'plain_text_input', dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } },
      { optional: true, dispatch_action: true },
    ),
    { type: 'actions', block_id: 'push', elements: [{ type: 'button', action_id: 'push', text: plain('Open another view') }] },
  ],
};

export const pushed: ModalView = {
  type: 'modal',
  title: plain('On top'),
  close: plain('Back'),
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'The form below keeps what was typed.' } }],
};
