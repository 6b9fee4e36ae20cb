import { type INestApplicationContext } from '@nestjs/common';
import { Command, InvalidArgumentError } from 'commander';
import { NewJoinCode } from '../contracts/api/index.js';
import { displayDate, displayTime } from '../platform/civil/index.js';
import { table, type WithServices } from '../platform/console/index.js';
import { invalid, notFound } from '../platform/http/index.js';
import { Centers } from './centers.service.js';
import { Devices } from './devices.service.js';
import type { CenterEntity } from './entities/center.entity.js';
import { JoinCodes } from './join-codes.service.js';

export function joinCodeCommands(withServices: WithServices): Command {
  const joinCode = new Command('join-code').description('mã thêm máy của trung tâm / join codes of centers');
  joinCode
    .command('create')
    .description('mã mới và lệnh chạy trên máy / a new code and the command for the PC')
    .requiredOption('--center <center>', 'id of the center, or the five-digit code of its commune')
    .option('--hours <hours>', 'valid for so many hours', wholeNumber)
    .option('--uses <uses>', 'for so many PCs', wholeNumber)
    .action((options: { center: string; hours?: number; uses?: number }) =>
      withServices(async (services, now) => {
        const center = await centerNamed(services, options.center);
        const asked = NewJoinCode.safeParse({ validHours: options.hours, uses: options.uses });
        if (!asked.success) throw invalid('REQUEST_INVALID', asked.error.issues);
        const made = await services.get(JoinCodes).create(center.id, asked.data, null, now);
        console.log(`${made.code}  (${center.name})`);
        console.log(`Đến / until ${moment(made.expiresAt)}; số máy / PCs: ${made.usesLeft}; id ${made.id}`);
        console.log(`Windows: ${made.commands?.windows}`);
        console.log(`Linux:   ${made.commands?.linux}`);
      }),
    );
  joinCode
    .command('list')
    .description('các mã của một trung tâm / the codes of a center')
    .requiredOption('--center <center>', 'id of the center, or the five-digit code of its commune')
    .action((options: { center: string }) =>
      withServices(async (services, now) => {
        const center = await centerNamed(services, options.center);
        const rows = (await services.get(JoinCodes).ofCenter(center.id, now)).map((code) => [
          String(code.id),
          moment(code.expiresAt),
          String(code.usesLeft),
          code.revoked
            ? 'revoked'
            : code.expiresAt <= now
              ? 'expired'
              : code.usesLeft === 0
                ? 'used up'
                : 'valid',
        ]);
        console.log(table(['ID', 'UNTIL', 'USES LEFT', 'STATE'], rows));
      }),
    );
  joinCode
    .command('revoke')
    .argument('<id>', 'id of the code', wholeNumber)
    .description('thu hồi / revoke')
    .action((id: number) =>
      withServices(async (services, now) => {
        await services.get(JoinCodes).revoke(id, null, now);
        console.log(`join code ${id}: revoked`);
      }),
    );
  return joinCode;
}

export function deviceCommands(withServices: WithServices): Command {
  const device = new Command('device').description('máy tính / PCs');
  device
    .command('list')
    .description('danh sách / list')
    .option('--center <center>', 'only this one: id, or the five-digit code of its commune')
    .action((options: { center?: string }) => listDevices(withServices, options.center));
  const verbs = [
    ['revoke-token', 'revokeToken', 'thu hồi mã thiết bị / refuse the PC until it enrols anew'],
    ['allow-reenrol', 'allowReenrolment', 'cho ghi danh lại trong 1 giờ / let it enrol anew within the hour'],
  ] as const;
  for (const [verb, method, description] of verbs) {
    device
      .command(verb)
      .argument('<id>', 'id of the device', wholeNumber)
      .description(description)
      .action((id: number) =>
        withServices(async (services, now) => {
          await services.get(Devices)[method](id, null, now);
          console.log(`device ${id}: ${verb}`);
        }),
      );
  }
  return device;
}

async function listDevices(withServices: WithServices, of: string | undefined): Promise<void> {
  await withServices(async (services) => {
    const devices = services.get(Devices);
    const center = of === undefined ? null : await centerNamed(services, of);
    const listed = center ? await devices.ofCenter(center.id) : await devices.all();
    const names = new Map((await services.get(Centers).all()).map(({ id, name }) => [id, name]));
    const rows = listed.map((device) => [
      String(device.id),
      names.get(device.centerId) ?? '',
      device.name,
      device.platform,
      device.agentVersion,
      moment(device.enrolledAt),
      device.tokenRevokedAt !== null
        ? 'revoked'
        : device.clonedFrom !== null
          ? `copy of ${device.clonedFrom}`
          : '',
    ]);
    console.log(table(['ID', 'CENTER', 'NAME', 'SYSTEM', 'AGENT', 'ENROLLED', ''], rows));
  });
}

async function centerNamed(services: INestApplicationContext, text: string): Promise<CenterEntity> {
  const center = await services.get(Centers).byIdOrCommuneCode(text);
  if (!center) throw notFound({ vi: `trung tâm "${text}"`, en: `center "${text}"` });
  return center;
}

function moment(instant: number): string {
  return `${displayTime(instant)} ${displayDate(instant)}`;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new InvalidArgumentError('Cần một số nguyên / a whole number is needed.');
  return Number(text);
}
