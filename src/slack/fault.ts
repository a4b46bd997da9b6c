import { Fault } from '../errors.ts';
import { speak } from '../lib/language/speak.ts';
import { slackErrorOf } from './client.ts';
import { SlackLimited } from './pace.ts';
import { troubleByWord } from './refusals.ts';

/** Words about what the app was installed with, whatever it was used for: an admin has to do something. */
const scopeWords: ReadonlySet<string> = new Set(['missing_scope', 'no_permission', 'not_allowed_token_type']);

/** Words about the workspace or the organisation, which doesn't let the app in: its admins alone can change that. */
const deniedWords: ReadonlySet<string> = new Set([
  'access_denied',
  'app_access_restricted',
  'ekm_access_denied',
  'enterprise_is_restricted',
]);

/** Any failure of a Web API call as a fault with a sentence. */
export function slackFault(method: string, error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof SlackLimited) {
    const seconds = Math.ceil(error.waitMs / 1_000);
    return new Fault(
      'slack_unavailable',
      speak(
        'Slack is limiting how often Wheelhouse may call it. Try again in {seconds, plural, one {# second} other {# seconds}}.',
        { seconds },
      ),
      { message: error.message, context: { call: method, retryAfterMs: error.waitMs }, cause: error },
    );
  }
  const said = slackErrorOf(error);
  const options = {
    message: `${method}: ${said ?? (error instanceof Error ? error.message : 'failed')}`,
    context: { call: method, errorCode: said },
    cause: error,
  };
  if (said !== undefined && scopeWords.has(said))
    return new Fault(
      'slack_refused',
      speak(
        'Slack doesn’t let Wheelhouse do this ({word}). Trying again won’t help until an admin has installed the Slack app again with all its scopes.',
        { word: said },
      ),
      options,
    );
  if (said !== undefined && deniedWords.has(said))
    return new Fault(
      'slack_refused',
      speak('Slack doesn’t let Wheelhouse do this ({word}). Trying again won’t help until an admin of the workspace allows it.', {
        word: said,
      }),
      options,
    );
  return new Fault('slack_unavailable', 'Slack did not answer as needed just now. Try again in a moment.', options);
}

/** The same for a look-up of people or groups, where every word that does not pass by itself is final. */
export function lookUpFault(method: string, error: unknown): Fault {
  const word = lastingWord(error);
  if (word === undefined) return slackFault(method, error);
  return new Fault(
    'slack_refused',
    scopeWords.has(word)
      ? speak(
          'Slack doesn’t let Wheelhouse look up people and groups ({word}). Trying again won’t help until an admin has installed the Slack app again with all its scopes.',
          { word },
        )
      : speak(
          'Slack doesn’t let Wheelhouse look up people and groups ({word}). Trying again won’t help until an admin has put the Slack app right.',
          { word },
        ),
    { message: `${method}: ${word}`, context: { call: method, errorCode: word }, cause: error },
  );
}

/** Slack's word for a refusal that lasts; a refused token is watched elsewhere, and ends by itself. */
export function lastingWord(error: unknown): string | undefined {
  const said = slackErrorOf(error);
  if (said === undefined) return undefined;
  const { kind, word } = troubleByWord(said);
  return kind === 'place' || kind === 'content' ? word : undefined;
}
