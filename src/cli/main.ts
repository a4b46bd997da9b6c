import { Command } from 'commander';
import { version } from '../version.ts';
import { checkPolicy, policySchema } from './policy.ts';

/** What a command came to: its lines, and whether a script may go on. */
export type Outcome = { lines: readonly string[]; ok: boolean };

/** The command line. Resolves to the exit code: 0, 1 when a check failed, 2 when the command was not understood. */
export async function main(argv: readonly string[], environment: NodeJS.ProcessEnv = process.env): Promise<number> {
  let exitCode = 0;
  const tell = async (outcome: Promise<Outcome>) => {
    const { lines, ok } = await outcome;
    for (const line of lines) console.log(line);
    if (!ok) exitCode = 1;
  };

  const program = new Command('wheelhouse')
    .description('Checks what Wheelhouse needs. The app itself starts with: npm start')
    .version(version, '-V, --version')
    .exitOverride()
    .showHelpAfterError('(wheelhouse --help lists the commands)');

  const policy = program.command('policy').description('the policy file: who may do what, and what needs whom');
  policy
    .command('check')
    .description('check the policy file, with line numbers; exit code 1 when something is wrong')
    .argument('[file]', 'the policy file; otherwise POLICY_FILE or ./policy.yml')
    .option('--live', 'also ask Slack who holds the roles; needs SLACK_BOT_TOKEN')
    .action((file: string | undefined, options: { live?: boolean }) =>
      tell(checkPolicy({ environment }, file, { live: options.live === true })),
    );
  policy
    .command('schema')
    .description('print the JSON Schema of the policy file, for editors')
    .action(() => tell(policySchema()));

  program
    .command('doctor')
    .description('check settings, policy, database, Slack and both back offices, and say what to do about each')
    .action(async () => {
      // Loaded when asked for: databases and back offices are much to read for a command that needs neither.
      const { doctor } = await import('./doctor.ts');
      await tell(doctor({ environment }));
    });

  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    // commander throws for --help (0) and for what it did not understand (1), and has already said so.
    if (!isCommanderExit(error)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  return exitCode;
}

function isCommanderExit(error: unknown): error is { exitCode: number } {
  return error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number';
}
