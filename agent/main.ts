#!/usr/bin/env node
import { program, type Command } from 'commander';
import {
  checkConfig,
  enrol,
  installBrowser,
  printReport,
  reportTrouble,
  run,
  sendOnce,
  what,
} from './runtime/commands.js';
import { ConfigError } from './runtime/config.js';
import { messages, type Sentence } from './runtime/messages.js';
import { defaultStateDirectory } from './runtime/state-files.js';
import { AGENT_VERSION } from './runtime/version.js';
import { TransportError } from './transport/transport-error.js';

interface SharedOptions {
  state: string;
  once?: true;
  print?: true;
  checkConfig?: true;
}

/** `--state` may stand before or after the command's name. */
function stateOf(command: Command): string {
  return command.optsWithGlobals<SharedOptions>().state;
}

function complain({ vi, en }: Sentence): void {
  console.error(`${vi}\n${en}`);
}

program
  .name('trucban-agent')
  .description('Trực Ban: phần mềm giám sát trên máy / the agent of a counter PC')
  .version(AGENT_VERSION)
  .option('--state <directory>', 'state directory', defaultStateDirectory(process.env, process.platform))
  .option('--once', 'collect, send one report, exit')
  .option('--print', 'collect, print the exact report, send nothing')
  .option('--check-config', 'check the configuration, exit')
  .action(async (options: SharedOptions) => {
    if (options.checkConfig) return checkConfig(options.state);
    if (options.print) return printReport(options.state);
    if (options.once) return sendOnce(options.state);
    return run(options.state);
  });

program
  .command('run')
  .description('watch and report until stopped (default)')
  .action((_options: object, command: Command) => run(stateOf(command)));

program
  .command('enrol')
  .description('ghi danh máy này / make this PC a device of a center')
  .requiredOption('--server <url>', 'address of the server')
  .requiredOption('--code <code>', 'join code of the center')
  .option('--name <name>', 'name of the counter, such as "Quầy 3"')
  .option('--proxy <url>', 'HTTP proxy')
  .option('--certificates <folder...>', 'folders of certificates (Linux)')
  .action((options: Parameters<typeof enrol>[1], command: Command) => enrol(stateOf(command), options));

program
  .command('report')
  .description('Báo sự cố / report what is wrong on this PC, in the browser')
  .option('--address', 'print the address instead of opening it')
  .action((options: { address?: true }, command: Command) =>
    reportTrouble(stateOf(command), options.address ?? false),
  );

program
  .command('what')
  .description('Máy này thu thập gì? / what was last sent from this PC')
  .action((_options: object, command: Command) => what(stateOf(command)));

program
  .command('browser-support')
  .description('let the browsers of this account start the native host')
  .option('--browser-data <directory>', 'only for this browser profile folder')
  .action((options: { browserData?: string }, command: Command) =>
    installBrowser(stateOf(command), options.browserData),
  );

program
  .command('native-host')
  .description('started by the browser for the extension')
  // The browser adds the extension's origin and, on Windows, --parent-window.
  .allowUnknownOption()
  .allowExcessArguments()
  .action(async (_options: object, command: Command) => {
    const { runNativeHost } = await import('./native-host.js');
    await runNativeHost({ stateDirectory: stateOf(command) });
  });

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof ConfigError) complain(error.sentence);
  else if (error instanceof TransportError) complain(messages.serverRefused(error.code));
  else complain(messages.failed(error instanceof Error ? error.message : String(error)));
  // Whatever was already watching would keep the process alive.
  process.exit(error instanceof ConfigError ? 2 : 1);
}
