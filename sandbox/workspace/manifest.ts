import { z } from 'zod';

const Command = z.looseObject({
  command: z.string(),
  description: z.string().default(''),
  usage_hint: z.string().default(''),
  should_escape: z.boolean().default(false),
});

const Shortcut = z.looseObject({ name: z.string(), type: z.enum(['global', 'message']), callback_id: z.string() });

const Parameters = z.record(
  z.string(),
  z.looseObject({
    type: z.string(),
    title: z.string(),
    description: z.string().default(''),
    is_required: z.boolean().default(false),
  }),
);
/** A step for Workflow Builder: docs.slack.dev/tools/bolt-js/tutorials/custom-steps */
const Step = z.looseObject({
  title: z.string(),
  description: z.string(),
  input_parameters: Parameters,
  output_parameters: Parameters,
});

/** docs.slack.dev/reference/app-manifest#features */
function noMoreThanFive(shortcuts: readonly { type: 'global' | 'message' }[]): boolean {
  return (['global', 'message'] as const).every((type) => shortcuts.filter((one) => one.type === type).length <= 5);
}

/** What the workspace reads of the app's manifest, which is how Slack learns of commands, shortcuts, scopes and events. */
export const Manifest = z.looseObject({
  features: z
    .looseObject({
      app_home: z
        .looseObject({
          messages_tab_enabled: z.boolean().default(true),
          messages_tab_read_only_enabled: z.boolean().default(false),
        })
        .prefault({}),
      unfurl_domains: z.array(z.string()).max(5).default([]),
      slash_commands: z.array(Command).default([]),
      shortcuts: z.array(Shortcut).refine(noMoreThanFive, 'Slack takes five global shortcuts and five on messages').default([]),
    })
    .prefault({}),
  functions: z.record(z.string(), Step).default({}),
  oauth_config: z.looseObject({ scopes: z.looseObject({ bot: z.array(z.string()).default([]) }).prefault({}) }).prefault({}),
  settings: z
    .looseObject({ event_subscriptions: z.looseObject({ bot_events: z.array(z.string()).default([]) }).prefault({}) })
    .prefault({}),
});
export type Manifest = z.output<typeof Manifest>;
export type ManifestCommand = Manifest['features']['slash_commands'][number];

/** The manifest with these domains, which a deployment writes into its own: those of its dashboard. */
export function withUnfurlDomains(manifest: unknown, domains: readonly string[]): Manifest {
  const parsed = Manifest.parse(manifest);
  return { ...parsed, features: { ...parsed.features, unfurl_domains: [...parsed.features.unfurl_domains, ...domains] } };
}
