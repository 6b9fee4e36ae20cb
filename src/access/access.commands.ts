import { Command, Option } from 'commander';
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { NewUser, Role } from '../contracts/api/index.js';
import { table, type WithServices } from '../platform/console/index.js';
import { invalid, PublicAddress } from '../platform/http/index.js';
import { SetupLinks } from './setup-links.service.js';
import { Users } from './users.service.js';
import { wallLinkCommands } from './wall-link.commands.js';

interface PersonOptions {
  login: string;
  name: string;
  role: string;
  email?: string;
  province?: string;
  center?: string;
  passwordStdin?: true;
}

/** `user …`, `setup-link` and `wall-link …`. */
export function accessCommands(withServices: WithServices): Command[] {
  return [userCommands(withServices), setupLinkCommand(withServices), wallLinkCommands(withServices)];
}

function setupLinkCommand(withServices: WithServices): Command {
  return new Command('setup-link')
    .description('liên kết dùng một lần để tạo quản trị viên / a one-time link that makes an administrator')
    .action(() =>
      withServices(async (services, now) => {
        const token = await services.get(SetupLinks).renew(now);
        console.log(`${services.get(PublicAddress).url}/setup?token=${token}`);
        console.log('Dùng một lần, trong 24 giờ / once, within 24 hours.');
      }),
    );
}

function userCommands(withServices: WithServices): Command {
  const user = new Command('user').description('người dùng / people who sign in');
  user
    .command('list')
    .description('danh sách / list')
    .action(() =>
      withServices(async (services) => {
        const rows = (await services.get(Users).all()).map((person) => [
          person.login,
          person.role,
          person.name,
          person.email ?? '-',
          person.place ?? '-',
          person.disabled ? 'disabled' : '',
        ]);
        console.log(table(['LOGIN', 'ROLE', 'NAME', 'MAIL', 'PLACE', ''], rows));
      }),
    );
  user
    .command('create')
    .description('thêm người dùng / add a person')
    .requiredOption('--login <login>', 'letters, digits, . _ @ -')
    .requiredOption('--name <name>', 'full name')
    .addOption(new Option('--role <role>', 'role').choices(Role.options).makeOptionMandatory())
    .option('--email <address>', 'where notices go')
    .option('--province <code>', 'sees this province alone, such as 25')
    .option(
      '--center <id>',
      'sees this center alone, as in the address of its page; people of a center need it',
    )
    .option('--password-stdin', 'read the password from standard input; otherwise one is made and printed')
    .action((options: PersonOptions) => createUser(withServices, options));
  user
    .command('set-password <login>')
    .description('đặt lại mật khẩu, mở khóa / new password, unlock')
    .option('--password-stdin', 'read the password from standard input; otherwise one is made and printed')
    .action((login: string, options: { passwordStdin?: true }) => setPassword(withServices, login, options));
  user
    .command('disable <login>')
    .description('khóa tài khoản, kết thúc mọi phiên / disable and end all sessions')
    .action((login: string) =>
      withServices(async (services, now) => {
        await services.get(Users).disable(login, null, now);
        console.log(`${login}: disabled`);
      }),
    );
  return user;
}

async function createUser(withServices: WithServices, options: PersonOptions): Promise<void> {
  const password = choosePassword(options.passwordStdin);
  const parsed = NewUser.safeParse({
    ...options,
    email: options.email ?? null,
    center: options.center === undefined ? null : Number(options.center),
    password: password.text,
  });
  if (!parsed.success) throw invalid('REQUEST_INVALID', parsed.error.issues);
  await withServices(async (services, now) => {
    const user = await services.get(Users).add(parsed.data, null, now);
    console.log(`${user.login} (${user.role})`);
    if (password.made) console.log(`Mật khẩu / password: ${password.text}`);
  });
}

async function setPassword(
  withServices: WithServices,
  login: string,
  options: { passwordStdin?: true },
): Promise<void> {
  const password = choosePassword(options.passwordStdin);
  const parsed = NewUser.shape.password.safeParse(password.text);
  if (!parsed.success) throw invalid('REQUEST_INVALID', parsed.error.issues);
  await withServices(async (services, now) => {
    await services.get(Users).changePassword(login, password.text, null, now);
    console.log(password.made ? `Mật khẩu / password: ${password.text}` : `${login}: changed`);
  });
}

/** Never an option: those stay in the shell's history and in the list of processes. */
function choosePassword(fromStdin: true | undefined): { text: string; made: boolean } {
  if (fromStdin) return { text: readFileSync(0, 'utf8').replace(/\r?\n$/, ''), made: false };
  const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const text = Array.from({ length: 18 }, () => letters[randomInt(letters.length)]).join('');
  return { text, made: true };
}
