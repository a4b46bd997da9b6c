import { Ajv2020 } from 'ajv/dist/2020.js';

/**
 * An app manifest as Slack's reference describes it (docs.slack.dev/reference/app-manifest), as far as an app of this kind can use it,
 * written down as a JSON schema. It is about Slack's limits alone: what this app's manifest is to say is tested beside it.
 */
const text = (minLength: number, maxLength: number) => ({ type: 'string', minLength, maxLength });
const flag = { type: 'boolean' };
const url = { type: 'string', format: 'https-url', maxLength: 3_000 };
const closed = (required: readonly string[], properties: Readonly<Record<string, object>>) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});
const list = (items: object, maxItems: number) => ({ type: 'array', items, maxItems, uniqueItems: true });
const scope = { type: 'string', pattern: '^[a-z]+([._][a-z]+)*(:[a-z]+([._][a-z]+)*)?$' };

/** At most five shortcuts of this type. */
const atMostFive = (type: 'global' | 'message') => ({
  contains: { type: 'object', properties: { type: { const: type } }, required: ['type'] },
  minContains: 0,
  maxContains: 5,
});

/** One input or output of a step (slackapi/manifest-schema, hermes.types.type). */
const parameter = closed(['type', 'name', 'title', 'description', 'is_required'], {
  type: { enum: ['string', 'integer', 'number', 'boolean', 'slack#/types/user_id', 'slack#/types/channel_id'] },
  name: { type: 'string', pattern: '^[a-z_]+$' },
  title: text(1, 100),
  description: text(1, 200),
  is_required: flag,
});
const parameters = { type: 'object', maxProperties: 50, additionalProperties: parameter };
/** docs.slack.dev/tools/bolt-js/tutorials/custom-steps */
const workflowFunction = closed(['title', 'description', 'input_parameters', 'output_parameters'], {
  title: text(1, 100),
  description: text(1, 200),
  input_parameters: parameters,
  output_parameters: parameters,
});

const manifestSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...closed(['display_information', 'features', 'oauth_config', 'settings'], {
    _metadata: closed([], { major_version: { type: 'integer' }, minor_version: { type: 'integer' } }),
    display_information: closed(['name'], {
      name: text(1, 35),
      description: text(1, 140),
      long_description: text(175, 4_000),
      background_color: { type: 'string', pattern: '^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$' },
    }),
    features: closed([], {
      app_home: closed([], { home_tab_enabled: flag, messages_tab_enabled: flag, messages_tab_read_only_enabled: flag }),
      bot_user: closed(['display_name'], { display_name: text(1, 80), always_online: flag }),
      shortcuts: {
        ...list(
          closed(['name', 'callback_id', 'description', 'type'], {
            name: text(1, 24),
            callback_id: text(1, 255),
            description: text(1, 150),
            type: { enum: ['message', 'global'] },
          }),
          10,
        ),
        allOf: [atMostFive('global'), atMostFive('message')],
      },
      slash_commands: list(
        closed(['command', 'description'], {
          // Upper case and blanks are taken by the published schema and by no workspace.
          command: { type: 'string', pattern: '^/[a-z0-9][a-z0-9_-]{0,30}$' },
          description: text(1, 2_000),
          usage_hint: text(1, 1_000),
          should_escape: flag,
          url,
        }),
        50,
      ),
      unfurl_domains: list({ type: 'string', minLength: 1 }, 5),
      rich_previews: closed(['is_active'], { is_active: flag, entity_types: list({ type: 'string' }, 20) }),
    }),
    oauth_config: closed(['scopes'], {
      redirect_urls: list(url, 1_000),
      scopes: closed([], { bot: list(scope, 255), user: list(scope, 255), bot_optional: list(scope, 255) }),
    }),
    settings: closed([], {
      allowed_ip_address_ranges: list({ type: 'string' }, 10),
      event_subscriptions: closed([], {
        request_url: url,
        bot_events: list({ type: 'string', pattern: '^[a-z_]+(\\.[a-z_]+)?$' }, 100),
        user_events: list({ type: 'string' }, 100),
      }),
      interactivity: closed(['is_enabled'], { is_enabled: flag, request_url: url, message_menu_options_url: url }),
      org_deploy_enabled: flag,
      socket_mode_enabled: flag,
      token_rotation_enabled: flag,
      is_mcp_enabled: flag,
      function_runtime: { enum: ['remote', 'slack'] },
    }),
    functions: { type: 'object', maxProperties: 50, additionalProperties: workflowFunction },
  }),
};

const ajv = new Ajv2020({ allErrors: true, formats: { 'https-url': /^https:\/\/[^\s/]+/ } });
const check = ajv.compile(manifestSchema);

/** Where a manifest is not as Slack takes it, and why. */
export function manifestProblems(manifest: unknown): string[] {
  check(manifest);
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
