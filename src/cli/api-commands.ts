import type { Command } from 'commander';
import type { Environment } from '../config.ts';
import type { CheckOptions } from './api.ts';
import type { ProbeOptions } from './api-probe.ts';
import type { CommandEnd } from './arguments.ts';

/** `wheelhouse api …`. What they need is loaded when one of them is asked for. */
export function addApiCommands(program: Command, environment: Environment, finish: (end: CommandEnd) => Promise<void>): void {
  const api = program.command('api').description('what the app calls of the back offices: printed, compared, probed');
  api
    .command('print')
    .description('print every call that the app makes as OpenAPI 3.1')
    .argument('[api]', 'operations, sign-in or smartmove; otherwise all three')
    .option('--json', 'JSON instead of YAML')
    .action(async (which: string | undefined, options: { json?: boolean }) => {
      const { apiPrint } = await import('./api.ts');
      await finish(apiPrint(which, options));
    });
  api
    .command('check')
    .description('hold what the app calls against an OpenAPI 3.0 or 3.1 document')
    .argument('[document]', 'a file or a URL; - or nothing for the standard input', '-')
    .option('--api <api>', 'operations, sign-in or smartmove; otherwise those of which the document holds a call')
    .option('--profile <file>', 'where this tenant differs; otherwise OPERATIONS_API_PROFILE and SMARTMOVE_API_PROFILE')
    .option('--draft <file>', 'write a profile with what names alone can decide; the rest as remarks')
    .option('--json', 'JSON for scripts')
    .addHelpText('after', '\nExit code: 0 nothing differs, 1 something does, 2 the document cannot be read.')
    .action(async (source: string, options: CheckOptions) => {
      const { apiCheck } = await import('./api.ts');
      await finish(await apiCheck(environment, source, options));
    });
  api
    .command('probe')
    .description(
      'call the reads of the tenant in the settings once each and compare what comes; writes nothing, shows no personal data',
    )
    .requiredOption('--branch <id>', 'the branch to ask in')
    .option('--customer <id>', 'a customer to read')
    .option('--account <id>', 'a business account to read')
    .option('--card <id>', 'a card to read')
    .option('--json', 'JSON for scripts')
    .addHelpText('after', '\nExit code: 0 nothing differs, 1 something does, 2 the tenant cannot be reached.')
    .action(async (options: ProbeOptions) => {
      const { apiProbe } = await import('./api-probe.ts');
      await finish(await apiProbe(environment, options));
    });
}
