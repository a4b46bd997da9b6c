import { once } from 'node:events';
import { Command } from 'commander';
import { systemClock } from '../lib/clock.ts';
import { version } from '../version.ts';
import type { ExportArguments } from './audit.ts';
import { checkPolicy, policySchema } from './policy.ts';
import type { CommandEnd } from './policy-arguments.ts';
import type { ExplainArguments } from './policy-explain.ts';

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
    .option('--branches <file>', 'the branches as GET /branches answers; otherwise the back office of the settings is asked')
    .action((file: string | undefined, options: { live?: boolean; branches?: string }) =>
      tell(checkPolicy({ environment }, file, { live: options.live === true, branches: options.branches })),
    );
  policy
    .command('schema')
    .description('print the JSON Schema of the policy file, for editors')
    .action(() => tell(policySchema()));

  const finish = ({ lines, code }: CommandEnd) => {
    for (const line of lines) console.log(line);
    exitCode = code;
  };
  policy
    .command('explain')
    .description('say which rule decides about an action, why, who could approve it, and whether somebody may ask for it')
    .argument('<action>', 'such as voucher.apply')
    .option('--amount <number>', 'what it costs')
    .option('--currency <code>', 'of the amount; otherwise the policy’s')
    .option('--branch <number>', 'the branch that its subject belongs to, or unknown; otherwise the policy’s')
    .option('--count <number>', 'how many things it touches; otherwise 1')
    .option('--risk <risk>', 'where it depends on what is changed; otherwise the least that it can be')
    .option('--given <number>', 'what the same customer was given before; otherwise nothing')
    .option('--gave <number>', 'what the asker gave before; otherwise nothing')
    .option('--asked <number>', 'how often the asker asked for this before; otherwise never')
    .option('--more', 'it gives more than money alone: minutes, or another currency')
    .option('--branches <file>', 'the branches as GET /branches answers; otherwise the back office of the settings is asked')
    .option('--as <user>', 'the Slack user id of whoever asks')
    .option('--file <file>', 'the policy file; otherwise POLICY_FILE or ./policy.yml')
    .addHelpText(
      'after',
      '\nExit code: 0 it could be asked, 1 it would be refused or the file is wrong, 2 the command made no sense.',
    )
    .action(async (action: string, options: ExplainArguments) => {
      const { explainPolicy } = await import('./policy-explain.ts');
      finish(await explainPolicy({ environment }, action, options));
    });
  policy
    .command('replay')
    .description('hold another policy file against the requests in the journal: how many more or fewer would have waited')
    .argument('<file>', 'the other policy file')
    .option('--since <duration>', 'how far back', '90d')
    .option('--branches <file>', 'the branches as GET /branches answers; otherwise the back office of the settings is asked')
    .addHelpText('after', '\nExit code: 0 replayed, 1 the policy file is wrong, 2 the journal could not be read.')
    .action(async (file: string, options: { since: string; branches?: string }) => {
      const { replayPolicy } = await import('./policy-replay.ts');
      finish(await replayPolicy({ environment, clock: systemClock }, file, options));
    });

  const audit = program.command('audit').description('the journal: what was asked, decided, done and revealed');
  const auditDeps = { environment, tell: (line: string) => console.error(line), write: writeOut };
  audit
    .command('verify')
    .description(
      'check that the journal is as it was written; exit code 1 with the first bad entry, 2 when it cannot be looked at',
    )
    .option('--head <seq:hash...>', 'a head that was posted to the channel, to hold the journal against')
    .action(async (options: { head?: string[] }) => {
      const { auditVerify } = await import('./audit.ts');
      exitCode = await auditVerify({ ...auditDeps, tell: console.log }, options);
    });
  audit
    .command('export')
    .description('write the journal to the standard output')
    .requiredOption('--format <format>', 'csv or ndjson')
    .option('--from <time>', 'a day (in UTC) or an instant; this one included')
    .option('--to <time>', 'a day (in UTC) or an instant; this one included')
    .option('--personal', 'also what names or describes customers; needs --reason')
    .option('--reason <text>', 'why personal data is shown; goes into the journal')
    .action(async (options: ExportArguments) => {
      const { auditExport } = await import('./audit.ts');
      exitCode = await auditExport(auditDeps, options);
    });

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

/** Waits where the reader is slower; a reader that has seen enough (`| head`) ends it without an error. */
async function writeOut(text: string): Promise<void> {
  if (process.stdout.listenerCount('error') === 0) {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit(0);
    });
  }
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

function isCommanderExit(error: unknown): error is { exitCode: number } {
  return error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number';
}
