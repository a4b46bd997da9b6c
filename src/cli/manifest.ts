import type { Environment } from '../config.ts';
import { prefixProblem } from '../lib/command-names.ts';
import { manifestFor } from '../manifest.ts';
import type { CommandEnd } from './arguments.ts';

/** `wheelhouse manifest`: the Slack app's manifest of this version, for these settings. */
export function printManifest(
  { environment }: { environment: Environment },
  {
    prefix,
    url,
    json = false,
    ...more
  }: { prefix?: string; url?: string; typedAnswers?: boolean; workflowSteps?: boolean; json?: boolean },
): CommandEnd {
  const wanted = prefix ?? environment.COMMAND_PREFIX?.trim() ?? '';
  const problem = wanted === '' ? undefined : prefixProblem(wanted);
  if (problem !== undefined) return { code: 2, lines: [`${prefix === undefined ? 'COMMAND_PREFIX' : '--prefix'} ${problem}.`] };
  if (url !== undefined && !isBase(url))
    return { code: 2, lines: ['--url is where Slack reaches the app, such as https://wheelhouse.example.com, without a path.'] };
  const document = manifestFor({
    prefix: wanted === '' ? undefined : wanted,
    url: url === undefined ? undefined : new URL(url).origin,
    ...more,
  });
  return { code: 0, lines: [json ? JSON.stringify(document.toJS(), null, 2) : String(document).trimEnd()] };
}

/** Slack delivers over https alone. */
function isBase(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash, username } = new URL(text);
  return protocol === 'https:' && pathname === '/' && search === '' && hash === '' && username === '';
}
