import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { globalShortcuts } from '../src/commands/shortcut/index.ts';
import { manifestFor } from '../src/manifest.ts';
import { shortcutIds } from '../src/views/ids.ts';
import { manifestProblems } from './support/manifest-schema.ts';

/**
 * Slack's limits on an app manifest (https://docs.slack.dev/reference/app-manifest and the schema in slackapi/manifest-schema 0.5.0).
 * The published schema lets names through that no workspace accepts, so the rule for command names is ours.
 */
const commandName = /^\/[a-z0-9][a-z0-9_-]{0,30}$/;
const builtIn =
  '/me /status /away /dnd /shrug /remind /msg /feed /who /collapse /expand /leave /join /open /search /topic /mute /pro /shortcuts'.split(
    ' ',
  );

const Scope = z.string().regex(/^[a-z]+(\.[a-z]+)?(:[a-z]+(\.[a-z]+)?)?$/);
const unique = (items: readonly string[]) => new Set(items).size === items.length;
const Manifest = z.strictObject({
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().min(1).max(140),
    long_description: z.string().min(175).max(4_000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    bot_user: z.strictObject({ display_name: z.string().regex(/^[\w.-]{1,80}$/), always_online: z.boolean() }),
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(24),
          type: z.enum(['global', 'message']),
          callback_id: z.string().min(1).max(255),
          description: z.string().min(1).max(150),
        }),
      )
      .max(10)
      .refine((shortcuts) => unique(shortcuts.map(({ callback_id }) => callback_id)), 'names one shortcut twice'),
    slash_commands: z
      .array(
        z.strictObject({
          command: z
            .string()
            .regex(commandName)
            .refine((name) => !builtIn.includes(name), 'is one of Slack’s own'),
          description: z.string().min(1).max(2_000),
          usage_hint: z.string().min(1).max(1_000),
          should_escape: z.literal(true),
        }),
      )
      .min(1)
      .max(50)
      .refine((commands) => unique(commands.map(({ command }) => command)), 'names one command twice'),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(Scope).min(1).max(255).refine(unique) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: z.array(z.string()).min(1).max(100).refine(unique) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true) }),
    org_deploy_enabled: z.literal(false),
    socket_mode_enabled: z.literal(true),
    token_rotation_enabled: z.literal(false),
  }),
});

const written = () => parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8')) as unknown;
const manifest = () => Manifest.parse(written());

/** Slack shows a command's line cut off; about this much of it can be read in the composer's menu. */
const readable = 80;

describe('the Slack app manifest', () => {
  it('is within Slack’s limits', () => {
    expect(Manifest.safeParse(written()).error?.issues ?? []).toEqual([]);
  });

  it('has the contract’s commands, all of them and no other', () => {
    expect(manifest().features.slash_commands.map(({ command }) => command)).toEqual([
      '/customer',
      '/eligibility',
      '/card',
      '/voucher',
      '/account',
      '/rating',
      '/verification',
      '/terms',
      '/business-unit',
      '/smartmove',
      '/approvals',
      '/wheelhouse',
    ]);
  });

  it('declares the app’s shortcuts, all of them and no other', () => {
    const declared = manifest().features.shortcuts.map(({ callback_id, name, type }) => ({
      callbackId: callback_id,
      name,
      type,
    }));
    expect(declared).toEqual([
      { callbackId: shortcutIds.inMessage, name: 'Look up customer', type: 'message' },
      ...globalShortcuts.map(({ callbackId, name }) => ({ callbackId, name, type: 'global' })),
    ]);
    expect(declared.map(({ callbackId }) => callbackId).sort()).toEqual(Object.values(shortcutIds).sort());
  });

  it('describes each command shortly enough to be read whole', () => {
    for (const { description, usage_hint } of manifest().features.slash_commands) {
      expect(description.length).toBeLessThanOrEqual(readable);
      expect(usage_hint.length).toBeLessThanOrEqual(readable);
    }
  });

  it('asks for no scope that reads what people write', () => {
    expect(
      manifest().oauth_config.scopes.bot.filter((scope) => scope.includes('history') || scope.startsWith('files:read')),
    ).toEqual([]);
  });

  it('asks for those that hear replies and reactions in a variant alone, each with its reason, and nothing else', () => {
    const plain = manifest();
    const variant = manifestFor({ typedAnswers: true });
    const typed = Manifest.parse(variant.toJS());
    expect(typed).toEqual({
      ...plain,
      oauth_config: {
        scopes: { bot: [...plain.oauth_config.scopes.bot, 'channels:history', 'groups:history', 'reactions:read'] },
      },
      settings: {
        ...plain.settings,
        event_subscriptions: {
          bot_events: [...plain.settings.event_subscriptions.bot_events, 'message.channels', 'message.groups', 'reaction_added'],
        },
      },
    });
    for (const scope of ['channels:history', 'groups:history', 'reactions:read'])
      expect(String(variant)).toMatch(new RegExp(`# .{20,}\\n +- ${scope}\\n`));
    expect(manifestProblems(variant.toJS())).toEqual([]);
  });

  it('has the steps for Workflow Builder in a variant alone, with what Slack wants for them and no further scope', () => {
    const plain = manifest();
    const variant = manifestFor({ workflowSteps: true, url: 'https://wheelhouse.example.com' }).toJS() as Record<string, unknown>;
    const { functions, settings, oauth_config } = variant;
    expect(oauth_config).toEqual(plain.oauth_config);
    expect(settings).toMatchObject({
      org_deploy_enabled: true,
      function_runtime: 'remote',
      event_subscriptions: { bot_events: [...plain.settings.event_subscriptions.bot_events, 'function_executed'] },
    });
    expect(functions).toMatchObject({
      wheelhouse_customer: {
        title: 'Look up a customer',
        input_parameters: { person: { type: 'slack#/types/user_id', name: 'person', is_required: true } },
        output_parameters: { customer_id: { type: 'string' }, initials: { type: 'string' } },
      },
      wheelhouse_voucher: {
        title: 'Ask for a voucher',
        input_parameters: { person: { type: 'slack#/types/user_id', is_required: true }, voucher: { is_required: false } },
        output_parameters: { outcome: { type: 'string' }, outcome_text: { type: 'string' }, request: { type: 'string' } },
      },
    });
    expect(manifestProblems(variant)).toEqual([]);
    expect(manifestProblems({ ...variant, functions: { one: { title: 'Without the rest' } } })).not.toEqual([]);
  });

  it.each(['/customer lookup', '/Customer', 'customer', '/', '/-x', `/${'a'.repeat(32)}`])(
    'the rule refuses the command name %j',
    (name) => {
      expect(commandName.test(name)).toBe(false);
    },
  );
});
