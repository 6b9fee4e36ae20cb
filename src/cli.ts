#!/usr/bin/env node
import 'reflect-metadata';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command, CommanderError } from 'commander';
import { readFileSync } from 'node:fs';
import { accessCommands, AccessModule } from './access/index.js';
import { createApp, startListening } from './app.js';
import { ENTITIES, type Surroundings, SurroundingsModule } from './app.module.js';
import { inventoryCommands, InventoryModule } from './inventory/index.js';
import { SystemClock } from './platform/clock/index.js';
import { Config, ConfigError, readConfig, SETTINGS } from './platform/config/index.js';
import { type AdminWork, commandLines, table, type WithServices } from './platform/console/index.js';
import { DatabaseModule } from './platform/database/index.js';
import { Refusal } from './platform/http/index.js';
import { PlatformModule } from './platform/platform.module.js';
import { scenarioCommand } from './scenario/index.js';

const EXIT = { refused: 1, usage: 2, failed: 70, wrongConfiguration: 78 } as const;

/** The services of the server without its stages: a command must not begin to judge or to send mail. */
@Module({})
class AdminModule {
  static with(surroundings: Surroundings): DynamicModule {
    return {
      module: AdminModule,
      imports: [
        SurroundingsModule.with(surroundings),
        DatabaseModule.forRoot(ENTITIES),
        PlatformModule,
        AccessModule,
        InventoryModule,
      ],
    };
  }
}

async function withServices(work: AdminWork): Promise<void> {
  const clock = new SystemClock();
  const config = forOneCommand(readConfig(process.env));
  const services = await NestFactory.createApplicationContext(AdminModule.with({ config, clock }), {
    logger: ['error', 'warn', 'fatal'],
    abortOnError: false,
  });
  try {
    await work(services, clock.now());
  } finally {
    await services.close();
  }
}

/** Nothing runs by itself, and no worker moves the WAL: the server, if it runs, does. */
function forOneCommand(config: Config): Config {
  const { host, port, dataDir, databaseUrl, publicUrl, provinceCode, smtpUrl, mailFrom } = config;
  return new Config(
    ...([host, port, dataDir, databaseUrl, publicUrl, provinceCode, smtpUrl, mailFrom] as const),
    'inline',
    false,
  );
}

function configCommand(): Command {
  return new Command('config').description('các thiết lập / settings, from the environment').action(() => {
    const rows = SETTINGS.map(({ variable, meaning, example, secret }) => {
      const value = process.env[variable] ?? '';
      return [variable, value === '' ? '-' : secret ? masked(value) : value, meaning, example];
    });
    console.log(table(['VARIABLE', 'VALUE', 'MEANING', 'EXAMPLE'], rows));
    readConfig(process.env);
  });
}

/** Without the password, and without anything at all when it is no address. */
function masked(value: string): string {
  if (!URL.canParse(value)) return '***';
  const url = new URL(value);
  return `${url.protocol}//${url.username ? '***:***@' : ''}${url.host}${url.pathname}`;
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.usage;
  if (error instanceof ConfigError) {
    console.error('Thiết lập chưa đúng / the configuration is wrong:');
    for (const { variable, fault, remedy } of error.faults)
      console.error(`- ${variable}: ${fault}. ${remedy}.`);
    return EXIT.wrongConfiguration;
  }
  if (error instanceof Refusal) {
    console.error(`${error.sentence.vi}\n${error.sentence.en}${error.path ? ` (${error.path})` : ''}`);
    return EXIT.refused;
  }
  console.error('Lệnh không chạy được. Kiểm tra TRUCBAN_DATA_DIR hoặc TRUCBAN_DATABASE_URL rồi thử lại.');
  console.error('The command failed. Check TRUCBAN_DATA_DIR or TRUCBAN_DATABASE_URL and try again.');
  console.error(error instanceof Error ? error.message : String(error));
  return EXIT.failed;
}

/** A province's settings as a file that can be reviewed and kept: the services are opened once for all of its commands. */
function applyCommand(): Command {
  return new Command('apply')
    .argument('<file>', 'one command a line, as they follow `npx trucban`; "-" reads standard input')
    .description('chạy các lệnh trong một tệp / run the commands of a file, up to the first that fails')
    .action((file: string) => {
      const commands = commandLines(readFileSync(file === '-' ? 0 : file, 'utf8'));
      return withServices(async (services, now) => {
        for (const { line, words } of commands) {
          try {
            await commandsOn((work) => work(services, now)).parseAsync(words, { from: 'user' });
          } catch (error) {
            console.error(`${file}:${line}: ${words.join(' ')}`);
            throw error;
          }
        }
      });
    });
}

function commandsOn(services: WithServices): Command {
  const commands = new Command('trucban').showHelpAfterError();
  for (const command of [...inventoryCommands(services), ...accessCommands(services)]) {
    commands.addCommand(command);
  }
  throwInsteadOfExit(commands);
  return commands;
}

const cli = commandsOn(withServices)
  .description(
    'Trực Ban: lệnh quản trị / admin commands. Máy chủ có thể đang chạy / the server may be running.',
  )
  .addCommand(configCommand())
  .addCommand(applyCommand())
  .addCommand(scenarioCommand({ createApp, startListening }));
throwInsteadOfExit(cli);
try {
  await cli.parseAsync(process.argv);
} catch (error) {
  process.exitCode = explain(error);
}

/** So that every way out passes `explain`. */
function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  command.commands.forEach(throwInsteadOfExit);
}
