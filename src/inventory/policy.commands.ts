import { Command } from 'commander';
import { table, type WithServices } from '../platform/console/index.js';
import { DEFAULT_POLICY, POLICY_KEYS } from './domain/policy.js';
import { allowedValues, policyText } from './domain/policy-text.js';
import { POLICY_WORDS } from './domain/policy-words.js';
import { type Author, PolicyService } from './policy.service.js';
import { Programs } from './programs.service.js';

/** The command line is nobody in particular: who may run it owns the server. */
const BY: Author = { userId: null, name: 'npx trucban' };

export function policyCommands(withServices: WithServices): Command {
  const policy = new Command('policy').description('ngưỡng và thời hạn / thresholds and times');
  policy
    .command('list')
    .description('mọi giá trị và khoảng cho phép / every value and what is allowed')
    .action(() =>
      withServices(async (services) => {
        const { policy: current } = await services.get(PolicyService).current();
        const rows = POLICY_KEYS.map((key) => [
          key,
          policyText(current[key]) || '-',
          policyText(DEFAULT_POLICY[key]),
          allowedValues(key).en,
          `${POLICY_WORDS[key].name.vi} / ${POLICY_WORDS[key].name.en}`,
        ]);
        console.log(table(['KEY', 'VALUE', 'DEFAULT', 'ALLOWED', 'MEANING'], rows));
      }),
    );
  policy
    .command('set <key> <value>')
    .description('đặt giá trị / set a value')
    .action((key: string, value: string) =>
      withServices(async (services, now) => {
        await services.get(PolicyService).set(key, value, BY, now);
        console.log(`${key} = ${value}`);
      }),
    );
  policy
    .command('reset <key>')
    .description('trở về mặc định / back to the default')
    .action((key: string) =>
      withServices(async (services, now) => {
        await services.get(PolicyService).reset(key, BY, now);
        console.log(`${key}: default`);
      }),
    );
  return policy;
}

export function programCommands(withServices: WithServices): Command {
  const program = new Command('program').description('phần mềm được theo dõi / watched programs');
  program
    .command('list')
    .description('danh sách / list')
    .action(() =>
      withServices(async (services) => {
        const rows = (await services.get(Programs).all()).map((watched) => [
          watched.id,
          watched.enabled === 1 ? 'on' : 'off',
          watched.kind,
          watched.nameVi,
          watched.url ?? watched.processName ?? '-',
        ]);
        console.log(table(['ID', 'WATCHED', 'KIND', 'NAME', 'ADDRESS OR PROCESS'], rows));
      }),
    );
  program
    .command('show <id>')
    .description('mọi mục của một phần mềm / every field of one')
    .action((id: string) =>
      withServices(async (services) => {
        const watched = await services.get(Programs).require(id);
        console.log(
          table(
            ['FIELD', 'VALUE'],
            Object.entries(watched).map(([name, value]) => [name, String(value ?? '-')]),
          ),
        );
      }),
    );
  program
    .command('set <id> <field=value...>')
    .description('đổi các mục, "-" để trống / change fields, "-" empties one')
    .action((id: string, assignments: string[]) =>
      withServices(async (services, now) => {
        await services.get(Programs).set(id, fieldsOf(assignments), BY, now);
        console.log(`${id}: ${assignments.join(' ')}`);
      }),
    );
  for (const verb of ['enable', 'disable'] as const) {
    program
      .command(`${verb} <id>`)
      .description(verb === 'enable' ? 'bắt đầu theo dõi / begin to watch' : 'thôi theo dõi / stop watching')
      .action((id: string) =>
        withServices(async (services, now) => {
          await services.get(Programs)[verb](id, BY, now);
          console.log(`${id}: ${verb}d`);
        }),
      );
  }
  return program;
}

function fieldsOf(assignments: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    assignments.map((assignment) => {
      const cut = assignment.indexOf('=');
      return cut < 0 ? [assignment, ''] : [assignment.slice(0, cut), assignment.slice(cut + 1)];
    }),
  );
}
