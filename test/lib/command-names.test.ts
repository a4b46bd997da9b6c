import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { printManifest } from '../../src/cli/manifest.ts';
import { commandNames, prefixProblem, spellingWith } from '../../src/lib/command-names.ts';
import { fc } from '../support/fast-check.ts';
import { manifestProblems } from '../support/manifest-schema.ts';

const spelling = spellingWith('wm-');

describe('with COMMAND_PREFIX', () => {
  it('knows every command of the manifest, and no other', () => {
    const { features } = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8')) as {
      features: { slash_commands: { command: string }[] };
    }; // safe: test/manifest.test.ts holds its shape
    expect(features.slash_commands.map(({ command }) => command.slice(1)).sort()).toEqual([...commandNames].sort());
  });

  it('reads a command by its own name', () => {
    expect(spelling.read({ command: '/wm-customer', text: '/wm-customer' })).toEqual({
      command: '/customer',
      text: '/wm-customer',
    });
    expect(spelling.read({ command: '/other' })).toEqual({ command: '/other' });
    expect(spelling.read({ type: 'block_actions' })).toEqual({ type: 'block_actions' });
  });

  it.each([
    ['Type /customer lookup 1001', 'Type /wm-customer lookup 1001'],
    ['`/card assign` or `/voucher apply`', '`/wm-card assign` or `/wm-voucher apply`'],
    ['/business-unit list', '/wm-business-unit list'],
    ['(/approvals)', '(/wm-approvals)'],
    ['“/terms edit”', '“/wm-terms edit”'],
    ['https://desk.example.com/customer/1001', 'https://desk.example.com/customer/1001'],
    ['GET /customers and /cards/{id}', 'GET /customers and /cards/{id}'],
    ['./account/1', './account/1'],
    ['/wm-customer lookup', '/wm-customer lookup'],
    ['and/or', 'and/or'],
  ])('spells %s as %s', (text, expected) => {
    expect(spelling.inText(text)).toBe(expected);
  });

  it('changes what Slack shows, and nothing of what comes back or where it goes', () => {
    const block = {
      type: 'section',
      block_id: '/customer',
      text: { type: 'mrkdwn', text: 'Use /customer' },
      accessory: { type: 'button', value: '/card find', action_id: '/card', text: { type: 'plain_text', text: '/card' } },
    };
    const view = { private_metadata: '/voucher apply 1', title: { type: 'plain_text', text: 'Help' }, blocks: [block] };
    expect(spelling.write({ channel: '/rating', text: '/rating list', view })).toEqual({
      channel: '/rating',
      text: '/wm-rating list',
      view: {
        private_metadata: '/voucher apply 1',
        title: { type: 'plain_text', text: 'Help' },
        blocks: [
          {
            ...block,
            text: { type: 'mrkdwn', text: 'Use /wm-customer' },
            accessory: { ...block.accessory, text: { type: 'plain_text', text: '/wm-card' } },
          },
        ],
      },
    });
    expect(spelling.write(undefined)).toBe(undefined);
    expect(spelling.write('Type /customer')).toBe('Type /wm-customer');
  });

  it('leaves no command without it, whatever is around', () => {
    const around = fc.constantFrom('', ' ', '`', '(', '\n', '“', '*', ':', ', ');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(around, fc.constantFrom(...commandNames), fc.constantFrom('', ' ', '`', ')', '\n', '.', ','))),
        (parts) => {
          const text = parts.map(([before, name, after]) => `${before === ':' ? ': ' : before}/${name}${after} `).join('');
          for (const [, name] of parts) expect(spelling.inText(` ${text}`)).not.toMatch(new RegExp(`(?<![\\w-])/${name}\\b`));
        },
      ),
    );
  });

  it('takes only what Slack takes as part of a command', () => {
    expect(['wm-', 'a', 'w2_'].map(prefixProblem)).toEqual([undefined, undefined, undefined]);
    for (const wrong of ['/wm-', 'WM-', '-wm', 'wm ', 'wm/', '', 'x'.repeat(19)])
      expect(prefixProblem(wrong)).toBeTypeOf('string');
    for (const name of commandNames) expect(`/${'x'.repeat(18)}${name}`.length).toBeLessThanOrEqual(32);
  });
});

describe('wheelhouse manifest', () => {
  const printed = (options: Parameters<typeof printManifest>[1], environment: Record<string, string> = {}) =>
    printManifest({ environment }, options);
  const written = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8');

  it('prints the manifest as it is, in a form that Slack takes', () => {
    const { code, lines } = printed({});
    expect(code).toBe(0);
    expect(parse(lines.join('\n'))).toEqual(parse(written));
    expect(JSON.parse(printed({ json: true }).lines.join('\n'))).toEqual(parse(written));
  });

  it.each([
    ['--prefix', { prefix: 'wm-' }, {}],
    ['COMMAND_PREFIX', {}, { COMMAND_PREFIX: 'wm-' }],
  ])('puts the prefix of %s before each command', (_, options, environment) => {
    const { lines } = printed(options, environment);
    const { features } = parse(lines.join('\n')) as { features: { slash_commands: { command: string }[] } }; // safe: as above
    expect(features.slash_commands.map(({ command }) => command).sort()).toEqual(
      commandNames.map((name) => `/wm-${name}`).sort(),
    );
    expect(manifestProblems(parse(lines.join('\n')))).toEqual([]);
  });

  it('names the one address where Slack delivers everything, and opens no socket then', () => {
    const manifest: unknown = JSON.parse(printed({ url: 'https://wheel.example.com/', json: true }).lines.join('\n'));
    expect(manifestProblems(manifest)).toEqual([]);
    const at = 'https://wheel.example.com/slack/events';
    expect(manifest).toMatchObject({
      settings: {
        socket_mode_enabled: false,
        event_subscriptions: { request_url: at },
        interactivity: { request_url: at, message_menu_options_url: at },
      },
      features: { slash_commands: commandNames.map(() => expect.objectContaining({ url: at })) },
    });
  });

  it.each([
    [{ prefix: 'WM' }, {}, '--prefix must be'],
    [{}, { COMMAND_PREFIX: '/wm' }, 'COMMAND_PREFIX must be'],
    [{ url: 'http://wheel.example.com' }, {}, '--url is where'],
    [{ url: 'https://wheel.example.com/slack/events' }, {}, '--url is where'],
    [{ url: 'wheel' }, {}, '--url is where'],
  ])('says what is wrong with %j %j', (options, environment, line) => {
    expect(printed(options, environment)).toMatchObject({ code: 2, lines: [expect.stringContaining(line)] });
  });
});
