import { Command } from 'commander';
import { NewWallLink } from '../contracts/api/index.js';
import { displayDate, displayTime } from '../platform/civil/index.js';
import { table, type WithServices } from '../platform/console/index.js';
import { invalid } from '../platform/http/index.js';
import { WallLinks } from './wall-links.service.js';

/** `wall-link …`. */
export function wallLinkCommands(withServices: WithServices): Command {
  const link = new Command('wall-link').description('màn hình treo tường / links for screens on the wall');
  link
    .command('list')
    .description('danh sách / list')
    .action(() =>
      withServices(async (services) => {
        const rows = (await services.get(WallLinks).all()).map((one) => [
          String(one.id),
          one.name,
          one.province ?? '-',
          one.lastUsedAt === null ? '-' : moment(one.lastUsedAt),
          one.revokedAt === null ? '' : 'revoked',
        ]);
        console.log(table(['ID', 'NAME', 'PROVINCE', 'LAST USED', ''], rows));
      }),
    );
  link
    .command('create')
    .description('tạo liên kết, chỉ hiện một lần / make a link, shown once')
    .requiredOption('--name <name>', 'where the screen hangs')
    .option('--province <code>', 'show this province alone, such as 25')
    .action((options: { name: string; province?: string }) => create(withServices, options));
  link
    .command('revoke <id>')
    .description('thu hồi, màn hình tắt trong 5 giây / revoke; its screens go dark within 5 s')
    .action((id: string) =>
      withServices(async (services, now) => {
        await services.get(WallLinks).revoke(/^\d{1,15}$/.test(id) ? Number(id) : 0, null, now);
        console.log(`${id}: revoked`);
      }),
    );
  return link;
}

async function create(
  withServices: WithServices,
  { name, province }: { name: string; province?: string },
): Promise<void> {
  const parsed = NewWallLink.safeParse({ name, province: province ?? null });
  if (!parsed.success) throw invalid('REQUEST_INVALID', parsed.error.issues);
  await withServices(async (services, now) => {
    const { url } = await services.get(WallLinks).create(parsed.data, null, now);
    console.log(url);
    console.log('Chỉ hiện một lần. Mở trên màn hình treo tường / shown once; open it on the screen.');
  });
}

const moment = (instant: number): string => `${displayTime(instant)} ${displayDate(instant)}`;
