import { readFileSync } from 'node:fs';
import { type Document, parseDocument, Scalar } from 'yaml';
import { spellingWith } from './lib/command-names.ts';
import { projectFile } from './lib/project.ts';
import { functionsOfManifest } from './workflow-steps/steps.ts';

export type ManifestOptions = {
  /** Before the name of every command: `wm-` makes `/wm-customer`. */
  prefix?: string | undefined;
  /** Where Slack reaches the app; without it the app opens a socket. */
  url?: string | undefined;
  /** With what hears replies and reactions (`typedAnswers` in the policy). */
  typedAnswers?: boolean | undefined;
  /** With steps for Workflow Builder. */
  workflowSteps?: boolean | undefined;
};

/** What `typedAnswers` needs beyond manifest.yml, and why. */
const heardBy = {
  scopes: [
    ['channels:history', 'replies below a waiting card, in public channels that the app has joined: whether they say yes or no'],
    ['groups:history', 'the same in private channels'],
    ['reactions:read', 'reactions on a waiting card: whether they mean yes or no'],
  ],
  events: [
    ['message.channels', 'replies and reactions never count as a decision: their author is told so, in private'],
    ['message.groups', undefined],
    ['reaction_added', undefined],
  ],
} as const;

/** The scopes that the policy's `typedAnswers` needs. */
export const typedAnswerScopes: readonly string[] = heardBy.scopes.map(([scope]) => scope);

/** The whole path of what Slack delivers (contract, Running). */
const deliveries = '/slack/events';

/** manifest.yml, as Slack wants it for these settings, with its comments. */
export function manifestFor({ prefix, url, ...more }: ManifestOptions): ReturnType<typeof parseDocument> {
  const document = parseDocument(readFileSync(projectFile('manifest.yml'), 'utf8'));
  const { inText } = spellingWith(prefix);
  const commands = document.getIn(['features', 'slash_commands']) as { items: unknown[] };
  for (const at of commands.items.keys()) {
    for (const member of ['command', 'description']) {
      const path = ['features', 'slash_commands', at, member];
      document.setIn(path, inText(String(document.getIn(path))));
    }
    if (url !== undefined) document.setIn(['features', 'slash_commands', at, 'url'], `${url}${deliveries}`);
  }
  if (more.typedAnswers === true) {
    for (const [scope, why] of heardBy.scopes) add(document, ['oauth_config', 'scopes', 'bot'], scope, why);
    for (const [event, why] of heardBy.events) add(document, ['settings', 'event_subscriptions', 'bot_events'], event, why);
  }
  if (more.workflowSteps === true) addWorkflowSteps(document);
  if (url === undefined) return document;
  document.setIn(['settings', 'socket_mode_enabled'], false);
  document.setIn(['settings', 'event_subscriptions', 'request_url'], `${url}${deliveries}`);
  document.setIn(['settings', 'interactivity', 'request_url'], `${url}${deliveries}`);
  document.setIn(['settings', 'interactivity', 'message_menu_options_url'], `${url}${deliveries}`);
  return document;
}

/** Slack takes functions of apps alone that can be installed for a whole organisation. */
function addWorkflowSteps(document: Document): void {
  add(
    document,
    ['settings', 'event_subscriptions', 'bot_events'],
    'function_executed',
    'a workflow has come to one of the steps',
  );
  document.setIn(['settings', 'org_deploy_enabled'], true);
  document.setIn(['settings', 'function_runtime'], 'remote');
  document.set('functions', document.createNode(functionsOfManifest()));
}

function add(document: Document, path: readonly string[], value: string, why: string | undefined): void {
  const scalar = new Scalar(value);
  if (why !== undefined) scalar.commentBefore = ` ${why}`;
  document.addIn(path, scalar);
}
