/**
 * `npm start`: with a bot token the real app, with no Slack setting at all the sandbox. Half a configuration is neither: starting a
 * sandbox in its place would look like a deployment that works.
 */
import { loadEnvironment } from './src/lib/written-file.ts';
import { endWithNpm } from './src/signals.ts';

endWithNpm(process.env);

async function start(): Promise<void> {
  const problem = loadEnvironment();
  const isSet = (name: string) => (process.env[name] ?? '').trim() !== '';
  const half = ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'].filter(isSet);
  if (problem !== undefined) return refuseToStart(problem);
  if (isSet('SLACK_BOT_TOKEN')) return (await import('./src/main.ts')).startApp();
  if (half.length === 0) return (await import('./sandbox/start.ts')).start(process.env);
  const verb = half.length === 1 ? 'is' : 'are';
  refuseToStart(
    `${half.join(' and ')} ${verb} set but SLACK_BOT_TOKEN is not: set it for the real app (npx wheelhouse doctor says what else is missing), or unset all three for the sandbox.`,
  );
}

function refuseToStart(problem: string): void {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
