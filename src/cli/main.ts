import { once } from 'node:events';
import { Command, CommanderError } from 'commander';
import { settingNames } from '../config.ts';
import { systemClock } from '../lib/clock.ts';
import { quotedProblems } from '../lib/quoted.ts';
import { version } from '../version.ts';
import { addApiCommands } from './api-commands.ts';
import type { CommandEnd } from './arguments.ts';
import type { ExportArguments } from './audit.ts';
import type { CommandOutcome } from './outcome.ts';
import { checkPolicy, policySchema } from './policy.ts';
import type { ExplainArguments } from './policy-explain.ts';
import type { ReportArguments } from './report.ts';

export { loadEnvironment } from '../lib/written-file.ts';

/** The command line. Resolves to the exit code: 0, 1 when a check failed, 2 when the command was not understood. */
export async function main(argv: readonly string[], environment: NodeJS.ProcessEnv = process.env): Promise<number> {
  let exitCode = 0;
  const tell = async (outcome: Promise<CommandOutcome>) => {
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
    .option('--drawn', 'it is drawn from an open envelope')
    .option('--always-asking', 'it is a case in which somebody is asked whatever the rules say')
    .option('--branches <file>', 'the branches as GET /branches answers; otherwise the back office of the settings is asked')
    .option('--as <user>', 'the Slack user id of the person who asks')
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
      'check that the journal is as it was written and makes sense: chain, keys, seals, votes, and the head that is kept elsewhere',
    )
    .option('--head <seq:hash...>', 'a head that was posted to the channel, to hold the journal against')
    .addHelpText(
      'after',
      '\nExit code: 0 whole and held against a kept head, 1 broken, 2 it cannot be judged, 3 whole but held against itself alone.',
    )
    .action(async (options: { head?: string[] }) => {
      const { auditVerify } = await import('./audit-verify.ts');
      exitCode = await auditVerify({ ...auditDeps, tell: console.log }, options);
    });
  audit
    .command('export')
    .description('write the journal to the standard output')
    .option('--format <format>', 'csv or ndjson', 'ndjson')
    .option('--customer <id>', 'only what is about this customer: requests, looks, reveals')
    .option('--from <time>', 'a day (in UTC) or an instant; this one included')
    .option('--to <time>', 'a day (in UTC) or an instant; this one included')
    .option('--personal', 'also what names or describes customers; needs --reason')
    .option('--reason <text>', 'why personal data is shown; goes into the journal')
    .action(async (options: ExportArguments) => {
      const { auditExport } = await import('./audit.ts');
      exitCode = await auditExport(auditDeps, options);
    });

  addApiCommands(program, environment, async ({ lines, code }) => {
    // Nothing but what was asked for goes to the standard output, which scripts read.
    if (code === 2) for (const line of lines) console.error(line);
    else await writeOut(`${lines.join('\n')}\n`);
    exitCode = code;
  });

  audit
    .command('stream')
    .description('write every entry as a line of JSON, and each new one as it comes, for a SIEM; ends when it is stopped')
    .option(
      '--after <seq>',
      'go on after this entry (1200, or with its hash 1200:3f2ab1c9d0e4f5a6); otherwise from the first one',
    )
    .addHelpText(
      'after',
      '\nExit code: 0 stopped, 1 what it had given is not in the journal any more, 2 the command made no sense.',
    )
    .action(async (options: { after?: string }) => {
      const { auditStream } = await import('./audit-stream.ts');
      exitCode = await auditStream(auditDeps, options);
    });

  program
    .command('restored')
    .description('say whether the database is older than the kept head of its journal, and go on from it with --accept')
    .option('--accept', 'go on: what happened after the backup is lost, and the journal will say so')
    .option('--reason <text>', 'why; goes into the journal')
    .addHelpText(
      'after',
      '\nExit code: 0 it was restored (with --accept: and goes on), 1 nothing to accept, 2 it cannot be told.',
    )
    .action(async (options: { accept?: boolean; reason?: string }) => {
      const { restored } = await import('./restored.ts');
      finish(await restored({ environment }, options));
    });

  program
    .command('migrate')
    .description('bring the database to the shape of this version, once however many start at the same time')
    .option('--check', 'only say what is pending')
    .addHelpText('after', '\nExit code: 0 nothing is pending, 1 something is (--check), 2 it could not be done.')
    .action(async (options: { check?: boolean }) => {
      const { migrateDatabase } = await import('./migrate.ts');
      finish(await migrateDatabase({ environment }, options));
    });

  program
    .command('move')
    .description('take the embedded database of DATA_DIR to an empty PostgreSQL, while the app is stopped: all of it, or nothing')
    .requiredOption('--to <url>', 'the PostgreSQL: postgres://account:password@host/database')
    .option('--write-env', 'put DATABASE_URL, JOURNAL_KEY and AUDIT_HEAD_FILE into .env')
    .addHelpText('after', '\nExit code: 0 moved, 1 nothing was moved, 2 the command made no sense.')
    .action(async (options: { to: string; writeEnv?: boolean }) => {
      const { moveDatabase } = await import('./move.ts');
      const tell = (line: string) => console.error(line);
      finish(await moveDatabase({ environment, clock: systemClock, tell, envFile: '.env' }, options));
    });

  program
    .command('report')
    .description('figures from the journal alone')
    .command('goodwill')
    .description('what was given, by branch, template and rule; by person only where the policy has figures: { byPerson: true }')
    .option('--since <duration>', 'how far back', '30d')
    .option('--csv', 'as CSV, a row for each branch, template, rule and currency')
    .addHelpText('after', '\nExit code: 0 reported, 2 the journal could not be read or the command made no sense.')
    .action(async (options: ReportArguments) => {
      const { reportGoodwill } = await import('./report.ts');
      finish(await reportGoodwill({ environment, clock: systemClock }, options));
    });

  const privacy = program.command('privacy').description('personal data');
  privacy
    .command('erase')
    .description('erase one customer from the journal, from requests, and from every message that Slack lets the app change')
    .requiredOption('--customer <id>', 'the number of the customer')
    .option('--reason <text>', 'why; goes into the journal')
    .addHelpText(
      'after',
      '\nExit code: 0 nothing is left, 1 something is left: run it again, 2 it made no sense or could not begin.',
    )
    .action(async (options: { customer: string; reason?: string }) => {
      const { eraseOne } = await import('./privacy.ts');
      finish(await eraseOne({ environment, clock: systemClock }, options));
    });

  program
    .command('manifest')
    .description('print the manifest of the Slack app for this version, for Slack’s “From a manifest”')
    .option('--prefix <prefix>', 'before the name of every command, such as wm-; otherwise COMMAND_PREFIX')
    .option('--url <https://…>', 'where Slack reaches the app, for HTTP; otherwise the app opens a socket')
    .option('--typed-answers', 'with the scopes and events that "typedAnswers: true" in the policy needs')
    .option('--workflow-steps', 'with two steps for Workflow Builder: look up a customer, ask for a voucher')
    .option('--json', 'as JSON; otherwise YAML')
    .addHelpText('after', '\nExit code: 0 printed, 2 the command made no sense.')
    .action(
      async (options: { prefix?: string; url?: string; typedAnswers?: boolean; workflowSteps?: boolean; json?: boolean }) => {
        const { printManifest } = await import('./manifest.ts');
        finish(printManifest({ environment }, options));
      },
    );

  program
    .command('setup')
    .description('ask for what a start needs, try each answer, write .env and policy.yml, and end with doctor')
    .option('--answers <file>', 'the answers in YAML, for machines: settings by name, policy, out (the folder to write to)')
    .addHelpText('after', '\nExit code: 0 ready, 1 doctor found an error, 2 not understood, or nobody to ask.')
    .action(async (options: { answers?: string }) => {
      const { setup } = await import('./setup/index.ts');
      const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
      const ask = isTerminal ? (await import('./setup/terminal.ts')).terminal : undefined;
      finish(await setup({ environment, folder: process.cwd(), ask }, options));
    });

  program
    .command('doctor')
    .description('check settings, policy, database, Slack and both back offices, and say what to do about each')
    .option('--json', 'as JSON: each finding with its state, the setting or place, and what to do')
    .addHelpText('after', '\nExit code: 0 ready, 1 it found an error, 2 the command made no sense.')
    .action(async ({ json }: { json?: boolean }) => {
      // Loaded when asked for: databases and back offices are much to read for a command that needs neither.
      const { doctor } = await import('./doctor.ts');
      await tell(doctor({ environment, json }));
    });

  program.hook('preAction', (_program, action) => {
    const quoted = action.name() === 'doctor' ? [] : quotedProblems(environment, settingNames); // doctor finds them itself
    for (const problem of quoted) console.error(problem);
    if (quoted.length > 0) throw new CommanderError(2, 'wheelhouse.settings', 'settings in quotes');
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
